using CompiledNets.Generator.Tests.Testing;
using CompiledNets.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>
/// Whole architectures against PyTorch's float64 results, compiled for the instruction set of the process. Models.Tests has all of
/// them for the machine's own set; these are the blocks of the papers and the nets that compile quickly.
/// </summary>
[Trait("Kind", "Golden")]
public class GoldenNetTests
{
    private static readonly string[] names =
    [
        "conv_lrn_8x8", "extreme_inception_10x10", "gc_block_8x8", "inception_fig5_9x9", "inception_fig6_9x9", "inception_fig7_8x8",
        "inception_grid_reduction_9x9", "inception_grid_reduction_simple_9x9", "inception_naive_12x12", "inception_v1_module_8x8",
        "res2_block_8x8", "res2next_se_block_8x8", "resnext_block_a_8x8", "resnext_block_b_8x8", "resnext_block_c_8x8",
        "simplified_inception_10x10", "sk_unit_8x8", "efficientnet_b0_64x64", "inception_v1_64x64", "mixnet_s_64x64",
        "mobilenet_v1_1_0_64x64", "mobilenet_v2_64x64", "mobilenet_v3_small_64x64", "regnet_y_400mf_64x64", "res2next_se_small_64x64",
        "resnet18_64x64", "shufflenet_v1_g3_64x64", "shufflenet_v2_x0_5_64x64", "squeezenet1_0_64x64", "squeezenet1_1_64x64",
    ];

    private static readonly Lazy<Dictionary<string, (string ClassName, string Declaration)>> declarations = new(FindDeclarations);

    private static readonly Lazy<CompiledSource> compiled = new(() => CompiledSource.Compile(
        [.. EmbeddedSources.Of("Models"), $"namespace CompiledNets.Models.Tests;\n{string.Join("\n", names.Select(name => declarations.Value[name].Declaration))}"]));

    public static TheoryData<string> Names => [.. names];

    [Theory, MemberData(nameof(Names))]
    public void CompiledOutput_IsThatOfTheReference(string name)
    {
        var golden = Golden.Load(name);
        var output = new float[golden.OutputShape.ElementCount];
        compiled.Value.Net(declarations.Value[name].ClassName).Load(golden.Weights).Run([golden.Input], [output]);
        Assert.InRange(golden.Deviation([.. output.Select(value => (double)value)]), 0, Tolerance.Compiled);
    }

    // The tests of Models.Tests derive from GoldenTests<TheNet>("the file"); the nets stand beside them.
    private static Dictionary<string, (string ClassName, string Declaration)> FindDeclarations()
    {
        var classes = EmbeddedSources.Of("ModelTests")
            .SelectMany(source => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()).ToList();
        var nets = classes.Where(node => node.AttributeLists.Any(list => list.ToString() == "[CompiledNet]")).ToDictionary(node => node.Identifier.Text);
        var goldens = new Dictionary<string, (string ClassName, string Declaration)>();
        foreach (var test in classes.Select(node => node.BaseList?.Types[0]).OfType<PrimaryConstructorBaseTypeSyntax>())
        {
            if (test.Type is not GenericNameSyntax { Identifier.Text: "GoldenTests" } type) continue;
            var net = nets[type.TypeArgumentList.Arguments.Single().ToString()];
            goldens.Add(((LiteralExpressionSyntax)test.ArgumentList.Arguments.Single().Expression).Token.ValueText, (net.Identifier.Text, net.ToFullString()));
        }
        return goldens;
    }
}
