using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>
/// A part of a split shares blocks of lanes with its neighbours: NaN and infinities in channels that it has not must not reach what is
/// computed from it.
/// </summary>
[Trait("Kind", "Operator")]
public class ForeignLanesTests
{
    private const int Neighbours = 4;

    // Channels of the input that the declarations leave out: a few on either side, where nothing else is said.
    private static readonly int[] outer = [];
    private static readonly int[] scattered = [0, 1, 24, 25];

    private static readonly Dictionary<string, int[]> leftOut = new()
    {
        [Split("48, 6, 5", """x.Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 7, 6", """x.Conv2d("c", 20, 3, 2, 1)""")] = outer,
        [Split("48, 7, 6", """x.Conv2d("c", 20, 3, padding: 2, dilation: 2)""")] = outer,
        [Split("72, 14, 14", """x.Conv2d("c", 64, 3, padding: 1)""")] = outer,
        [Split("256, 13, 14", """x.Conv2d("c", 256, 1)""")] = outer,
        [Split("48, 2, 2", """x.Flatten().Linear("l", 20)""")] = outer,
        [Split("48, 6, 5", """x.Relu().Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.BatchNorm2d("n").Relu().Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.MaxPool2d(2).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.AvgPool2d(2).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.AdaptiveAvgPool2d(1).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.Conv2d("d", 40, 3, 1, 1, groups: 40).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.Conv2d("g", 40, 3, 1, 1, groups: 10).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.LayerNorm2d("n").Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.LayerNorm("n", [6, 5]).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.LocalResponseNorm(5).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.Softmax(3).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.Interpolate((9, 8), InterpolationMode.Bilinear).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.Permute(0, 1, 3, 2).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.MatMul(x.Transpose(2, 3)).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """x.Mean([3], keepDim: true).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """(x.Conv2d("a", 40, 1) + x).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """(x * x.AdaptiveAvgPool2d(1).Sigmoid()).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", """Tensor.Concat(x.Relu(), x).Conv2d("c", 20, 1)""")] = outer,
        [Split("48, 6, 5", "x.Softmax()")] = outer,
        [Split("48, 6, 5", "x.Softmax().Conv2d(\"c\", 20, 1)")] = outer,
        [Split("48, 6, 5", "x.Amax([1])")] = outer,
        [Split("48, 6, 5", "x.Mean([1])")] = outer,
        [NetBatch.Declare("48, 6, 5", """x.ChannelShuffle(2)[.., 4..].Conv2d("c", 20, 1)""")] = scattered,
        [NetBatch.Declare("48, 7, 6", """x.ChannelShuffle(2)[.., 4..].Conv2d("c", 20, 3, 2, 1)""")] = scattered,
    };

    private static readonly NetBatch nets = new(leftOut.Keys);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void NaN_StaysInItsChannel(string declaration) => nets.Check(declaration, [Input(declaration, float.NaN)]);

    [Theory, MemberData(nameof(Declarations))]
    public void Infinity_StaysInItsChannel(string declaration) => nets.Check(declaration, [Input(declaration, float.PositiveInfinity)]);

    [Theory, MemberData(nameof(Declarations))]
    public void Numbers_AreAsInEager(string declaration) => nets.Check(declaration);

    // A table of single channels or a copy would be right too, but slower.
    [Theory, InlineData("Winograd4x4_14x14_80to64_Masked"), InlineData("Pointwise_1x30_44to32_1x4to15_1x0to15_1x0to11"), InlineData("Conv3x3S2_4x3_44to32_1x4to15_1x0to15_1x0to11")]
    public void Blocks_AreStillReadAsTheyLie(string kernel) => Assert.All(nets.Kernels, text => Assert.Contains(kernel, text));

    private static string Split(string shape, string expression) => NetBatch.DeclareBody(shape, $"x = x[.., {Neighbours}..^{Neighbours}]; x = {expression};");

    private static float[] Input(string declaration, float foreign)
    {
        var (type, _) = nets.Find(declaration);
        var shape = type.Trace().Inputs.Single().Shape;
        var (channels, pixels) = (shape[1], shape[2] * shape[3]);
        var values = EagerComparison.InputsOf(type).Single();
        int[] others = leftOut[declaration] is { Length: > 0 } some ? some : [.. Enumerable.Range(0, Neighbours), .. Enumerable.Range(channels - Neighbours, Neighbours)];
        foreach (var channel in others) values.AsSpan(channel * pixels, pixels).Fill(foreign);
        return values;
    }
}
