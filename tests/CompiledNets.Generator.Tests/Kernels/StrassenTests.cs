using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Convolutions by Strassen's method against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class StrassenTests
{
    private static readonly NetBatch nets = new(
    [
        // Even and odd extents, of one long row and of rows with a border between.
        .. new[] { "14, 14", "15, 13", "7, 30", "13, 14" }
            .SelectMany(size => (string[])
            [
                NetBatch.Declare($"256, {size}", """x.Conv2d("c", 256, 1).Relu()"""),
                NetBatch.Declare($"256, {size}", """x.Conv2d("c", 256, 1).Relu().Conv2d("d", 256, 3, padding: 1, groups: 256)"""),
                NetBatch.Declare($"256, {size}", """Tensor.Concat(x.Conv2d("c", 256, 1), x.Conv2d("d", 16, 3, padding: 1))"""),
            ]),
        // Few pixels, where tiles of registers like to overlap.
        NetBatch.Declare("728, 6, 6", """x.Conv2d("c", 728, 1)"""),
        NetBatch.Declare("728, 6, 6", """x.Conv2d("c", 728, 1).Relu().Conv2d("d", 728, 3, padding: 1, groups: 728)"""),
        NetBatch.Declare("1024, 5, 7", """x.Conv2d("c", 1024, 1)"""),
        // Halves that panels divide and do not divide, and dead lanes.
        .. new[] { (160, 224), (352, 160), (248, 312) }
            .Select(channels => NetBatch.Declare($"{channels.Item1}, 16, 15", $"""x.Conv2d("c", {channels.Item2}, 1)""")),
        // An odd number of panels, so that threads share the pixels, of which one belongs to both halves.
        NetBatch.Declare("416, 7, 15", """x.Conv2d("c", 416, 1)"""),
        // Taps, strides, dilations and uneven padding, which the halves of the image share.
        NetBatch.Declare("128, 15, 14", """x.Conv2d("c", 128, (1, 6), padding: (0, 3, 0, 2))"""),
        NetBatch.Declare("128, 14, 15", """x.Conv2d("c", 128, (6, 1), padding: (3, 0, 2, 0))"""),
        NetBatch.Declare("128, 29, 28", """x.Conv2d("c", 128, 4, stride: 2, padding: 1).Relu()"""),
        NetBatch.Declare("128, 21, 20", """x.Conv2d("c", 128, 3, dilation: 2, padding: (1, 0, 2, 3))"""),
        NetBatch.Declare("128, 13, 13", """x.Conv2d("c", 128, 4, padding: (2, 1, 1, 2))"""),
        // Everything that may follow.
        NetBatch.Declare("256, 14, 15", """x.Conv2d("c", 256, 1, bias: false).BatchNorm2d("n").Relu() + x"""),
        NetBatch.Declare("256, 15, 15", """(x.Conv2d("c", 256, 1).BatchNorm2d("n") + x).Relu().Conv2d("d", 256, 3, padding: 1, groups: 256)"""),
        NetBatch.Declare("256, 14, 14", """x.Conv2d("c", 256, 1).Silu() * x.AdaptiveAvgPool2d(1).Sigmoid()"""),
        NetBatch.Declare("256, 15, 14", """(x.Conv2d("c", 256, 1) * x.Conv2d("s", 1, 1)).Conv2d("d", 256, 3, padding: 1, groups: 256)"""),
        NetBatch.Declare("256, 14, 14", """x.Conv2d("c", 256, 1).PRelu("p", 256).BatchNorm2d("n")"""),
        NetBatch.Declare("256, 14, 14", """x.Conv2d("c", 256, 1) + x.ChannelShuffle(2)"""),
        NetBatch.Declare("256, 14, 14", """Tensor.Concat(x.Conv2d("a", 128, 1), x.Conv2d("b", 128, 1)).Conv2d("c", 256, 1)"""),
        NetBatch.Declare("256, 14, 14", """Tensor.Concat(x, x).Conv2d("c", 256, 1)"""),
        NetBatch.Declare("256, 14, 14", """x[.., .., 1..13, 2..13].Conv2d("c", 256, 1)"""),
        NetBatch.Declare("512, 14, 14", """x[.., 256..].Conv2d("c", 256, 1)"""),
        NetBatch.Declare("2, 256, 12, 12", """x.Conv2d("c", 256, 1).Conv2d("c", 256, 1)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);

    [Theory]
    [InlineData("Strassen1x1_1x")]
    [InlineData("Strassen1x1_15x")]
    [InlineData("Strassen1x6_")]
    [InlineData("Strassen6x1_")]
    [InlineData("Strassen3x3_")]
    [InlineData("Strassen4x4_")]
    public void EachForm_IsAmongTheTests(string name) => Assert.Contains(nets.Kernels, kernels => kernels.Contains(name));

    // A product adds to what another one has left, without a barrier between: each worker must find its own results there.
    [Theory]
    [InlineData("Avx512")]
    [InlineData("Avx2")]
    [InlineData("Vector128")]
    public void Products_AreSharedAlike(string set)
    {
        var isa = InstructionSet.All.Single(isa => isa.Name == set);
        var layout = new TensorLayout(16 * 64, 16 * 64 * 64);
        foreach (var (height, width) in new[] { (1, 36), (1, 49), (1, 196), (6, 6), (5, 7), (13, 14), (19, 19) })
            foreach (var blocks in new[] { 16, 22, 46 })
            {
                var kernel = new StrassenKernel(height, width, 1, 1, 1, 32, layout, blocks, layout, KernelEpilogue.None);
                var products = kernel.Callees.OfType<ConvolutionKernel>().Where(product => product.Height == kernel.AnyProduct.Height);
                Assert.Single(products.Select(Shares).Distinct());
            }

        string Shares(ConvolutionKernel product)
        {
            var writer = new CodeWriter();
            product.EmitBody(writer, isa);
            return string.Join('\n', writer.ToString().Split('\n').Where(line => line.Contains("worker.") || line.Contains("Tile;") || line.Contains("int x = ") || line.Contains("int y = ")));
        }
    }
}
