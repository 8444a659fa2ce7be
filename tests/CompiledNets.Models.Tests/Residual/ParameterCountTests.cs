namespace CompiledNets.Models.Tests.Residual;

/// <summary>Networks without reference outputs, by the numbers of parameters that Caffe, torchvision and timm tell of theirs.</summary>
public class ParameterCountTests
{
    public static TheoryData<string, long> Counts => new()
    {
        { nameof(AlexNet.TwoGpus), 60_965_224 },
        { nameof(Vgg.Vgg11), 132_863_336 },
        { nameof(Vgg.Vgg13), 133_047_848 },
        { nameof(Vgg.Vgg16), 138_357_544 },
        { "Vgg11 with norm", 132_868_840 },
        { "Vgg13 with norm", 133_053_736 },
        { "Vgg16 with norm", 138_365_992 },
        { nameof(ResNet.ResNet101), 44_549_160 },
        { nameof(ResNet.WideResNet50), 68_883_240 },
        { nameof(ResNet.WideResNet101), 126_886_696 },
        { nameof(ResNet.PreActivation), 25_549_352 },
        { nameof(ResNetStyle.D), 25_576_264 },
        { nameof(ResNeXt.ResNeXt101), 88_791_336 },
        { nameof(DenseNet.DenseNet161), 28_681_000 },
        { nameof(DenseNet.DenseNet169), 14_149_480 },
        { nameof(DenseNet.DenseNet201), 20_013_928 },
        { nameof(Dpn.Dpn98), 61_570_728 },
        { nameof(Dpn.Dpn107), 86_917_800 },
        { nameof(Dpn.Dpn131), 79_254_504 },
        { nameof(SENet.SEResNet101), 49_326_872 },
        { nameof(SENet.SEResNet152), 66_821_848 },
        { nameof(SENet.SEResNeXt50), 27_559_896 },
        { nameof(SENet.LegacySEResNetOfBasicBlocks), 11_778_592 },
        { nameof(SENet.LegacySEResNeXt), 48_955_416 },
        { nameof(RegNet.X400MF), 5_495_976 },
        { nameof(RegNet.X800MF), 7_259_656 },
        { nameof(RegNet.X1600MF), 9_190_136 },
        { nameof(RegNet.X3200MF), 15_296_552 },
        { nameof(RegNet.X8GF), 39_572_648 },
        { nameof(RegNet.X16GF), 54_278_536 },
        { nameof(RegNet.X32GF), 107_811_560 },
        { nameof(RegNet.Y800MF), 6_432_512 },
        { nameof(RegNet.Y1600MF), 11_202_430 },
        { nameof(RegNet.Y3200MF), 19_436_338 },
        { nameof(RegNet.Y8GF), 39_381_472 },
        { nameof(RegNet.Y16GF), 83_590_140 },
        { nameof(RegNet.Y32GF), 145_046_770 },
    };

    [Theory, MemberData(nameof(Counts))]
    public void Parameters_AreAsManyAsThoseOfTheReference(string name, long count) =>
        Assert.Equal(count, ParameterCount.Of(x => Net(name, x)));

    // What timm tells of its networks in millions.
    [Theory]
    [InlineData(48, 2, 25.29)]
    [InlineData(14, 8, 25.06)]
    [InlineData(26, 6, 37.05)]
    [InlineData(26, 8, 48.40)]
    public void Res2Net50OfOtherScales_HasTheParametersOfTimm(int width, int scale, double millions)
    {
        var parameters = ParameterCount.Millions(x => Res2Net.Net(x, [3, 4, 6, 3], width: width, scale: scale));
        Assert.Equal(millions, parameters, ParameterCount.Rounding);
    }

    [Fact]
    public void Res2NetOfOneScale_IsResNet()
    {
        var (single, plain) = (Trace(x => Res2Net.Net(x, [3, 4, 6, 3], width: 64, scale: 1)), Trace(x => ResNet.ResNet50(x)));
        Assert.Equal((plain.ParameterCount, plain.MultiplyAdds), (single.ParameterCount, single.MultiplyAdds));
    }

    // The authors' network for CIFAR-10.
    [Fact]
    public void WideResNet28Times10_HasTheParametersOfThePaper() =>
        Assert.Equal(36_479_194, ParameterCount.Of(x => WideResNet.Net(x), size: 32));

    [Theory]
    [InlineData(27)]
    [InlineData(4)]
    public void AWideResNetOfNoSuchDepth_IsRefused(int depth) =>
        Assert.Throws<ArgumentException>(() => ParameterCount.Of(x => WideResNet.Net(x, depth), size: 32));

