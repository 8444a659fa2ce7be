using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    // ONNX normalizes the last dimensions only; others change places with them for the while.
    private void Export(LayerNorm norm, OnnxStep step)
    {
        var behind = norm.FirstDimension + norm.NormalizedShape.Rank;
        var rank = step.InputShape.Rank;
        var epsilon = new OnnxAttribute.Float("epsilon", (float)norm.Eps);
        if (behind == rank)
        {
            Emit(step, "LayerNormalization", WithParameters(step), new OnnxAttribute.Integer("axis", norm.FirstDimension), epsilon);
            return;
        }
        int[] order = [.. Enumerable.Range(0, norm.FirstDimension), .. Enumerable.Range(behind, rank - behind), .. Enumerable.Range(norm.FirstDimension, norm.NormalizedShape.Rank)];
        var last = EmitPart(step, "last", "Transpose", step.Inputs, Permutation(order));
        var normalized = EmitPart(
            step, "normalized", "LayerNormalization", [last, .. WithParameters(step).Skip(1)],
            new OnnxAttribute.Integer("axis", rank - norm.NormalizedShape.Rank), epsilon);
        Emit(step, "Transpose", [normalized], Permutation([.. Enumerable.Range(0, rank).Select(dimension => Array.IndexOf(order, dimension))]));
    }

    private static OnnxAttribute Permutation(int[] order) => new OnnxAttribute.Integers("perm", [.. order.Select(dimension => (long)dimension)]);
}
