using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    /// <summary>The Winograd form of a convolution where it is to be preferred to the direct one, else null.</summary>
    private WinogradKernel? ChooseWinograd(Node node, Conv2d convolution, View input, int outputBlocks)
    {
        var isCandidate = winograd && convolution is { Groups: 1 } && convolution.KernelSize == 3 && convolution.Stride == 1 && convolution.Dilation == 1
            && IsReadInBlocks(input, MaxLanesPerWinogradChannel);
        if (!isCandidate) return null;

        var (height, width) = (node.Shape[2], node.Shape[3]);
        var layout = new TensorLayout(0, 0);
        var forms = new[] { 2, 4 }
            .SelectMany(outputs => TilingsOf(new WinogradTransform(outputs), height, width))
            .Select(tiling => new WinogradKernel(
                tiling, input.Blocks.Count, layout, outputBlocks, layout, KernelEpilogue.None))
            .ToList();
        return choose(DirectForm(node, convolution, input, outputBlocks), forms);
    }

    private static IEnumerable<WinogradTiling> TilingsOf(WinogradTransform transform, int height, int width)
    {
        var rows = (height + transform.Outputs - 1) / transform.Outputs;
        return Enumerable.Range(1, rows).Where(band => rows % band == 0).Select(band => new WinogradTiling(transform, height, width, band));
    }

    private View LowerWinograd(Node node, Conv2d convolution, Fused fused, View input, IReadOnlyList<int> lanes, WinogradKernel form)
    {
        var tiling = form.Tiling;
        var padding = convolution.Padding;
        var reach = tiling.Transform.Outputs;
        // The last tiles may reach beyond the padding; what they read there does not matter, but it must be finite.
        input = WithBorder(node, input, padding with
        {
            Bottom = tiling.TileRows * reach + 2 - padding.Top - input.Height,
            Right = tiling.TileColumns * reach + 2 - padding.Left - input.Width,
        });
        var target = NewBuffer(form.OutputBlocks, tiling.Height, tiling.Width);
        var scratch = NewBuffer(1, 1, form.ScratchLength, 1);
        var output = View.Of(target, lanes);
        var operands = EpilogueOperands(node, fused, output);
        Add(node, $"Winograd{reach}x{reach}", input.Buffers.Concat(operands.Buffers), [target, scratch], builder =>
        {
            var from = Placement.Of(input, -padding.Top, -padding.Left);
            var to = Placement.Of(output);
            var epilogue = operands.Place(builder, false, tiling.Width, out _);
            var kernel = form with { Input = from.Layout, Output = to.Layout, Epilogue = epilogue.Epilogue, MasksInput = input.HasForeignLanes };
            var mask = kernel.MasksInput ? (string[])[builder.Weights(input.Blocks.Count * InstructionSet.BlockLanes, offset => new MaskRecipe(offset, node.Name, input.Lanes.ToEquatableArray()))] : [];
            var weights = builder.Weights(kernel.WeightLength, offset => new WinogradRecipe(
                offset, convolution.Name, fused.Norms, reach, lanes.ToEquatableArray(), input.Lanes.ToEquatableArray()) { Part = convolution.Part });
            return new Call(kernel, null, [.. from.Arguments(builder), .. mask, weights, Pointer(scratch, 0, 0), to.Pointer, .. epilogue.Arguments]);
        });
        return operands.Into(output);
    }
}
