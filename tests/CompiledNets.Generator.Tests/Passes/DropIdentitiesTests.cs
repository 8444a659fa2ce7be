using CompiledNets.Generator.Passes;
using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Passes;

public class DropIdentitiesTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> identities = new()
    {
        ["dropout"] = x => x.Dropout(),
        ["slice of everything"] = x => x.Narrow(1, 0, 6),
        ["padding of nothing"] = x => x.Pad(0, 5),
        ["concat of one"] = x => Tensor.Concat(x),
        ["shuffle of one group"] = x => x.ChannelShuffle(1),
        ["shuffle of groups of one"] = x => x.ChannelShuffle(6),
        ["times one"] = x => x * 1,
        ["plus zero"] = x => x + 0,
        ["minus zero"] = x => x - 0,
        ["adaptive pool to the same size"] = x => x.AdaptiveAvgPool2d((4, 5)),
        ["mean of one"] = x => x.AvgPool2d(1),
        ["maximum of one"] = x => x.MaxPool2d(1),
        ["flat rows"] = x => x.Flatten(3),
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor>> others = new()
    {
        ["slice"] = x => x.Narrow(1, 0, 5),
        ["padding"] = x => x.Pad((0, 0, 0, 1)),
        ["concat of two"] = x => Tensor.Concat(x, x),
        ["shuffle"] = x => x.ChannelShuffle(2),
        ["times two"] = x => x * 2,
        ["plus one"] = x => x + 1,
        ["adaptive pool"] = x => x.AdaptiveAvgPool2d(4),
        ["mean of one with a stride"] = x => x.AvgPool2d(1, 2),
        ["maximum of one with a stride"] = x => x.MaxPool2d(1, 2),
        ["maximum of many"] = x => x.MaxPool2d(3, 1, 1),
        ["relu"] = x => x.Relu(),
        ["softmax"] = x => x.Softmax(),
        ["flatten"] = x => x.Flatten(2),
    };

    public static TheoryData<string> Identities => [.. identities.Keys];

    public static TheoryData<string> Others => [.. others.Keys];

    [Theory, MemberData(nameof(Identities))]
    public void WhatDoesNothing_IsDropped(string name) =>
        Assert.Equal("Relu(0) | -> 1", GraphLines.Of(DropIdentities.Run, x => identities[name](x).Relu(), 1, 6, 4, 5));

    [Theory, MemberData(nameof(Others))]
    public void WhatDoesSomething_Stays(string name)
    {
        var graph = Graph.Trace(others[name], new TensorShape(1, 6, 4, 5));
        Assert.Equal(graph, DropIdentities.Run(graph));
    }

    [Fact]
    public void AnOutputThatIsTheInput_StaysAnOutput() =>
        Assert.Equal("-> 0", GraphLines.Of(DropIdentities.Run, x => x.Dropout().Dropout(), 1, 6, 4, 5));

    [Fact]
    public void AllReaders_ReadTheSource() =>
        Assert.Equal("Sigmoid(0) | Add(1, 0) | -> 2", GraphLines.Of(DropIdentities.Run, x => x.Dropout().Sigmoid() + x.Dropout(), 1, 6, 4, 5));
}
