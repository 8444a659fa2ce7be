namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class ResNeXt50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ResNeXt.ResNeXt50(image);
}

[CompiledNet]
public partial class ResNeXt101At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ResNeXt.ResNeXt101Of64(image);
}

[CompiledNet]
public partial class ResNeXtBlockAAt8
{
    static Tensor Forward([Shape(256, 8, 8)] Tensor x) => ResNeXt.BlockA(x, "", cardinality: 32, width: 4, channels: 256);
}

[CompiledNet]
public partial class ResNeXtBlockBAt8
{
    static Tensor Forward([Shape(256, 8, 8)] Tensor x) => ResNeXt.BlockB(x, "", cardinality: 32, width: 4, channels: 256);
}

[CompiledNet]
public partial class ResNeXtBlockCAt8
{
    static Tensor Forward([Shape(256, 8, 8)] Tensor x) => ResNeXt.BlockC(x, "", cardinality: 32, width: 4, channels: 256);
}

public class ResNeXt50At64Tests() : GoldenTests<ResNeXt50At64>("resnext50_32x4d_64x64");

public class ResNeXt101At64Tests() : GoldenTests<ResNeXt101At64>("resnext101_64x4d_64x64");

public class ResNeXtBlockAAt8Tests() : GoldenTests<ResNeXtBlockAAt8>("resnext_block_a_8x8");

public class ResNeXtBlockBAt8Tests() : GoldenTests<ResNeXtBlockBAt8>("resnext_block_b_8x8");

public class ResNeXtBlockCAt8Tests() : GoldenTests<ResNeXtBlockCAt8>("resnext_block_c_8x8");

/// <summary>Figure 3 says that the three forms of the block are equivalent; compiled, they are the same code.</summary>
public class EquivalentFormsTests
{
    [Fact]
    public void TheThreeForms_GiveTheSameBits()
    {
        var grouped = Run<ResNeXtBlockCAt8>();
        Assert.Equal(grouped, Run<ResNeXtBlockAAt8>());
        Assert.Equal(grouped, Run<ResNeXtBlockBAt8>());
    }

    [Fact]
    public void TheThreeForms_GiveTheSameBitsWithStrideAndProjection()
    {
        var grouped = Run<ResNeXtBlockCOfOddWidth>();
        Assert.Equal(grouped, Run<ResNeXtBlockAOfOddWidth>());
        Assert.Equal(grouped, Run<ResNeXtBlockBOfOddWidth>());
    }

    [Fact]
    public void TheThreeForms_NeedTheSameMemoryAndCode()
    {
        Assert.Equal(ResNeXtBlockCAt8.Info.ScratchBytes, ResNeXtBlockAAt8.Info.ScratchBytes);
        Assert.Equal(ResNeXtBlockCAt8.Info.ScratchBytes, ResNeXtBlockBAt8.Info.ScratchBytes);
        Assert.Equal(Steps<ResNeXtBlockCAt8>(), Steps<ResNeXtBlockAAt8>());
        Assert.Equal(Steps<ResNeXtBlockCAt8>(), Steps<ResNeXtBlockBAt8>());
    }

    private static float[] Run<TNet>() where TNet : IUnaryNet<TNet>
    {
        var (input, output) = (new float[TNet.InputCount], new float[TNet.OutputCount]);
        RandomWeights.Input("input", seed: 3, input);
        TNet.Load(new RandomWeights(seed: 3)).Run(input, output);
        return output;
    }

    private static IEnumerable<(string, string)> Steps<TNet>() where TNet : IUnaryNet<TNet> =>
        TNet.Load(new RandomWeights(seed: 3)).Profile(runs: 1).Steps.Select(step => (step.Name, step.Description));
}
