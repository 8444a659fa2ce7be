using global::Zoo;
using global::Zoo.Nets;
using Xunit;

namespace CompiledNets.Examples.Tests.Zoo;

public sealed class CodeSizeTests
{
    [Fact]
    public void ADeeperNetOfTheSameKernelsHasMoreSteps()
    {
        var (shallow, deep) = (CodeSize.Of(typeof(ResNet50)), CodeSize.Of(typeof(ResNet101)));
        Assert.InRange(deep, shallow + 1, 2 * shallow);
    }

    [Fact]
    public void TheKernelsThatTheStepsCallCount()
    {
        var net = ZooNet.Find(nameof(SqueezeNet11))!;
        var convolutions = net.Info.Layers.Count(layer => layer.Kind == "Conv2d");
        Assert.True(CodeSize.Of(net.Class) > 500 * convolutions);
    }
}
