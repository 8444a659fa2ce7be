using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Several inputs and outputs, batches and shared weights against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class WholeNetTests
{
    private static readonly NetBatch nets = new(
    [
        // Batches: images must not mix.
        NetBatch.Declare("3, 5, 9, 8", """x.Conv2d("c", 20, 3, 2, 1).Relu()"""),
        NetBatch.Declare("3, 3, 9, 8", """x.Conv2d("c", 20, 3, 2, 1).Relu().AdaptiveAvgPool2d(1).Flatten().Linear("l", 7).Softmax()"""),
        NetBatch.Declare("3, 17, 5, 4", """x.Conv2d("c", 17, 3, 1, 1, groups: 17) * x.AdaptiveAvgPool2d(1) + x"""),
        NetBatch.Declare("2, 18, 5, 4", """Tensor.Concat(x.ChannelShuffle(2), x[.., 3..8]).Softmax()"""),
        NetBatch.Declare("2, 1, 5, 4", """x.AdaptiveAvgPool2d(1) + x"""),
        NetBatch.Declare("2, 1, 5, 4", """x.Flatten() + x.AdaptiveAvgPool2d(1).Flatten()"""),
        NetBatch.Declare("2, 18, 5, 4", """x.AdaptiveAvgPool2d(1) + x[.., 2..3]"""),
        "static Tensor Forward([Shape(3, 4, 5, 5)] Tensor image, [Shape(3, 4, 5, 5)] Tensor run) => image + run;",
        "static (Tensor scores, Tensor image) Forward([Shape(2, 4, 5, 5)] Tensor image) => (image.Softmax(), image * 2);",
        "static Tensor Forward([Shape(3, 4, 5, 5)] Tensor a, [Shape(4, 5, 5)] Tensor b) => a * b;",
        "static Tensor Forward([Shape(4, 1, 1)] Tensor scale, [Shape(2, 4, 5, 5)] Tensor x) => scale * x;",
        """static (Tensor OfOne, Tensor OfAll) Forward([Shape(4, 5, 5)] Tensor one, [Shape(2, 4, 5, 5)] Tensor all) => (one.Conv2d("c", 3, 3), all.Conv2d("c", 3, 3));""",

        // Inputs of other sizes, of which one may not be read.
        """static Tensor Forward([Shape(3, 8, 8)] Tensor a, [Shape(17, 4, 4)] Tensor b) => Tensor.Concat(a.Conv2d("a", 9, 3, 2, 1), b);""",
        """static Tensor Forward([Shape(3, 8, 8)] Tensor a, [Shape(3, 8, 8)] Tensor b) => a.Conv2d("c", 9, 3).Relu() + b.Conv2d("c", 9, 3);""",
        """static Tensor Forward([Shape(3, 8, 8)] Tensor a, [Shape(1, 8, 8)] Tensor mask) => a.Conv2d("c", 9, 3, padding: 1) * mask;""",
        """static Tensor Forward([Shape(17, 8, 8)] Tensor a, [Shape(17, 1, 1)] Tensor scale, [Shape(1, 1, 1)] Tensor bias) => a * scale + bias;""",
        """static Tensor Forward([Shape(3, 8, 8)] Tensor a, [Shape(3, 8, 8)] Tensor unread) => a.Conv2d("c", 9, 3);""",
        """static Tensor Forward([Shape(10, 1, 1)] Tensor a, [Shape(6, 1, 1)] Tensor b) => Tensor.Concat(a, b).Flatten().Linear("l", 5);""",
        """static Tensor Forward([Shape(3, 8, 8)] Tensor a, [Shape(3, 8, 8)] Tensor b) => Tensor.Concat(a, b).Conv2d("c", 9, 3, padding: 1);""",

        // Outputs that are inputs, or that other layers read, too.
        """static (Tensor a, Tensor b) Forward([Shape(3, 8, 8)] Tensor x) { var y = x.Conv2d("c", 20, 3); return (y, y.Relu().Conv2d("d", 4, 1)); }""",
        """static (Tensor, Tensor, Tensor) Forward([Shape(3, 8, 8)] Tensor x) { var y = x.Conv2d("c", 20, 3); return (y, y, x); }""",
        """static (Tensor Same, Tensor Convolved) Forward([Shape(3, 8, 8)] Tensor x) => (x, x.Conv2d("c", 20, 3));""",
        """static Tensor Forward([Shape(3, 8, 8)] Tensor x) => x;""",
        """static Tensor Forward([Shape(20, 8, 8)] Tensor x) => x.Dropout();""",
        """static (Tensor Part, Tensor Others) Forward([Shape(3, 8, 8)] Tensor x) { var y = x.Conv2d("c", 40, 3); return (y[.., 3..20], y[.., 20.., 1..3]); }""",
        """static (Tensor Joined, Tensor Part, Tensor Next) Forward([Shape(3, 8, 8)] Tensor x) { var a = x.Conv2d("a", 7, 1); var y = Tensor.Concat(a, x.Conv2d("b", 12, 3, padding: 1)); return (y, a, y.Conv2d("c", 5, 3, padding: 1)); }""",
        """static (Tensor Before, Tensor After) Forward([Shape(3, 8, 8)] Tensor x) { var y = x.Conv2d("c", 20, 3); return (y, y.BatchNorm2d("n")); }""",
        """static (Tensor Pooled, Tensor Gated) Forward([Shape(20, 8, 8)] Tensor x) { var y = x.AdaptiveAvgPool2d(1).Sigmoid(); return (y.Flatten(), x * y); }""",
        """static (Tensor Shuffled, Tensor Flat) Forward([Shape(20, 4, 4)] Tensor x) { var y = x.ChannelShuffle(4); return (y, y.Flatten()); }""",

        // The same weights twice.
        """static Tensor Forward([Shape(20, 8, 8)] Tensor x) => x.Conv2d("c", 20, 3, padding: 1).Relu().Conv2d("c", 20, 3, padding: 1);""",
        """static Tensor Forward([Shape(20, 8, 8)] Tensor x) => x.Conv2d("c", 20, 3, padding: 1).BatchNorm2d("n") + x.Conv2d("c", 20, 3, padding: 1).BatchNorm2d("m");""",
        """static (Tensor Large, Tensor Small) Forward([Shape(20, 8, 8)] Tensor x) => (x.Conv2d("c", 4, 3), x.MaxPool2d(2).Conv2d("c", 4, 3));""",
        """static Tensor Forward([Shape(20, 8, 8)] Tensor x) => Tensor.Concat(x.Conv2d("c", 20, 3, groups: 20), x.Relu().Conv2d("c", 20, 3, groups: 20));""",

        // Memory is used again and again, with borders of all kinds.
        """
        static Tensor Forward([Shape(3, 16, 16)] Tensor x)
        {
            for (var i = 0; i < 6; i++) x = x.Conv2d($"c{i}", 8 + 5 * i, 1 + 2 * (i % 3), padding: i % 3).Relu();
            return x.AdaptiveAvgPool2d(1).Flatten().Linear("l", 3);
        }
        """,
        """
        static Tensor Forward([Shape(8, 13, 13)] Tensor x)
        {
            for (var i = 0; i < 4; i++)
            {
                var y = x.Conv2d($"e{i}", 20, 1).Relu6().Conv2d($"d{i}", 20, 3, 1, 1, groups: 20).Relu6().Conv2d($"p{i}", 8, 1);
                x = i % 2 == 0 ? x + y : Tensor.Concat(y, x).Conv2d($"q{i}", 8, 3, padding: 1);
            }
            return x;
        }
        """,
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
