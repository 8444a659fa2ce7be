using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Permute permute, OnnxStep step) =>
        Emit(step, "Transpose", step.Inputs, new OnnxAttribute.Integers("perm", [.. permute.Order.Select(dimension => (long)dimension)]));
}
