using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Convolutions of all geometries against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class ConvolutionTests
{
    private static readonly NetBatch nets = new([.. Handpicked(), .. NarrowRows(), .. Large(), .. Sampled()]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);

    private static IEnumerable<string> Handpicked()
    {
        foreach (var (shape, layer) in new[]
        {
            // Channels below, at and above the borders of blocks.
            ("1, 9, 9", "1, 3"), ("2, 9, 9", "2, 3"), ("3, 9, 9", "5, 3"), ("4, 9, 9", "7, 3"), ("5, 9, 9", "8, 3"), ("7, 9, 9", "13, 3"),
            ("8, 9, 9", "15, 3"), ("13, 9, 9", "16, 3"), ("15, 9, 9", "17, 3"), ("16, 9, 9", "24, 3"), ("17, 9, 9", "31, 3"),
            ("24, 9, 9", "32, 3"), ("31, 9, 9", "33, 3"), ("32, 9, 9", "48, 3"), ("33, 9, 9", "64, 3"), ("48, 9, 9", "100, 3"),
            ("64, 7, 7", "1, 3"), ("100, 7, 7", "100, 3"),
            ("1, 5, 5", "1, 1"), ("3, 5, 5", "17, 1"), ("16, 1, 1", "16, 1"), ("33, 1, 1", "100, 1"), ("100, 5, 7", "64, 1"), ("64, 14, 14", "128, 1"),
            ("32, 28, 28", "16, 1"), ("17, 1, 30", "20, 1"), ("17, 30, 1", "20, 1"),
            // Kernels of all sizes, rectangular and as large as the image.
            ("5, 11, 13", "6, 2"), ("5, 11, 13", "6, 4"), ("5, 11, 13", "6, 5"), ("5, 11, 13", "6, 6"), ("5, 11, 13", "6, 7"),
            ("17, 8, 8", "20, (1, 7), padding: (0, 3)"), ("17, 8, 8", "20, (7, 1), padding: (3, 0)"), ("17, 8, 8", "20, (1, 3)"), ("17, 8, 8", "20, (3, 1)"),
            ("3, 7, 5", "4, (7, 5)"), ("16, 4, 4", "33, 4"), ("20, 6, 6", "20, (2, 5), (3, 1), (1, 2)"),
            // Strides.
            ("3, 30, 29", "16, 3, 2, 1"), ("3, 30, 29", "16, 7, 2, 3"), ("4, 17, 23", "9, 3, 3"), ("20, 15, 15", "20, 1, 2"), ("20, 15, 15", "20, 1, 3"),
            ("16, 13, 17", "16, 3, (2, 1), 1"), ("16, 13, 17", "16, 3, (1, 2), 1"), ("16, 13, 17", "16, 2, (3, 2)"), ("1, 28, 28", "6, 5, padding: 2"),
            ("8, 5, 5", "8, 1, 5"), ("8, 3, 3", "8, 2, 3"),
            // Padding on each side by itself, as TensorFlow does, and wider than the kernel.
            ("6, 9, 10", "8, 3, padding: (1, 0, 0, 0)"), ("6, 9, 10", "8, 3, padding: (0, 1, 0, 0)"), ("6, 9, 10", "8, 3, padding: (0, 0, 1, 0)"),
            ("6, 9, 10", "8, 3, padding: (0, 0, 0, 1)"), ("6, 9, 10", "8, 3, 2, (0, 1, 2, 3)"), ("6, 9, 10", "8, 3, 2, Padding.Same"),
            ("6, 10, 9", "8, 5, 2, Padding.Same"), ("6, 10, 9", "8, 2, 1, Padding.Same"), ("6, 10, 9", "8, 4, 3, Padding.Same"),
            ("6, 4, 4", "8, 1, padding: 2"), ("6, 4, 4", "8, 3, padding: 4"), ("3, 1, 1", "8, 3, padding: 1"), ("20, 1, 1", "8, 7, padding: 6"),
            ("3, 4, 4", "5, 1, 1, (2, 1, 0, 3)"), ("3, 2, 2", "5, 3, 2, 3"),
            // Dilation.
            ("5, 15, 15", "6, 3, dilation: 2"), ("5, 15, 15", "6, 3, 1, 3, 3"), ("16, 15, 15", "16, 3, 1, 2, 2"), ("16, 15, 15", "16, 3, 2, 2, (1, 3)"),
            ("16, 15, 15", "16, (3, 2), 1, 2, (3, 1)"), ("3, 15, 15", "16, 3, 2, Padding.Same, 2"), ("4, 15, 15", "16, 3, 1, 1, (2, 1)"),
            // Large enough for several tiles in both directions.
            ("16, 29, 31", "48, 3, padding: 1"), ("64, 13, 14", "100, 3, padding: 1"), ("32, 3, 64", "32, 3, padding: 1"), ("32, 64, 3", "32, 3, padding: 1"),
        })
        {
            yield return NetBatch.Declare(shape, $"x.Conv2d(\"c\", {layer})");
        }
        foreach (var groups in new[]
        {
            "4, 7, 7: 4, 3, groups: 2", "6, 7, 7: 9, 3, 1, 1, groups: 3", "15, 7, 7: 10, 3, groups: 5", "32, 7, 7: 32, 3, 1, 1, groups: 16", "32, 7, 7: 32, 3, 2, 1, groups: 8",
            "64, 7, 7: 64, 3, 1, 1, groups: 4", "64, 7, 7: 128, 3, 1, 1, groups: 4", "48, 5, 5: 96, 1, groups: 3", "40, 5, 5: 40, 3, 1, 1, groups: 2", "100, 5, 5: 100, 3, 1, 1, groups: 5",
            "34, 5, 5: 68, 1, groups: 17", "32, 6, 6: 32, 3, 1, 2, 2, 2", "33, 5, 5: 66, 3, 1, 1, groups: 11", "64, 6, 6: 16, 3, 1, 1, groups: 16", "16, 6, 6: 64, 3, 1, 1, groups: 2",
            "96, 1, 1: 48, 1, groups: 3", "8, 6, 6: 16, 3, 1, 1, groups: 4, bias: false",
        })
        {
            yield return NetBatch.Declare(groups[..groups.IndexOf(':')], $"x.Conv2d(\"c\", {groups[(groups.IndexOf(':') + 2)..]})");
        }
    }

    // Tiles of few pixels go on in the next row where rows do not lie densely: input, output, or what is added to it.
    private static IEnumerable<string> NarrowRows() =>
    [
        NetBatch.Declare("40, 7, 7", """x.Conv2d("c", 48, 1).Conv2d("d", 24, 3, padding: 1)"""),
        NetBatch.Declare("48, 14, 14", """x.Conv2d("c", 40, 1, 2).Relu()"""),
        NetBatch.Declare("48, 15, 13", """x.Conv2d("c", 40, 3, 2, 1)"""),
        NetBatch.Declare("32, 7, 7", """x.Conv2d("c", 64, 3, padding: 1).Relu().Conv2d("d", 32, 1) + x.Conv2d("e", 32, 3, padding: 1)"""),
        NetBatch.Declare("32, 14, 14", """x.Conv2d("c", 64, 3, padding: 1).Relu().Conv2d("d", 32, 1) + x"""),
        NetBatch.Declare("32, 14, 14", """x.Conv2d("c", 32, 3, 2, 1) * x.Conv2d("d", 1, 3, 2, 1).Sigmoid()"""),
        NetBatch.Declare("32, 8, 19", """(x.Conv2d("c", 32, 3, padding: 1).Conv2d("d", 32, 1) * x).Silu() - x"""),
        NetBatch.Declare("60, 7, 7", """x.Conv2d("c", 60, 3, padding: 1, groups: 3).Conv2d("d", 24, 1, groups: 3)"""),
        NetBatch.Declare("52, 7, 9", """Tensor.Concat(x.Conv2d("c", 20, 3, padding: 1), x[.., 20..].Conv2d("d", 20, 3, padding: 1)).Conv2d("e", 60, 1)"""),
        NetBatch.Declare("64, 7, 7", """Tensor.Concat(x.Conv2d("c", 64, 3, padding: 1), x, x.Conv2d("d", 64, 3, padding: 1)).Conv2d("e", 60, 1, 2)"""),
        NetBatch.Declare("16, 12, 6", """x.Conv2d("c", 16, (3, 1), (2, 1), (1, 0))"""),
    ];

    // Images of which parts are fetched ahead.
    private static IEnumerable<string> Large() =>
    [
        NetBatch.Declare("32, 96, 97", """x.Conv2d("c", 32, 1).Relu() + x"""),
        NetBatch.Declare("32, 97, 96", """x.Conv2d("c", 80, 1, 2)"""),
        NetBatch.Declare("48, 80, 81", """Tensor.Concat(x[.., ..16], x[.., 32..]).Conv2d("c", 48, 1) + x.ChannelShuffle(2)"""),
    ];

    // Combinations that nobody would think of; the same ones every time.
    private static IEnumerable<string> Sampled()
    {
        int[] channels = [1, 2, 3, 4, 5, 7, 8, 13, 15, 16, 17, 24, 31, 32, 33, 48, 64, 100];
        var random = new Random(20);
        for (var i = 0; i < 60; i++)
        {
            var (inputs, outputs) = (Of(channels), Of(channels));
            var (height, width) = (random.Next(1, 20), random.Next(1, 20));
            var (kernelHeight, kernelWidth) = (random.Next(1, 6), random.Next(1, 6));
            var (dilationHeight, dilationWidth) = (random.Next(1, 4), random.Next(1, 4));
            var padding = Enumerable.Range(0, 4).Select(_ => random.Next(0, 4)).ToArray();
            if (padding[0] + height + padding[2] <= dilationHeight * (kernelHeight - 1)) continue;
            if (padding[1] + width + padding[3] <= dilationWidth * (kernelWidth - 1)) continue;
            yield return NetBatch.Declare(
                $"{inputs}, {height}, {width}",
                $"x.Conv2d(\"c\", {outputs}, ({kernelHeight}, {kernelWidth}), ({random.Next(1, 4)}, {random.Next(1, 4)}), ({string.Join(", ", padding)}), " +
                $"({dilationHeight}, {dilationWidth}), bias: {(random.Next(2) == 0 ? "false" : "true")})");
        }

        int Of(int[] choices) => choices[random.Next(choices.Length)];
    }
}
