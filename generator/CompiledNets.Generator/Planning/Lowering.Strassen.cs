using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    // Below it, a gain does not pay for the larger weights and code.
    private const double MinStrassenGain = 0.03;

    // About 5 µs: its products with their ways of adding are as much code as five convolutions.
    private const double MinStrassenCycles = 20_000;

    /// <summary>The Strassen form of a convolution where it is to be preferred to the direct one, else null.</summary>
    private StrassenKernel? ChooseStrassen(Node node, Conv2d convolution, View input, int outputBlocks)
    {
        var isCandidate = winograd && convolution.Groups == 1 && input.Blocks.Count % 2 == 0 && outputBlocks % 2 == 0 && node.Shape.Rank == 4
            && node.Shape[2] > 1 && input.IsOneRun && IsReadInBlocks(input) && !input.HasForeignLanes;
        if (!isCandidate) return null;

        var layout = new TensorLayout(0, 0);
        var form = new StrassenKernel(
            node.Shape[2], node.Shape[3], convolution.KernelSize, convolution.Stride, convolution.Dilation, input.Blocks.Count, layout,
            outputBlocks, layout, KernelEpilogue.None);
        var direct = ConvolutionCost.Direct(DirectForm(node, convolution, input, outputBlocks));
        return direct - ConvolutionCost.Strassen(form) > Math.Max(MinStrassenGain * direct, MinStrassenCycles) ? form : null;
    }

    private static StrassenKernel Flat(StrassenKernel kernel) => kernel with { Height = 1, Width = kernel.Height * kernel.Width };

    private View LowerStrassen(Node node, Conv2d convolution, Fused fused, View input, IReadOnlyList<int> lanes, StrassenKernel form)
    {
        input = WithBorder(node, input, convolution.Padding);
        var mayBeFlat = convolution.KernelSize == 1 && convolution.Stride == 1;
        var scratch = NewBuffer(1, 1, mayBeFlat ? Math.Max(form.ScratchLength, Flat(form).ScratchLength) : form.ScratchLength, 1);
        // The pixel in the middle of a long row of odd length is computed twice.
        var output = Target(
            fused, lanes, form.Height, form.Width, InputsOf(node, input), mayOverwrite: !mayBeFlat || form.Height * form.Width % 2 == 0);
        var operands = EpilogueOperands(node, fused, output);
        Add(node, $"Strassen{DenseOperation(convolution, form.Height * form.Width)}", input.Buffers.Concat(operands.Buffers), output.Buffers.Append(scratch), builder =>
        {
            var from = Placement.Of(input, -convolution.Padding.Top, -convolution.Padding.Left);
            var to = Placement.Of(output);
            var epilogue = operands.Place(builder, mayBeFlat && from.Layout.IsDense(form.Width) && to.Layout.IsDense(form.Width), form.Width, out var isFlat);
            var kernel = (isFlat ? Flat(form) : form) with { Input = from.Layout, Output = to.Layout, Epilogue = epilogue.Epilogue };
            var weights = builder.Weights(kernel.WeightLength, offset => new StrassenRecipe(
                offset, convolution.Name, fused.Norms, lanes.ToEquatableArray(), input.Lanes.ToEquatableArray(), kernel.HasRest) { Part = convolution.Part });
            return new Call(kernel, null, [from.Pointer, weights, Pointer(scratch, 0, 0), to.Pointer, .. epilogue.Arguments]);
        });
        return operands.Into(output);
    }
}
