using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Concat concat, OnnxStep step) =>
        Emit(step, "Concat", step.Inputs, new OnnxAttribute.Integer("axis", concat.Dimension));
}
