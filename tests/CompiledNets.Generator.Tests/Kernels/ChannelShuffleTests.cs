using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Channel shuffles, which only relabel lanes, against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class ChannelShuffleTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("4, 5, 6", """x.ChannelShuffle(2)"""),
        NetBatch.Declare("4, 5, 6", """x.ChannelShuffle(2).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("6, 5, 6", """x.ChannelShuffle(2)"""),
        NetBatch.Declare("6, 5, 6", """x.ChannelShuffle(2).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("6, 5, 6", """x.ChannelShuffle(3)"""),
        NetBatch.Declare("6, 5, 6", """x.ChannelShuffle(3).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("16, 5, 6", """x.ChannelShuffle(4)"""),
        NetBatch.Declare("16, 5, 6", """x.ChannelShuffle(4).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("20, 5, 6", """x.ChannelShuffle(5)"""),
        NetBatch.Declare("20, 5, 6", """x.ChannelShuffle(5).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("32, 5, 6", """x.ChannelShuffle(2)"""),
        NetBatch.Declare("32, 5, 6", """x.ChannelShuffle(2).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("33, 5, 6", """x.ChannelShuffle(3)"""),
        NetBatch.Declare("33, 5, 6", """x.ChannelShuffle(3).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("48, 5, 6", """x.ChannelShuffle(16)"""),
        NetBatch.Declare("48, 5, 6", """x.ChannelShuffle(16).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("58, 5, 6", """x.ChannelShuffle(2)"""),
        NetBatch.Declare("58, 5, 6", """x.ChannelShuffle(2).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("100, 5, 6", """x.ChannelShuffle(4)"""),
        NetBatch.Declare("100, 5, 6", """x.ChannelShuffle(4).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(24)"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(24).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(1)"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(1).Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(2).ChannelShuffle(3).Relu()"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(2)[.., ..12].Conv2d("c", 12, 1)"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(2)[.., 12..]"""),
        NetBatch.Declare("24, 5, 6", """x.Conv2d("a", 24, 1, groups: 3).ChannelShuffle(3).Conv2d("b", 24, 3, 1, 1, groups: 24).Conv2d("c", 24, 1, groups: 3)"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(4).Softmax()"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(4).MaxPool2d(2)"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(4).BatchNorm2d("n")"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(4).Flatten().Linear("l", 4)"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(4).AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("24, 5, 6", """x.ChannelShuffle(4).Conv2d("c", 48, 3, 1, 1, groups: 6)"""),
        NetBatch.Declare("24, 5, 6", """x.AdaptiveAvgPool2d(1).Flatten().ChannelShuffle(6)"""),
        // Units of ShuffleNet V2, one and three in a row.
        NetBatch.DeclareBody("26, 7, 7",
            """
            var (a, b) = (x[.., ..13], x[.., 13..]);
            b = b.Conv2d("p", 13, 1).BatchNorm2d("pn").Relu()
                .Conv2d("d", 13, 3, 1, 1, groups: 13, bias: false).BatchNorm2d("dn").Conv2d("q", 13, 1).Relu();
            x = Tensor.Concat(a, b).ChannelShuffle(2);
            """),
        NetBatch.DeclareBody("26, 7, 7",
            """
            for (var i = 0; i < 3; i++)
            {
                var (a, b) = (x[.., ..13], x[.., 13..]);
                b = b.Conv2d($"p{i}", 13, 1).BatchNorm2d($"pn{i}").Relu()
                    .Conv2d($"d{i}", 13, 3, 1, 1, groups: 13, bias: false).BatchNorm2d($"dn{i}").Conv2d($"q{i}", 13, 1).Relu();
                x = Tensor.Concat(a, b).ChannelShuffle(2);
            }
            """),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
