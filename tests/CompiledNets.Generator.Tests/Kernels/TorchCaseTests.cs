extern alias Runtime;

using CompiledNets.Generator.Tests.Testing;
using CompiledNets.Testing;
using Conv2d = Runtime::CompiledNets.Operators.Conv2d;
using RuntimeOperator = Runtime::CompiledNets.Operator;
using RandomWeights = Runtime::CompiledNets.RandomWeights;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>A second opinion on every operator: PyTorch's. So the eager reference is not compared with itself alone.</summary>
[Trait("Kind", "Operator")]
public class TorchCaseTests
{
    private static readonly NetBatch nets = new(TorchCase.All.Select(one => one.Declaration));
    private static readonly Dictionary<string, TorchCase> cases = TorchCase.All.ToDictionary(one => one.Declaration);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Eager_IsPyTorch(string declaration)
    {
        var type = nets.Find(declaration).Type;
        var graph = type.Trace();
        Assert.Equal(cases[declaration].Shape, graph.Nodes[graph.Outputs[0].Node].Shape);
        AssertNear(declaration, type.RunEager(new RandomWeights(TorchCase.Seed), Inputs(type))[0], Tolerance.Eager);
    }

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsPyTorch(string declaration)
    {
        var (type, tolerance) = nets.Find(declaration);
        var output = new float[cases[declaration].Values.Length];
        type.FromRandom(TorchCase.Seed).Run(Inputs(type), [output]);
        AssertNear(declaration, Array.ConvertAll(output, value => (double)value), tolerance);
    }

    [Fact]
    public void EveryOperator_HasACase()
    {
        var used = TorchCase.All.SelectMany(one => nets.Find(one.Declaration).Type.Trace().Nodes).Select(node => node.Operator.GetType()).ToHashSet();
        var operators = typeof(Conv2d).Assembly.GetTypes().Where(type => type.Namespace == typeof(Conv2d).Namespace && type.IsSubclassOf(typeof(RuntimeOperator)) && !type.IsAbstract).ToList();
        Assert.NotEmpty(operators);
        Assert.Equal([], operators.Except(used));
    }

    private static float[][] Inputs(ITestedNetType type) => [.. type.Trace().Inputs.Select(input =>
    {
        var values = new float[input.Shape.ElementCount];
        RandomWeights.Input(input.Name, TorchCase.Seed, values);
        return values;
    })];

    private static void AssertNear(string declaration, double[] found, double tolerance)
    {
        var deviation = Tolerance.Deviation(cases[declaration].Values, found);
        Assert.True(deviation <= tolerance, FormattableString.Invariant($"{declaration} deviates by {deviation:E2}"));
    }
}
