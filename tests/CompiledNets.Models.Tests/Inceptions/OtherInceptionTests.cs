namespace CompiledNets.Models.Tests.Inceptions;

[CompiledNet]
public partial class NarrowGoogLeNet
{
    static Tensor Forward([Shape(3, 69, 54)] Tensor image) => GoogLeNet.Forward(
        image, classes: 10, modules: [new("3a", 12, 8, 20, 6, 10, 9), new("4a", 16, 8, 12, 4, 8, 4), new("5a", 10, 6, 18, 3, 7, 5)]);
}

[CompiledNet]
public partial class NarrowGoogLeNetTorchvision
{
    static Tensor Forward([Shape(3, 69, 54)] Tensor image) => GoogLeNet.Torchvision(
        image, classes: 10, [new("3a", 12, 8, 20, 6, 10, 9), new("4a", 16, 8, 12, 4, 8, 4), new("5a", 10, 6, 18, 3, 7, 5)]);
}

[CompiledNet]
public partial class InceptionFigure6And10At7x10
{
    static Tensor Forward([Shape(20, 7, 10)] Tensor x) =>
        Inception.Figure10(Inception.Figure6(x, "a", 12, 8, 10, 6, 14, 9, n: 5), "b", 7, 12, 9, 11);
}

[CompiledNet]
public partial class InceptionResNetModulesAt9x14
{
    static Tensor Forward([Shape(40, 9, 14)] Tensor x) =>
        InceptionResNet.ModuleC(InceptionV4.ReductionA(InceptionResNet.ModuleA(x, "a"), "r", 12, 14, 18, 24), "c", scale: 0.3);
}

public class NarrowGoogLeNetTests : AgreementTests<NarrowGoogLeNet>;

public class NarrowGoogLeNetTorchvisionTests : AgreementTests<NarrowGoogLeNetTorchvision>;

public class InceptionFigure6And10At7x10Tests : AgreementTests<InceptionFigure6And10At7x10>;

public class InceptionResNetModulesAt9x14Tests : AgreementTests<InceptionResNetModulesAt9x14>;

public class InceptionDepthTests
{
    [Fact]
    public void InceptionV4_NumbersItsModulesInARow()
    {
        var graph = Graph.Trace(x => InceptionV4.Forward(x, a: 1, b: 2, c: 1), new TensorShape(1, 3, 96, 83));
        var keys = graph.Parameters.Select(parameter => parameter.Key.Split('.'));
        var modules = keys.Where(parts => parts[0] == "features").Select(parts => int.Parse(parts[1])).Distinct();
        Assert.Equal(Enumerable.Range(0, 12), modules);
    }

    [Fact]
    public void Xception_NumbersItsModulesInARow()
    {
        var graph = Graph.Trace(x => Xception.Forward(x, middle: 2), new TensorShape(1, 3, 96, 83));
        var keys = graph.Parameters.Select(parameter => parameter.Key).ToList();
        Assert.Contains("block6.skip.weight", keys);
        Assert.DoesNotContain(keys, key => key.StartsWith("block7", StringComparison.Ordinal));
    }
}
