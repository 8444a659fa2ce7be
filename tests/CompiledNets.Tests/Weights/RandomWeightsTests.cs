using CompiledNets.Testing;

namespace CompiledNets.Tests;

/// <summary>The test vectors that come with the reference data.</summary>
public class RandomWeightsTests
{
    [Theory]
    [InlineData("", 0xcbf29ce484222325)]
    [InlineData("a", 0xaf63dc4c8601ec8c)]
    [InlineData("input", 0x1ebbae8f5810b65b)]
    [InlineData("conv1.weight", 0x69a29a2cee47d254)]
    public void Hash_IsFnv1a(string key, ulong expected) => Assert.Equal(expected, RandomWeights.Hash(key));

    [Theory]
    [InlineData("input", 1, 0, 0x387371f3d35fff53, 0xbf0f191e)]
    [InlineData("input", 1, 1, 0xeb1d24273cb83a22, 0x3f563a48)]
    [InlineData("input", 1, 2, 0xb8d6be6879c0cc11, 0x3ee35af8)]
    [InlineData("input", 1, 1000, 0x21e1cf790675c6f9, 0xbf3c3c62)]
    [InlineData("input", 7, 0, 0x25c12863d0b8abeb, 0xbf347db0)]
    [InlineData("input", 7, 1, 0x2e8e763a2aa5e0dc, 0xbf22e314)]
    [InlineData("input", 7, 2, 0x1e3a1f445be6c9fc, 0xbf438bc2)]
    [InlineData("input", 7, 1000, 0x731d1cac4dae89c6, 0xbdce2e40)]
    [InlineData("conv1.weight", 1, 0, 0x13270f9292cbed3b, 0xbf59b1e2)]
    [InlineData("conv1.weight", 1, 1, 0xb13471ff941aa2d3, 0x3ec4d1c4)]
    [InlineData("conv1.weight", 1, 2, 0x55f45ced60eed4d2, 0xbea82e90)]
    [InlineData("conv1.weight", 1, 1000, 0xc14ebab9fd9432cd, 0x3f029d74)]
    public void Input_IsTheHighBitsOfSplitMix64(string key, ulong seed, int index, ulong bits, uint value)
    {
        var values = new float[index + 1];
        RandomWeights.Input(key, seed, values);
        Assert.Equal(bits, RandomWeights.SplitMix64(RandomWeights.Hash(key) ^ seed, (ulong)index));
        Assert.Equal(value, BitConverter.SingleToUInt32Bits(values[index]));
    }

    [Theory]
    [InlineData("conv1.weight", new[] { 64, 3, 7, 7 }, ParameterKind.Weight, 0, new[] { 0xbe2fec8cu, 0x3d9f0dd9u, 0xbd87e957u }, 0x3e1477d3u)]
    [InlineData("features.0.weight", new[] { 32, 1, 3, 3 }, ParameterKind.Weight, 0, new[] { 0xbcae4702u, 0xbea0c74du, 0x3ef195a7u }, 0xbecf39d3u)]
    [InlineData("fc.weight", new[] { 1000, 512 }, ParameterKind.Weight, 0, new[] { 0x3d7a2ca2u, 0x3dd7f61bu, 0x3ddc1414u }, 0x3da13cf5u)]
    [InlineData("fc.bias", new[] { 1000 }, ParameterKind.Bias, 0, new[] { 0x3be7d2b3u, 0x3b8c961au, 0x3d9e5788u }, 0x3d057f37u)]
    [InlineData("bn1.weight", new[] { 64 }, ParameterKind.Scale, 0, new[] { 0x3f7aea74u, 0x3f45b6feu, 0x3f7432d9u }, 0x3f84446bu)]
    [InlineData("bn1.bias", new[] { 64 }, ParameterKind.Bias, 0, new[] { 0x3db4d6dfu, 0x3d8223dau, 0x3db993e0u }, 0xbdb97850u)]
    [InlineData("bn1.running_mean", new[] { 64 }, ParameterKind.RunningMean, 0, new[] { 0xbd6090fdu, 0xbd96c523u, 0xbd37bd90u }, 0x3da8ba5bu)]
    [InlineData("bn1.running_mean", new[] { 64 }, ParameterKind.RunningMean, -2, new[] { 0xbc6090fdu, 0xbc96c523u, 0xbc37bd90u }, 0x3ca8ba5bu)]
    [InlineData("bn1.running_var", new[] { 64 }, ParameterKind.RunningVariance, 0, new[] { 0x3fb58b4du, 0x3f8cf92fu, 0x3fa3abaeu }, 0x3f86d362u)]
    [InlineData("bn1.running_var", new[] { 64 }, ParameterKind.RunningVariance, 3, new[] { 0x42b58b4du, 0x428cf92fu, 0x42a3abaeu }, 0x4286d362u)]
    [InlineData("prelu.weight", new[] { 64 }, ParameterKind.Slope, 0, new[] { 0x3e94b56du, 0x3ef1fbbbu, 0x3e0e9deeu }, 0x3e9d3067u)]
    public void Read_FollowsTheKindOfTheParameter(string key, int[] sizes, ParameterKind kind, int exponent, uint[] first, uint last)
    {
        var parameter = new Parameter(key, new TensorShape(sizes), kind);
        var values = new float[parameter.Shape.ElementCount];
        new RandomWeights(1, layer => layer == "bn1" ? exponent : throw new ArgumentException(layer)).Read(parameter, values);
        Assert.Equal([.. first, last], new[] { values[0], values[1], values[2], values[^1] }.Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void Read_OfADestinationOfAnotherLength_IsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            new RandomWeights(1).Read(new Parameter("fc.bias", new TensorShape(3), ParameterKind.Bias), new float[2]));
        Assert.Contains("'fc.bias' has 3 elements (3), the destination 2", exception.Message);
    }
}
