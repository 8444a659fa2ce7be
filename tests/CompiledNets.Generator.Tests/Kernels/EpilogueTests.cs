using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Elementwise steps with weights per channel or an order of operands, alone and behind other kernels.</summary>
[Trait("Kind", "Operator")]
public class EpilogueTests
{
    private static readonly NetBatch nets = new(
    [
        .. new[] { "x", "x.Conv2d(\"c\", 20, 3, padding: 1)", "x.Conv2d(\"c\", 20, 3, padding: 1, groups: 20)", "x.MaxPool2d(1)", "x.ChannelShuffle(4)" }.SelectMany(source => new[]
        {
            NetBatch.Declare("20, 3, 4", $"{source}.PRelu(\"p\")"),
            NetBatch.Declare("20, 3, 4", $"{source}.PRelu(\"p\", 1)"),
            NetBatch.Declare("20, 3, 4", $"{source}.PRelu(\"p\").BatchNorm2d(\"n\").PRelu(\"q\")"),
            NetBatch.Declare("20, 3, 4", $"{source}.LayerScale(\"s\") + x"),
            NetBatch.Declare("20, 3, 4", $"{source}.Gelu()"),
            NetBatch.Declare("20, 3, 4", $"({source} * 3).Gelu(\"tanh\")"),
            NetBatch.Declare("20, 3, 4", $"({source} * 0.001).Tanh()"),
            NetBatch.Declare("20, 3, 4", $"({source} * 8).Tanh()"),
            NetBatch.Declare("20, 3, 4", $"{source} - x"),
            NetBatch.Declare("20, 3, 4", $"x - {source} * 2"),
            NetBatch.Declare("20, 3, 4", $"({source} / (x * x + 0.5)).Conv2d(\"d\", 9, 1)"),
            NetBatch.Declare("20, 3, 4", $"(x / ({source} * {source} + 0.5)).Conv2d(\"d\", 9, 1)"),
            NetBatch.Declare("20, 3, 4", $"{source} / (x.AdaptiveAvgPool2d(1).Sigmoid())"),
            NetBatch.Declare("20, 3, 4", $"x.AdaptiveAvgPool2d(1) - {source}"),
        }),
        NetBatch.Declare("20, 3, 4", "x.Flatten().Linear(\"l\", 33).PRelu(\"p\").Linear(\"m\", 9).PRelu(\"q\", 1)"),
        NetBatch.Declare("20, 3, 4", "x[.., .., ..1] - x[.., .., .., ..1]"),
        NetBatch.Declare("20, 3, 4", "x[.., .., ..1] / (x[.., .., .., ..1].Sigmoid() + 1)"),
        NetBatch.Declare("20, 3, 4", "(1 - x) * -x"),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
