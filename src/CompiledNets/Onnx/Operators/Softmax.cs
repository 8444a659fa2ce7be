using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Softmax softmax, OnnxStep step) =>
        Emit(step, "Softmax", step.Inputs, new OnnxAttribute.Integer("axis", softmax.Dimension));
}
