using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Interpolation against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class InterpolateTests
{
    private static readonly NetBatch nets = new(
    [
        .. new[] { "(6, 8)", "(5, 7)", "(1, 1)", "(2, 9)", "(3, 4)", "(12, 1)" }.SelectMany(size => new[]
        {
            NetBatch.Declare("20, 3, 4", $"x.Interpolate({size})"),
            NetBatch.Declare("20, 3, 4", $"x.Interpolate({size}, InterpolationMode.Bilinear)"),
            NetBatch.Declare("20, 3, 4", $"x.Interpolate({size}, InterpolationMode.Bilinear, alignCorners: true)"),
        }),
        NetBatch.Declare("20, 1, 1", """x.Interpolate((5, 6))"""),
        NetBatch.Declare("20, 1, 1", """x.Interpolate((5, 6), InterpolationMode.Bilinear)"""),
        NetBatch.Declare("20, 6, 6", """x * x.AvgPool2d(2).Interpolate(6).Sigmoid()"""),
        NetBatch.Declare("20, 6, 6", """x.ChannelShuffle(4) * x.AvgPool2d(2).Interpolate(6).Sigmoid()"""),
        NetBatch.Declare("20, 6, 6", """(x[.., 1..18, 1..5, 2..4].Interpolate(9).Relu() + 1).Conv2d("c", 5, 3, padding: 1)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