    [Fact]
    public void PreActivationOfBasicBlocks_HasTheCostOfResNet18WithoutNormsOfTheShortcuts()
    {
        var (pre, post) = (Trace(x => ResNet.PreActivationOfBasicBlocks(x, [2, 2, 2, 2])), Trace(x => ResNet.ResNet18(x)));
        Assert.Equal(post.MultiplyAdds, pre.MultiplyAdds);
        Assert.Equal(11.69, pre.ParameterCount / 1e6, ParameterCount.Rounding);
    }

    [Fact]
    public void ThePlainNetwork_HasTheCostOfResNet34WithoutProjections()
    {
        var (plain, residual) = (Trace(x => ResNet.Plain34(x)), Trace(x => ResNet.ResNet34(x)));
        Assert.Equal(Shortcuts(residual).Sum(residual.MultiplyAddsOf), residual.MultiplyAdds - plain.MultiplyAdds);
        Assert.Empty(Shortcuts(plain));

        static IEnumerable<Node> Shortcuts(Graph graph) =>
            graph.Nodes.Where(node => node.Name.EndsWith("downsample.0", StringComparison.Ordinal));
    }

    private static Graph Trace(Func<Tensor, Tensor> forward) => Graph.Trace(forward, new TensorShape(1, 3, 224, 224));

    private static Tensor Net(string name, Tensor x) => name switch
    {
        nameof(AlexNet.TwoGpus) => AlexNet.TwoGpus(x),
        nameof(Vgg.Vgg11) => Vgg.Vgg11(x),
        nameof(Vgg.Vgg13) => Vgg.Vgg13(x),
        nameof(Vgg.Vgg16) => Vgg.Vgg16(x),
        "Vgg11 with norm" => Vgg.Vgg11(x, norm: true),
        "Vgg13 with norm" => Vgg.Vgg13(x, norm: true),
        "Vgg16 with norm" => Vgg.Vgg16(x, norm: true),
        nameof(ResNet.ResNet101) => ResNet.ResNet101(x),
        nameof(ResNet.WideResNet50) => ResNet.WideResNet50(x),
        nameof(ResNet.WideResNet101) => ResNet.WideResNet101(x),
        nameof(ResNet.PreActivation) => ResNet.PreActivation(x, [3, 4, 6, 3]),
        nameof(ResNetStyle.D) => ResNet.ResNet50(x, style: ResNetStyle.D),
        nameof(ResNeXt.ResNeXt101) => ResNeXt.ResNeXt101(x),
        nameof(DenseNet.DenseNet161) => DenseNet.DenseNet161(x),
        nameof(DenseNet.DenseNet169) => DenseNet.DenseNet169(x),
        nameof(DenseNet.DenseNet201) => DenseNet.DenseNet201(x),
        nameof(Dpn.Dpn98) => Dpn.Dpn98(x),
        nameof(Dpn.Dpn107) => Dpn.Dpn107(x),
        nameof(Dpn.Dpn131) => Dpn.Dpn131(x),
        nameof(SENet.SEResNet101) => SENet.SEResNet101(x),
        nameof(SENet.SEResNet152) => SENet.SEResNet152(x),
        nameof(SENet.SEResNeXt50) => SENet.SEResNeXt50(x),
        nameof(SENet.LegacySEResNetOfBasicBlocks) => SENet.LegacySEResNetOfBasicBlocks(x, [2, 2, 2, 2]),
        nameof(SENet.LegacySEResNeXt) => SENet.LegacySEResNeXt(x, [3, 4, 23, 3]),
        nameof(RegNet.X400MF) => RegNet.X400MF(x),
        nameof(RegNet.X800MF) => RegNet.X800MF(x),
        nameof(RegNet.X1600MF) => RegNet.X1600MF(x),
        nameof(RegNet.X3200MF) => RegNet.X3200MF(x),
        nameof(RegNet.X8GF) => RegNet.X8GF(x),
        nameof(RegNet.X16GF) => RegNet.X16GF(x),
        nameof(RegNet.X32GF) => RegNet.X32GF(x),
        nameof(RegNet.Y800MF) => RegNet.Y800MF(x),
        nameof(RegNet.Y1600MF) => RegNet.Y1600MF(x),
        nameof(RegNet.Y3200MF) => RegNet.Y3200MF(x),
        nameof(RegNet.Y8GF) => RegNet.Y8GF(x),
        nameof(RegNet.Y16GF) => RegNet.Y16GF(x),
        nameof(RegNet.Y32GF) => RegNet.Y32GF(x),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such network"),
    };
}
