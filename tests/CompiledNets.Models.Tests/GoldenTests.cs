using CompiledNets.Testing;

namespace CompiledNets.Models.Tests;

/// <summary>
/// A network against PyTorch's float64 results: what it declares, what the eager reference and what the compiled code compute. A
/// network is tested by deriving one class from this one.
/// </summary>
/// <typeparam name="TNet">The network.</typeparam>
/// <param name="name">The file in tests/gold.</param>
public abstract class GoldenTests<TNet>(string name) where TNet : IUnaryNet<TNet>
{
    private readonly Golden golden = Golden.Load(name);

    [Fact]
    public void StateDictAndCost_AreThoseOfTheReference()
    {
        var graph = TNet.Trace();
        Assert.Equal(golden.Parameters.OrderBy(parameter => parameter.Key), graph.Parameters.OrderBy(parameter => parameter.Key));
        Assert.Equal(golden.ParameterCount, graph.ParameterCount);
        Assert.Equal(golden.MultiplyAdds, graph.MultiplyAdds);
        Assert.Equal(golden.InputShape, graph.Inputs.Single().Shape);
        Assert.Equal(golden.OutputShape, graph.Nodes[graph.Outputs[0].Node].Shape);
    }

    [Fact]
    public void EagerOutputAndCheckpoints_AreThoseOfTheReference()
    {
        var layers = new List<(string Name, Tensor Tensor)>();
        var output = TNet.RunEager(golden.Weights, golden.Input, (layer, tensor) => layers.Add((layer, tensor)));
        foreach (var checkpoint in golden.Checkpoints) AssertReached(checkpoint, layers);
        Assert.InRange(golden.Deviation(output.ToArray()), 0, Tolerance.Eager);
    }

    [Fact]
    public void CompiledOutput_IsThatOfTheReference()
    {
        var output = new float[TNet.OutputCount];
        TNet.Load(golden.Weights).Run(golden.Input, output);
        Assert.InRange(golden.Deviation([.. output.Select(value => (double)value)]), 0, Tolerance.Compiled);
    }

    // A module that is no layer of the declaration has no name there, so its result may be any tensor of its shape.
    private static void AssertReached(Checkpoint checkpoint, List<(string Name, Tensor Tensor)> layers)
    {
        var isNamed = checkpoint.IsLayer && layers.Any(layer => layer.Name == checkpoint.Module);
        var candidates = layers.Where(layer => isNamed ? layer.Name == checkpoint.Module : layer.Tensor.Shape == checkpoint.Shape);
        var nearest = candidates.Select(layer => checkpoint.Deviation(layer.Tensor.ToArray()))
            .DefaultIfEmpty(double.PositiveInfinity).Min();
        Assert.True(nearest <= Tolerance.Eager, $"{checkpoint.Module} ({checkpoint.Type}, {checkpoint.Shape}) deviates by {nearest}");
    }
}
