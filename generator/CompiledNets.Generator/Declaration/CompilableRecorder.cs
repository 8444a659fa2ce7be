namespace CompiledNets.Generator.Declaration;

/// <summary>A recorder that refuses, at the operator itself, what eager can compute and the compiled code cannot.</summary>
internal sealed class CompilableRecorder : GraphRecorder
{
    private const int MinRank = 2;
    private const int MaxRank = 4;

    internal override Tensor Apply(Operator operation, IReadOnlyList<Tensor> inputs, TensorShape shape)
    {
        if (shape.Rank is < MinRank or > MaxRank)
            throw operation.Error($"the result {shape} has {shape.Rank} dimensions; compiled nets have N×F, N×C×L and N×C×H×W only");
        if (inputs.Count > 0 && shape[0] != inputs.Max(input => input.Shape[0]))
            throw operation.Error($"{inputs[0].Shape} becomes {shape}: the images of a batch must stay apart");
        return base.Apply(operation, inputs, shape);
    }
}
