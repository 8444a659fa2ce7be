using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Conv2d conv, OnnxStep step) =>
        Emit(
            step,
            "Conv",
            WithParameters(step),
            new OnnxAttribute.Integers("kernel_shape", conv.KernelSize.Height, conv.KernelSize.Width),
            new OnnxAttribute.Integers("strides", conv.Stride.Height, conv.Stride.Width),
            new OnnxAttribute.Integers("pads", conv.Padding.Top, conv.Padding.Left, conv.Padding.Bottom, conv.Padding.Right),
            new OnnxAttribute.Integers("dilations", conv.Dilation.Height, conv.Dilation.Width),
            new OnnxAttribute.Integer("group", conv.Groups));
}
