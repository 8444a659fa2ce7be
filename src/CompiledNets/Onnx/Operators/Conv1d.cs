using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Conv1d conv, OnnxStep step) =>
        Emit(
            step,
            "Conv",
            WithParameters(step),
            new OnnxAttribute.Integers("kernel_shape", conv.KernelSize),
            new OnnxAttribute.Integers("strides", conv.Stride),
            new OnnxAttribute.Integers("pads", conv.Padding, conv.Padding),
            new OnnxAttribute.Integers("dilations", conv.Dilation),
            new OnnxAttribute.Integer("group", conv.Groups));
}
