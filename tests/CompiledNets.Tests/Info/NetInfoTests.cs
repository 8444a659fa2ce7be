namespace CompiledNets.Tests;

public class NetInfoTests
{
    private static readonly Graph Small = Graph.Trace(
        x =>
        {
            x = x.Conv2d("stem", 8, 3, stride: 2, padding: 1, bias: false).BatchNorm2d("bn").Relu();
            return x.AdaptiveAvgPool2d(1).Flatten().Linear("fc", 1000).Softmax();
        },
        new TensorShape(1, 3, 32, 32));

    [Fact]
    public void Table_HasALinePerLayerAndATotal() =>
        Assert.Equal(
            """
            layer                 operator                         output     parameters  multiply-adds   bytes
            --------------------  -------------------------------  ---------  ----------  -------------  ------
            stem                  Conv2d 3×3, stride 2, padding 1  1×8×16×16         216         55,296   8,192
            bn                    BatchNorm2d                      1×8×16×16          16              0   8,192
            bn.relu               Relu                             1×8×16×16           0              0   8,192
            bn.adaptiveavgpool2d  AdaptiveAvgPool2d to 1×1         1×8×1×1             0              0      32
            bn.flatten            Flatten                          1×8                 0              0      32
            fc                    Linear                           1×1000          9,000          8,000   4,000
            fc.softmax            Softmax dim 1                    1×1000              0              0   4,000
            --------------------  -------------------------------  ---------  ----------  -------------  ------
            total                 7 layers                                         9,232         63,296  32,640

            """,
            NetInfo.Of(Small).ToString());

    [Fact]
    public void Totals_AreThoseOfTheGraph()
    {
        var info = NetInfo.Of(Small);
        Assert.Equal(Small.ParameterCount, info.Parameters);
        Assert.Equal(Small.MultiplyAdds, info.MultiplyAdds);
        Assert.Equal(Small.Nodes.Skip(1).Sum(node => node.Shape.ByteCount), info.ActivationBytes);
        Assert.Equal(0, info.ScratchBytes);
        Assert.Equal([new TensorShape(1, 3, 32, 32)], info.Layers[0].Inputs);
    }

    [Fact]
    public void SharedWeights_CountOnceInTheTotal()
    {
        var info = NetInfo.Of(Graph.Trace(x => x.Conv2d("conv", 2, 1).Conv2d("conv", 2, 1), new TensorShape(1, 2, 1, 1)));
        Assert.Equal(6, info.Parameters);
        Assert.Equal([6, 6], info.Layers.Select(layer => layer.Parameters));
    }

    [Fact]
    public void ScratchMemory_IsToldWhereItIsKnown() =>
        Assert.EndsWith("\nscratch memory: 12,345 bytes\n", (NetInfo.Of(Small) with { ScratchBytes = 12_345 }).ToString());
}
