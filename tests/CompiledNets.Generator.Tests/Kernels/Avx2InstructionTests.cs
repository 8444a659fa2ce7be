using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>
/// Kernels for AVX2 name their instructions: a NativeAOT compiler whose target need not have AVX2 takes an operator of
/// <c>Vector256</c> for two halves.
/// </summary>
public class Avx2InstructionTests
{
    public static TheoryData<string, string> Nets => new()
    {
        { "32, 14, 14", """x.Conv2d("a", 32, 3, padding: 1).Relu() + x""" },
        { "32, 28, 28", """x.Conv2d("a", 32, 3, padding: 1).HardSwish() * x.AdaptiveAvgPool2d(1).HardSigmoid()""" },
        { "256, 14, 14", """x.Conv2d("a", 256, 1).Silu() * x.Conv2d("b", 1, 1)""" },
        { "2048, 7, 7", """x.Conv2d("a", 32, 3).LeakyRelu(0.1)""" },
        { "32, 9, 9", """x.Conv2d("a", 32, 3, groups: 4).PRelu("b", 32).Conv2d("c", 32, 3, padding: 2, groups: 32) - x""" },
        { "20, 12, 12", """x.AvgPool2d(3, 1, 1).LocalResponseNorm(5, 1, 0.75, 2).Interpolate(24).AdaptiveAvgPool2d(5)""" },
        { "20, 6, 6", """x.LayerNorm("a", [20, 6, 6]).Gelu().MaxPool2d(2).Mean(1, keepDim: true)""" },
        { "20, 6, 6", """(x / x.Amax(1, keepDim: true)).LayerScale("a").Tanh().Softmax(1).Softmax(2)""" },
        { "20, 200, 200", """x.Sum([2, 3]).Linear("a", 5).Sigmoid() * 2 + 1""" },
    };

    [Theory, MemberData(nameof(Nets))]
    public void NoOperatorOfAVectorIsLeft(string shape, string expression)
    {
        var compilation = CompiledSource.Generate([InstructionSet.Avx2], $"[CompiledNet] partial class Net {{ {NetBatch.Declare(shape, expression)} }}").Compilation;
        var kernels = compilation.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == "Kernels.Avx2.g.cs");
        var model = compilation.GetSemanticModel(kernels);
        var operators = kernels.GetRoot(TestContext.Current.CancellationToken).DescendantNodes()
            .Where(node => node is BinaryExpressionSyntax or AssignmentExpressionSyntax or PrefixUnaryExpressionSyntax)
            .Where(node => model.GetSymbolInfo(node, TestContext.Current.CancellationToken).Symbol is IMethodSymbol { ContainingType.Name: "Vector256" });
        Assert.Empty(operators.Select(node => node.ToString()));
    }
}
