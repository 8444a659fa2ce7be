using CompiledNets.Testing;

namespace CompiledNets.Models.Tests.Attention;

[CompiledNet]
public partial class EcaModule
{
    static Tensor Forward([Shape(40, 7, 6)] Tensor x) => EfficientChannelAttention.Module(x, "eca");
}

[CompiledNet]
public partial class CbamModule
{
    static Tensor Forward([Shape(40, 7, 6)] Tensor x) => Cbam.Module(x, "cbam", squeeze: 5);
}

[CompiledNet]
public partial class LinearSqueezeExcite
{
    static Tensor Forward([Shape(40, 7, 6)] Tensor x) => SqueezeExcite.LinearBlock(x, "se", squeeze: 5);
}

/// <summary>Blocks that no golden network has: the names of their parameters, and compiled against eager.</summary>
public class BlockTests
{
    [Fact]
    public void Eca_IsCompiledAsDeclared() => Check<EcaModule>("eca.conv.weight 1×1×3");

    [Fact]
    public void Cbam_IsCompiledAsDeclared() => Check<CbamModule>(
        "cbam.channel.fc1.weight 5×40×1×1", "cbam.channel.fc2.weight 40×5×1×1", "cbam.spatial.conv.conv.weight 1×2×7×7",
        "cbam.spatial.conv.bn.weight 1", "cbam.spatial.conv.bn.bias 1", "cbam.spatial.conv.bn.running_mean 1", "cbam.spatial.conv.bn.running_var 1");

    [Fact]
    public void LinearSqueezeExcite_IsCompiledAsDeclared() =>
        Check<LinearSqueezeExcite>("se.fc1.weight 5×40", "se.fc1.bias 5", "se.fc2.weight 40×5", "se.fc2.bias 40");

    [Theory]
    [InlineData(8, 3)]
    [InlineData(64, 3)]
    [InlineData(128, 5)]
    [InlineData(256, 5)]
    [InlineData(512, 5)]
    [InlineData(2048, 7)]
    public void EcaKernels_GrowWithTheChannels(int channels, int expected) =>
        Assert.Equal(expected, EfficientChannelAttention.KernelSize(channels));

    private static void Check<TNet>(params string[] parameters) where TNet : IUnaryNet<TNet>
    {
        Assert.Equal(parameters, TNet.Trace().Parameters.Select(parameter => $"{parameter.Key} {parameter.Shape}"));
        var weights = new RandomWeights(seed: 3);
        var input = new float[40 * 7 * 6];
        RandomWeights.Input("input", seed: 3, input);
        var output = new float[TNet.OutputCount];
        TNet.Load(weights).Run(input, output);
        var expected = TNet.RunEager(weights, input, null).ToArray();
        Assert.InRange(Tolerance.Deviation(expected, [.. output.Select(value => (double)value)]), 0, Tolerance.Compiled);
    }
}
