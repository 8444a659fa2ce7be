using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Concatenations along channels, rows and columns against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class ConcatTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 1, 1), x.Conv2d("c1", 1, 1))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 1, 1), x.Conv2d("c1", 1, 1)).Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 3, 1), x.Conv2d("c1", 5, 1))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 3, 1), x.Conv2d("c1", 5, 1)).Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 16, 1), x.Conv2d("c1", 16, 1))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 16, 1), x.Conv2d("c1", 16, 1)).Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 15, 1), x.Conv2d("c1", 17, 1))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 15, 1), x.Conv2d("c1", 17, 1)).Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 7, 1), x.Conv2d("c1", 9, 1))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 7, 1), x.Conv2d("c1", 9, 1)).Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 26, 1), x.Conv2d("c1", 26, 1), x.Conv2d("c2", 26, 1))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 26, 1), x.Conv2d("c1", 26, 1), x.Conv2d("c2", 26, 1)).Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 1, 1), x.Conv2d("c1", 2, 1), x.Conv2d("c2", 3, 1), x.Conv2d("c3", 4, 1), x.Conv2d("c4", 5, 1))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 1, 1), x.Conv2d("c1", 2, 1), x.Conv2d("c2", 3, 1), x.Conv2d("c3", 4, 1), x.Conv2d("c4", 5, 1)).Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 8, 1), x.Conv2d("c1", 24, 1), x.Conv2d("c2", 100, 1))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 8, 1), x.Conv2d("c1", 24, 1), x.Conv2d("c2", 100, 1)).Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 32, 1), x.Conv2d("c1", 1, 1))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 32, 1), x.Conv2d("c1", 1, 1)).Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 1, 1), x.Conv2d("c1", 32, 1))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c0", 1, 1), x.Conv2d("c1", 32, 1)).Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x).Conv2d("c", 7, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Relu(), x, x.Sigmoid())"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x.Conv2d("c", 9, 3, padding: 1)).Conv2d("d", 12, 3, 2, 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.MaxPool2d(3, 1, 1), x.Conv2d("c", 17, 3, padding: 1), x.AvgPool2d(3, 1, 1)).Relu()"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(Tensor.Concat(x, x.Relu()), x * 2).Conv2d("c", 12, 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x[.., 1..3], x[.., ..1]).Conv2d("c", 12, 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x[.., .., 1..4], x[.., .., 2..5]).Conv2d("c", 12, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x[.., .., 1..4], x.MaxPool2d((2, 1), (2, 1)))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.ChannelShuffle(5), x).ChannelShuffle(2).Conv2d("c", 12, 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x.Relu()).BatchNorm2d("n").Relu().Conv2d("c", 5, 3)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x.Relu()).MaxPool2d(2).Conv2d("c", 5, 3)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x.Relu()).Conv2d("c", 10, 3, 1, 1, groups: 10)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x.Relu()).Conv2d("c", 12, 3, 1, 1, groups: 2)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x.Conv2d("c", 35, 1)).Conv2d("d", 20, 3, 1, 1, groups: 4)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x.Relu()).Softmax()"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x.Relu()).AdaptiveAvgPool2d(1).Flatten().Linear("l", 4)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x, x.Relu()).Flatten().Linear("l", 4)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.AdaptiveAvgPool2d(1).Flatten(), x.Flatten()).Linear("l", 4)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Flatten(), x.Flatten().Linear("l", 3))"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat([x, x.Relu()], 2)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat([x, x.Relu()], 3)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat([x, x.Relu(), x[.., .., ..2]], 2).Conv2d("c", 7, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat([x.ChannelShuffle(5), x.Conv2d("c", 5, 3, padding: 1)], -1).Conv2d("d", 7, 3, padding: 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat([x.Flatten(2), x.Relu().Flatten(2)], 2)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat([x.Flatten(2), x.Relu().Flatten(2)], 1)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat([x[.., .., ..1], x[.., .., 5..]], 2)"""),
        NetBatch.Declare("5, 6, 7", """Tensor.Concat(x.Conv2d("c", 20, 3, padding: 1), x) * 2"""),
        // Dense blocks: every layer reads all before it.
        NetBatch.DeclareBody("3, 8, 9",
            """
            x = x.Conv2d("s", 10, 3, padding: 1);
            for (var i = 0; i < 4; i++) x = Tensor.Concat(x, x.BatchNorm2d($"n{i}").Relu().Conv2d($"c{i}", 6, 3, padding: 1));
            """),
        NetBatch.DeclareBody("3, 8, 9",
            """
            var all = new List<Tensor> { x.Conv2d("s", 16, 3, padding: 1) };
            for (var i = 0; i < 3; i++) all.Add(Tensor.Concat(all).Conv2d($"c{i}", 16, 3, padding: 1).Relu());
            x = Tensor.Concat(all).MaxPool2d(2);
            """),
        // One tensor in two concatenations, in different orders, with different padding.
        NetBatch.DeclareBody("3, 8, 9",
            """
            var a = x.Conv2d("a", 16, 1);
            var b = x.Conv2d("b", 16, 1);
            var c = x.Conv2d("c", 16, 1);
            x = Tensor.Concat(a, b).Conv2d("d", 5, 3, padding: 1)
                + Tensor.Concat(b, a).Conv2d("e", 5, 5, padding: 2)
                + Tensor.Concat(a, b, c).Conv2d("f", 5, 1)
                + Tensor.Concat(c, b).Conv2d("g", 5, 1);
            """),
        NetBatch.DeclareBody("3, 8, 9",
            """
            var a = x.Conv2d("a", 16, 1);
            var b = x.Conv2d("b", 16, 3, padding: 1);
            x = Tensor.Concat(a, b, x.Conv2d("c", 16, 1));
            x = Tensor.Concat(x, a.Conv2d("d", 16, 3, padding: 1));
            """),
        NetBatch.DeclareBody("3, 17, 17",
            """
            x = Tensor.Concat(
                x.Conv2d("a", 8, 1),
                x.Conv2d("b0", 6, 1).Relu().Conv2d("b1", 12, 3, padding: 1),
                x.Conv2d("c0", 4, 1).Conv2d("c1", 8, (1, 7), padding: (0, 3)).Conv2d("c2", 20, (7, 1), padding: (3, 0)),
                x.AvgPool2d(3, 1, 1).Conv2d("d", 9, 1)).Conv2d("e", 16, 3, 2);
            """),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
