using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;
using CompiledNets.Runtime;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    /// <summary>The Winograd form of a convolution where it is to be preferred to the direct one, else null.</summary>
    private WinogradKernel? ChooseWinograd(Node node, Conv2d convolution, View input, int outputBlocks)
    {
        if (!winograd || convolution.Groups > 1 || convolution.Dilation != 1 || node.Shape.Rank != 4) return null;

        var (kernel, stride) = (convolution.KernelSize, convolution.Stride);
        var layout = new TensorLayout(0, 0, false, input.Blocks[0].Buffer.Pixel);
        var isPacked = input.Blocks.Count == 1 && stride == 2 && 4 * layout.Pixel == InstructionSet.BlockLanes;
        if (!isPacked && !IsReadInBlocks(input, MaxLanesPerWinogradChannel)) return null;

        var channels = isPacked ? new ConvolutionInput(0, input.Channels, 0) : new ConvolutionInput(input.Blocks.Count, 0, 0);
        var forms = AxesOf(kernel, stride)
            .SelectMany(axes => TilingsOf(axes.Vertical, axes.Horizontal, node.Shape[2], node.Shape[3]))
            .Select(tiling => new WinogradKernel(tiling, channels, layout, outputBlocks, new TensorLayout(0, 0), KernelEpilogue.None))
            .ToList();
        return forms.Count == 0 ? null : choose(DirectForm(node, convolution, input, outputBlocks), forms);
    }

    private static IEnumerable<(WinogradAxis Vertical, WinogradAxis Horizontal)> AxesOf(Size2 kernel, Size2 stride)
    {
        if (kernel == 1) return [];
        return
            from vertical in AxesOf(kernel.Height, stride.Height)
            from horizontal in AxesOf(kernel.Width, stride.Width)
            where vertical.Outputs == horizontal.Outputs || Math.Min(vertical.Taps, horizontal.Taps) == 1
            // Parts may be tiles along one axis only, and then all of them are.
            where stride.Height * stride.Width > 1 ? vertical.Stride == vertical.Parts && horizontal.Stride == horizontal.Parts : Math.Min(vertical.Parts, horizontal.Parts) == 1
            select (vertical, horizontal);
    }

    // Up to eight products, since those with more lose too many digits.
    private static IEnumerable<WinogradAxis> AxesOf(int taps, int stride) => (taps, stride) switch
    {
        (1, 1) => [new(1, 1, 1, 1)],
        (3, 1) => [new(3, 1, 2, 3), new(3, 1, 4, 3)],
        (5, 1) => [new(5, 1, 2, 5), new(5, 1, 4, 5)],
        (7, 1) => [new(7, 1, 4, 4)],
        (3, 2) => [new(3, 2, 2, 2), new(3, 2, 4, 2)],
        (5, 2) => [new(5, 2, 2, 3), new(5, 2, 4, 3)],
        (7, 2) => [new(7, 2, 2, 4), new(7, 2, 4, 4)],
        _ => [],
    };

    private static IEnumerable<WinogradTiling> TilingsOf(WinogradAxis vertical, WinogradAxis horizontal, int height, int width)
    {
        var rows = (height + vertical.Outputs - 1) / vertical.Outputs;
        return Enumerable.Range(1, rows).Where(band => rows % band == 0).Select(band => new WinogradTiling(vertical, horizontal, height, width, band));
    }

    private View LowerWinograd(Node node, Conv2d convolution, Fused fused, View input, IReadOnlyList<int> lanes, WinogradKernel form)
    {
        var tiling = form.Tiling;
        var padding = convolution.Padding;
        // The last tiles may reach beyond the padding; what they read there does not matter, but it must be finite.
        input = WithBorder(node, input, padding with
        {
            Bottom = Math.Max(0, tiling.InputRows - padding.Top - input.Height),
            Right = Math.Max(0, tiling.InputColumns - padding.Left - input.Width),
        });
        var scratch = NewBuffer(1, 1, form.ScratchLength, 1);
        var output = Target(fused, lanes, tiling.Height, tiling.Width, InputsOf(node, input));
        var operands = EpilogueOperands(node, fused, output);
        Add(node, form.Operation, input.Buffers.Concat(operands.Buffers), output.Buffers.Append(scratch), builder =>
        {
            var from = Placement.Of(input, -padding.Top, -padding.Left);
            var to = Placement.Of(output);
            var epilogue = operands.Place(builder, false, tiling.Width, out _);
            var kernel = form with { Input = from.Layout, Output = to.Layout, Epilogue = epilogue.Epilogue, MasksInput = input.HasForeignLanes };
            var mask = kernel.MasksInput ? (string[])[builder.Weights(input.Blocks.Count * InstructionSet.BlockLanes, offset => new MaskRecipe(offset, node.Name, input.Lanes.ToEquatableArray()))] : [];
            var weights = builder.Weights(kernel.WeightLength, offset => new WinogradRecipe(
                offset, convolution.Name, fused.Norms, tiling.Vertical, tiling.Horizontal, lanes.ToEquatableArray(), input.Lanes.Take(kernel.Channels.Lanes).ToEquatableArray()) { Part = convolution.Part });
            return new Call(kernel, null, [.. from.Arguments(builder), .. mask, weights, Pointer(scratch, 0, 0), to.Pointer, .. epilogue.Arguments]);
        });
        return operands.Into(output);
    }
}
