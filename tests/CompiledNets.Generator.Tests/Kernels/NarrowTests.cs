using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Slices, splits and chunks along channels, rows and columns against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class NarrowTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("40, 6, 7", """x[.., 0..1]"""),
        NetBatch.Declare("40, 6, 7", """x[.., 0..1].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 40, 1)[.., 0..1].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 1..2]"""),
        NetBatch.Declare("40, 6, 7", """x[.., 1..2].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 40, 1)[.., 1..2].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 3..19]"""),
        NetBatch.Declare("40, 6, 7", """x[.., 3..19].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 40, 1)[.., 3..19].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 15..16]"""),
        NetBatch.Declare("40, 6, 7", """x[.., 15..16].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 40, 1)[.., 15..16].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 16..17]"""),
        NetBatch.Declare("40, 6, 7", """x[.., 16..17].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 40, 1)[.., 16..17].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 15..17]"""),
        NetBatch.Declare("40, 6, 7", """x[.., 15..17].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 40, 1)[.., 15..17].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 16..32]"""),
        NetBatch.Declare("40, 6, 7", """x[.., 16..32].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 40, 1)[.., 16..32].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 7..40]"""),
        NetBatch.Declare("40, 6, 7", """x[.., 7..40].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 40, 1)[.., 7..40].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 32..40]"""),
        NetBatch.Declare("40, 6, 7", """x[.., 32..40].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 40, 1)[.., 32..40].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 0..40]"""),
        NetBatch.Declare("40, 6, 7", """x[.., 0..40].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 40, 1)[.., 0..40].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., .., 1..]"""),
        NetBatch.Declare("40, 6, 7", """x[.., .., ..1]"""),
        NetBatch.Declare("40, 6, 7", """x[.., .., 5..6, 3..4]"""),
        NetBatch.Declare("40, 6, 7", """x[.., .., 2..5].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x[.., .., 2..5].Conv2d("c", 9, 3)"""),
        NetBatch.Declare("40, 6, 7", """x[.., .., .., 1..6].Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x[.., .., .., 1..6].Conv2d("c", 9, 1)"""),
        NetBatch.Declare("40, 6, 7", """x[.., .., 1..5, 1..6].MaxPool2d(3, 1, 1)"""),
        NetBatch.Declare("40, 6, 7", """x[.., 20..30, 1..5, 1..6].Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("40, 6, 7", """x[.., 20..30, 1..5, 1..6].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 3..9, 1..5][.., 1..5, .., 2..].Softmax()"""),
        NetBatch.Declare("40, 6, 7", """x.Conv2d("c", 20, 3, padding: 1)[.., .., 1..5, 2..6].Conv2d("d", 20, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """x[.., .., 1..5, 1..6].Flatten()"""),
        NetBatch.Declare("40, 6, 7", """x[.., 18..38].AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("40, 6, 7", """x.Flatten()[.., 100..200]"""),
        NetBatch.Declare("40, 6, 7", """x.Flatten(2)[.., .., 5..30]"""),
        NetBatch.Declare("40, 6, 7", """x.Flatten(2)[.., 3..20, 5..30].Relu()"""),
        NetBatch.Declare("40, 6, 7", """x.Narrow(1, 5, 20).Narrow(1, 3, 9).Conv2d("c", 8, 1)"""),
        NetBatch.Declare("40, 6, 7", """x.Narrow(-1, 2, 3).Narrow(-2, 1, 4)"""),
        NetBatch.Declare("40, 6, 7", """x[.., 5..20].BatchNorm2d("n")"""),
        NetBatch.Declare("40, 6, 7", """x[.., 5..20].Conv2d("c", 15, 3, 1, 1, groups: 15)"""),
        NetBatch.Declare("40, 6, 7", """x[.., 4..20].Conv2d("c", 8, 3, 1, 1, groups: 4)"""),
        NetBatch.Declare("40, 6, 7", """Tensor.Concat(x.Chunk(3))"""),
        NetBatch.Declare("40, 6, 7", """Tensor.Concat(x.Split(7)).Conv2d("c", 5, 3)"""),
        NetBatch.Declare("40, 6, 7", """Tensor.Concat(x.Split([1, 16, 23])[2], x.Split([1, 16, 23])[0])"""),
        NetBatch.Declare("40, 6, 7", """x.Chunk(2)[0] + x.Chunk(2)[1]"""),
        NetBatch.Declare("40, 6, 7", """x.Chunk(2)[0] * x.Chunk(2)[1].Sigmoid()"""),
        NetBatch.Declare("40, 6, 7", """x.Split(20)[1].Conv2d("c", 20, 3, padding: 1) + x.Split(20)[0]"""),
        NetBatch.Declare("40, 6, 7", """x.Split(3, 2)[1].Conv2d("c", 6, 3, padding: 1)"""),
        NetBatch.Declare("40, 6, 7", """Tensor.Concat(x.Chunk(2, 2), 1)"""),
        NetBatch.Declare("40, 6, 7", """Tensor.Concat(x.Chunk(3, 2), 3)"""),
        NetBatch.Declare("40, 6, 7", """x.Chunk(7, 3)[6]"""),
        NetBatch.DeclareBody("16, 8, 8",
            """
            var p = x.Conv2d("c", 52, 3, padding: 1).Split(13);
            var y = p[0];
            var all = new List<Tensor>();
            for (var i = 0; i < 3; i++)
            {
                y = (i == 0 ? p[i] : y + p[i]).Conv2d($"d{i}", 13, 3, padding: 1).Relu();
                all.Add(y);
            }
            all.Add(p[3]);
            x = Tensor.Concat(all).Conv2d("e", 16, 1) + x;
            """),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
