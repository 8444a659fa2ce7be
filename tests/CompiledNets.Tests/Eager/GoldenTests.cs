using CompiledNets.Models;
using CompiledNets.Testing;

namespace CompiledNets.Tests;

/// <summary>Whole networks against PyTorch's float64 results; a new network is one line of <see cref="Networks"/>.</summary>
public class GoldenTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Networks = new()
    {
        ["squeezenet1_0_64x64"] = x => SqueezeNet.V10(x),
        ["squeezenet1_1_64x64"] = x => SqueezeNet.V11(x),
        ["squeezenet1_1_224x224"] = x => SqueezeNet.V11(x),
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Declaration_HasTheStateDictAndTheCostOfTheReference(string name)
    {
        var golden = Golden.Load(name);
        var graph = Graph.Trace(Networks[name], golden.InputShape);
        Assert.Equal(golden.Parameters.OrderBy(parameter => parameter.Key), graph.Parameters.OrderBy(parameter => parameter.Key));
        Assert.Equal(golden.ParameterCount, graph.ParameterCount);
        Assert.Equal(golden.MultiplyAdds, graph.MultiplyAdds);
        Assert.Equal(golden.OutputShape, graph.Nodes[graph.Outputs[0].Node].Shape);
    }

    [Theory, MemberData(nameof(Names))]
    public void EagerOutputAndCheckpoints_AreThoseOfTheReference(string name)
    {
        var golden = Golden.Load(name);
        var layers = new List<(string Name, Tensor Tensor)>();
        var output = Eager.Run(
            Networks[name], golden.Weights, golden.InputShape, golden.Input, (layer, tensor) => layers.Add((layer, tensor)));
        foreach (var checkpoint in golden.Checkpoints) AssertReached(checkpoint, layers);
        Assert.InRange(golden.Deviation(output.ToArray()), 0, Tolerance.Eager);
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
