using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    private View LowerReduce(Node node, Reduce reduce)
    {
        var input = InputOf(node);
        var shape = graph.Nodes[node.Inputs[0]].Shape;
        var over = AxesOf(shape.Rank, reduce.Dimensions);
        var (_, height, width) = Extents(node.Shape);
        var lanes = over.Channels ? View.PackedLanes(1, InstructionSet.BlockLanes) : input.Lanes.ToList();
        var target = NewBuffer(lanes.Count / InstructionSet.BlockLanes, height, width);
        var output = over.Channels ? View.Of(target, lanes) : View.Of(target, input);
        Add(node, node.Operator.Kind, input.Buffers, [target], builder =>
        {
            var (from, to) = (Placement.Of(input), Placement.Of(output));
            var loops = LoopsOver(input, over, from);
            var kernel = new ReduceKernel(reduce.Function, loops, shape.ElementCount / node.Shape.ElementCount, to.Layout) { MasksAnyNumber = over.Channels && input.HasForeignLanes };
            return new Call(kernel, null, [.. from.Arguments(builder), .. MaskOf(node, input, loops, builder), to.Pointer]);
        });
        return output;
    }

    private View LowerLayerNorm(Node node, LayerNorm norm, Fused fused)
    {
        var input = InputOf(node);
        var over = AxesOf(node.Shape.Rank, Enumerable.Range(norm.FirstDimension, norm.NormalizedShape.Rank));
        var target = NewBuffer(input.Blocks.Count, input.Height, input.Width);
        var output = View.Of(target, input);
        var operands = EpilogueOperands(node, fused, output);
        Add(node, "LayerNorm", input.Buffers.Concat(operands.Buffers), [target], builder =>
        {
            var (from, to) = (Placement.Of(input), Placement.Of(output));
            var epilogue = operands.Place(builder, false, target.Width, out _);
            var loops = LoopsOver(input, over, from);
            var kernel = new LayerNormKernel(loops, norm.NormalizedShape.ElementCount, (float)norm.Eps, to.Layout, epilogue.Epilogue);
            var lanes = NormLanes(input, over, norm.NormalizedShape.ElementCount);
            string Parameter(string name) =>
                builder.Weights(lanes.Count, offset => new ParameterRecipe(offset, norm.Name, $"{norm.Name}.{name}", lanes));
            return new Call(kernel, null,
                [.. from.Arguments(builder), .. MaskOf(node, input, loops, builder), Parameter("weight"), Parameter("bias"), to.Pointer, .. epilogue.Arguments]);
        });
        return operands.Into(output);
    }

    // Which element of the parameters belongs to each number, in the order in which the kernel reads them.
    private static EquatableArray<int> NormLanes(View input, (bool Channels, bool Height, bool Width) over, int count)
    {
        if (!over.Channels) return Enumerable.Range(0, count).ToEquatableArray();
        var pixels = (over.Height ? input.Height : 1) * (over.Width ? input.Width : 1);
        return input.Blocks
            .SelectMany(block => Enumerable.Range(0, pixels).SelectMany(pixel => block.Channels.Select(channel => channel < 0 ? -1 : channel * pixels + pixel)))
            .ToEquatableArray();
    }

    private static (bool Channels, bool Height, bool Width) AxesOf(int rank, IEnumerable<int> dimensions)
    {
        var over = new HashSet<int>(dimensions);
        return (over.Contains(1), rank == 4 && over.Contains(2), rank > 2 && over.Contains(rank - 1));
    }

    private static ReductionLoops LoopsOver(View input, (bool Channels, bool Height, bool Width) over, Placement from) => new(
        input.Height, input.Width, input.Blocks.Count, over.Channels, over.Height, over.Width, from.Layout, over.Channels && input.Lanes.Contains(-1));

    private static IEnumerable<string> MaskOf(Node node, View input, ReductionLoops loops, PlanBuilder builder)
    {
        var lanes = input.Lanes.ToEquatableArray();
        if (loops.HasDeadLanes) yield return builder.Weights(lanes.Count, offset => new MaskRecipe(offset, node.Name, lanes));
    }

    private View LowerLocalResponseNorm(Node node, LocalResponseNorm norm)
    {
        // The window slides over neighbouring channels, so they must lie in order.
        var (channels, height, width) = Extents(node.Shape);
        var lanes = View.PackedLanes(channels, InstructionSet.BlockLanes);
        var input = InputOf(node).Lanes.SequenceEqual(lanes) ? InputOf(node) : Gather(node, InputOf(node), lanes);
        var target = NewBuffer(input.Blocks.Count, height, width);
        var output = View.Of(target, input);
        Add(node, "LocalResponseNorm", input.Buffers, [target], builder =>
        {
            var (from, to) = (Placement.Of(input), Placement.Of(output));
            var kernel = new LocalResponseNormKernel(height, width, channels, norm.Size, norm.Alpha, norm.Beta, norm.K, from.Layout, to.Layout);
            return new Call(kernel, null, [.. from.Arguments(builder), to.Pointer]);
        });
        return output;
    }
}
