using global::Zoo;
using global::Zoo.Reports;
using Xunit;

namespace CompiledNets.Examples.Tests.Zoo;

public sealed class StepTimesTests
{
    private static readonly NetInfo Info = ZooNet.Find("SqueezeNet11")!.Info;

    [Fact]
    public void StepsOfOneLayerAreSummedAndOthersKeptApart()
    {
        var times = new StepTimes(
            Info,
            [
                ("Zeros", "zeros around features.0, which a convolution reads as its padding 1", Ticks(1)),
                ("Transform", "features.0: Winograd's transform", Ticks(20)),
                ("Product", "features.0: Conv2d 3×3, Relu", Ticks(300)),
                ("Pool", "classifier.1: Conv2d 1×1", Ticks(4000)),
            ]);
        Assert.Equal(Ticks(320), times.Of(Layer("features.0")));
        Assert.Equal(Ticks(4000), times.Of(Layer("classifier.1")));
        Assert.Null(times.Of(Layer("features.0.relu")));
        Assert.Equal(Ticks(1), times.Other);
        Assert.Equal(Ticks(4321), times.Total);
    }

    [Fact]
    public void WithoutARunThereAreNoTimes()
    {
        var times = new StepTimes(Info, []);
        Assert.Null(times.Of(Layer("features.0")));
        Assert.Null(times.Other);
        Assert.Null(times.Total);
    }

    private static TimeSpan Ticks(long ticks) => TimeSpan.FromTicks(ticks);

    private static LayerInfo Layer(string name) => Info.Layers.Single(layer => layer.Name == name);
}
