namespace CompiledNets.Models.Tests.Attention;

[CompiledNet]
public partial class ShallowSKNetOfThreePaths
{
    static Tensor Forward([Shape(3, 37, 50)] Tensor image) =>
        SelectiveKernel.SKNet(image, [1, 1], classes: 10, paths: 3, groups: 16, reduction: 8);
}

[CompiledNet]
public partial class NarrowGatherExciteThetaPlus2
{
    static Tensor Forward([Shape(3, 45, 37)] Tensor image) =>
        ResNet.OfBottlenecks(image, [1, 1], classes: 10, style: GatherExcite.ThetaPlusStyle(2) with { Width = 32 });
}

[CompiledNet]
public partial class NarrowGatherExciteThetaMinus8
{
    static Tensor Forward([Shape(3, 45, 37)] Tensor image) =>
        ResNet.OfBasicBlocks(image, [1, 1], classes: 10, GatherExcite.ThetaMinusStyle(8) with { Width = 24 });
}

[CompiledNet]
public partial class NarrowTimmGatherExciteGlobal
{
    static Tensor Forward([Shape(3, 45, 37)] Tensor image) => ResNet.OfBasicBlocks(
        image, [1, 1], classes: 10, GatherExcite.TimmStyle(GatherExcite.Global, extraParams: true) with { Width = 32 });
}

[CompiledNet]
public partial class NarrowGlobalContext
{
    static Tensor Forward([Shape(3, 37, 45)] Tensor image) =>
        ResNet.OfBottlenecks(image, [1, 1], classes: 10, style: GlobalContext.Style(reduction: 8) with { Width = 24 });
}

[CompiledNet]
public partial class NarrowEcaResNet
{
    static Tensor Forward([Shape(3, 37, 45)] Tensor image) =>
        ResNet.OfBottlenecks(image, [1, 1], classes: 10, style: EfficientChannelAttention.Style with { Width = 20 });
}

[CompiledNet]
public partial class NarrowCbamResNet
{
    static Tensor Forward([Shape(3, 37, 45)] Tensor image) =>
        ResNet.OfBasicBlocks(image, [1, 1], classes: 10, Cbam.Style(reduction: 4) with { Width = 20 });
}

[CompiledNet]
public partial class NarrowConvNeXt
{
    static Tensor Forward([Shape(3, 67, 45)] Tensor image) => ConvNeXt.Net(image, [1, 2], width: 24, classes: 10);
}

public class ShallowSKNetOfThreePathsTests : AgreementTests<ShallowSKNetOfThreePaths>;

public class NarrowGatherExciteThetaPlus2Tests : AgreementTests<NarrowGatherExciteThetaPlus2>;

public class NarrowGatherExciteThetaMinus8Tests : AgreementTests<NarrowGatherExciteThetaMinus8>;

public class NarrowTimmGatherExciteGlobalTests : AgreementTests<NarrowTimmGatherExciteGlobal>;

public class NarrowGlobalContextTests : AgreementTests<NarrowGlobalContext>;

public class NarrowEcaResNetTests : AgreementTests<NarrowEcaResNet>;

public class NarrowCbamResNetTests : AgreementTests<NarrowCbamResNet>;

public class NarrowConvNeXtTests : AgreementTests<NarrowConvNeXt>;

public class AttentionParameterCountTests
{
    [Fact]
    public void EcaResNet50D_HasTheParametersOfTimm() =>
        Assert.Equal(25_576_350, ParameterCount.Of(x => EfficientChannelAttention.ResNet50D(x)));

    // Per block of C channels 2·C²/16 weights in the shared network, and 2·7² and a norm in the spatial attention.
    [Fact]
    public void CbamResNet50_AddsTwoLayersAndOneKernelToEachBlock()
    {
        (int Blocks, int Channels)[] stages = [(3, 256), (4, 512), (6, 1024), (3, 2048)];
        var added = stages.Sum(stage => stage.Blocks * (2 * stage.Channels * stage.Channels / 16 + 2 * 7 * 7 + 2));
        Assert.Equal(ParameterCount.Of(x => ResNet.ResNet50(x)) + added, ParameterCount.Of(x => Cbam.ResNet50(x)));
    }

    [Fact]
    public void ConvNeXt_HasTheParametersOfTorchvision()
    {
        Assert.Equal(50_223_688, ParameterCount.Of(x => ConvNeXt.Small(x)));
        Assert.Equal(88_591_464, ParameterCount.Of(x => ConvNeXt.Base(x)));
        Assert.Equal(197_767_336, ParameterCount.Of(x => ConvNeXt.Large(x)));
    }

    [Fact]
    public void SKResNet18_HasTheParametersOfTimm() =>
        Assert.Equal(11.96, ParameterCount.Millions(x => SelectiveKernel.SKResNet18(x)), ParameterCount.Rounding);

    // timm pads the kernel, so an even extent loses a row and a column, which the nearest resize brings back.
    [Fact]
    public void TimmsGlobalGatherExcite_HasAnOddMap()
    {
        var graph = Graph.Trace(
            x => GatherExcite.Timm(x, "se", GatherExcite.Global, extraParams: true), new TensorShape(1, 32, 8, 7));
        Assert.Equal(new TensorShape(1, 32, 7, 7), graph.Nodes.Single(node => node.Name == "se.gather.conv1").Shape);
        Assert.Equal(new TensorShape(1, 32, 8, 7), graph.Nodes[graph.Outputs[0].Node].Shape);
    }
}
