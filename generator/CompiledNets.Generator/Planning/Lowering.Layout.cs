using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    // Few channels lie closer together, where only convolutions read them.
    private const int FewChannels = 4;

    private View LowerInput(Node node, Input input)
    {
        var (channels, height, width) = Extents(input.Shape);
        var index = graph.Nodes.ToList().IndexOf(node);
        var readers = graph.Nodes.Where(reader => reader.Inputs.Contains(index)).ToList();
        var onlyConvolutions = readers.All(reader =>
            (reader.Operator is Fused fused ? fused.Core : reader.Operator) is Conv2d { Groups: 1 } && reader.Inputs.Count(i => i == index) == 1 && reader.Inputs[0] == index);
        var pixel = channels > FewChannels || !onlyConvolutions || graph.Outputs.Any(output => output.Node == index)
            ? InstructionSet.BlockLanes
            : channels == 3 ? 4 : channels;
        return View.Of(NewBuffer((channels + pixel - 1) / pixel, height, width, pixel), View.PackedLanes(channels, pixel));
    }

    private static (int Channels, int Height, int Width) Extents(TensorShape shape) => shape.Rank switch
    {
        1 => (1, 1, 1),
        2 => (shape[1], 1, 1),
        3 => (shape[1], 1, shape[2]),
        4 => (shape[1], shape[2], shape[3]),
        _ => throw new NotSupportedException($"a tensor of shape {shape} has no layout; only N, N×F, N×C×L and N×C×H×W have"),
    };

    private View LowerConcat(Node node, Concat concat)
    {
        var parts = node.Inputs.Select(input => views[input]).ToList();
        return concat.Dimension == 1 ? ConcatChannels(node, parts) : ConcatPixels(node, parts, concat.Dimension);
    }

    private View ConcatChannels(Node node, List<View> parts)
    {
        // One kernel reads all blocks with one row stride, so the buffers must have equal sizes.
        var (height, width) = (parts[0].Height, parts[0].Width);
        parts = parts.Select(part =>
            parts.Count > 1 && part.Buffers.Any(buffer => buffer.Height != height || buffer.Width != width || buffer.Pixel != InstructionSet.BlockLanes)
                ? Gather(node, part, View.PackedLanes(part.Channels, InstructionSet.BlockLanes))
                : part).ToList();
        var blocks = new List<LaneBlock>();
        var before = 0;
        foreach (var part in parts)
        {
            var first = before;
            blocks.AddRange(part.Relabel(channel => first + channel).Blocks);
            before += part.Channels;
        }
        foreach (var block in blocks) ArenaBuffer.ShareBorder(blocks[0].Buffer, block.Buffer);
        PlaceTogether(blocks);
        return new View(blocks.ToEquatableArray(), height, width);
    }

    // Producers that write straight behind each other make the concatenation one even run of blocks.
    private static void PlaceTogether(List<LaneBlock> blocks)
    {
        var order = blocks.Select(block => block.Buffer).Distinct().ToList();
        var areWhole = blocks.Count == order.Sum(buffer => buffer.Blocks)
            && blocks.SequenceEqual(blocks.OrderBy(block => order.IndexOf(block.Buffer)).ThenBy(block => block.Block));
        var regions = order.Select(buffer => buffer.Region).Distinct().ToList();
        if (!areWhole || !regions.SelectMany(region => region.Buffers).SequenceEqual(order)) return;
        foreach (var region in regions.Skip(1)) regions[0].Append(region);
    }

    private View ConcatPixels(Node node, List<View> parts, int dimension)
    {
        var (_, height, width) = Extents(node.Shape);
        var lanes = parts[0].Lanes.ToList();
        var target = NewBuffer(lanes.Count / InstructionSet.BlockLanes, height, width);
        var (y, x) = (0, 0);
        foreach (var part in parts)
        {
            DraftGather(node, part, lanes, target, y, x, part.Height, part.Width);
            if (dimension == 2 && node.Shape.Rank == 4) y += part.Height;
            else x += part.Width;
        }
        return View.Of(target, lanes);
    }

    private View LowerNarrow(Node node, Narrow narrow)
    {
        var input = InputOf(node);
        if (narrow.Dimension == 1)
            return input.Relabel(channel => channel >= narrow.Start && channel < narrow.Start + narrow.Length ? channel - narrow.Start : -1);
        return narrow.Dimension == 2 && node.Shape.Rank == 4
            ? input.Crop(narrow.Start, 0, narrow.Length, input.Width)
            : input.Crop(0, narrow.Start, input.Height, narrow.Length);
    }

    private View LowerShuffle(Node node, ChannelShuffle shuffle)
    {
        var perGroup = node.Shape[1] / shuffle.Groups;
        return InputOf(node).Relabel(channel => channel % perGroup * shuffle.Groups + channel / perGroup);
    }

    private View LowerPad(Node node, Pad pad)
    {
        var input = InputOf(node);
        var (channels, height, width) = Extents(node.Shape);
        var lanes = View.PackedLanes(channels, InstructionSet.BlockLanes);
        var target = NewBuffer(lanes.Count / InstructionSet.BlockLanes, height, width);
        DraftFill(node, target, pad.Value);
        DraftGather(node, input, lanes, target, pad.Padding.Top, pad.Padding.Left, input.Height, input.Width);
        return View.Of(target, lanes);
    }

    /// <summary>A copy of a view whose lanes stand in another order.</summary>
    private View Gather(Node node, View source, IReadOnlyList<int> lanes)
    {
        var target = NewBuffer((lanes.Count + InstructionSet.BlockLanes - 1) / InstructionSet.BlockLanes, source.Height, source.Width);
        DraftGather(node, source, lanes, target, 0, 0, source.Height, source.Width);
        return View.Of(target, lanes);
    }

    /// <summary>An input, repeated to the shape of the node.</summary>
    private View Expand(Node node, int input)
    {
        var source = InputOf(node, input);
        var (channels, height, width) = Extents(node.Shape);
        var lanes = View.PackedLanes(channels, InstructionSet.BlockLanes);
        var rank = graph.Nodes[node.Inputs[input]].Shape.Rank;
        if (rank < node.Shape.Rank) return ExpandRank(node, source, rank, lanes);
        if (source.Height == height && source.Width == width && source.Lanes.SequenceEqual(lanes))
            return source;
        var target = NewBuffer(lanes.Count / InstructionSet.BlockLanes, height, width);
        var repeatsChannel = source.Channels == 1 && channels > 1;
        DraftGather(node, source, repeatsChannel ? lanes.Select(lane => lane < 0 ? -1 : 0).ToList() : lanes, target, 0, 0, height, width);
        return View.Of(target, lanes);
    }

    // PyTorch aligns shapes at their ends: features become columns, the channels of N×C×L rows.
    private View ExpandRank(Node node, View source, int rank, IReadOnlyList<int> lanes)
    {
        var (_, height, width) = Extents(node.Shape);
        var target = NewBuffer(lanes.Count / InstructionSet.BlockLanes, height, width);
        var alongRows = rank == 3;
        for (var i = 0; i < (alongRows ? height : width); i++)
        {
            var channel = source.Channels == 1 ? 0 : i;
            var repeated = lanes.Select(lane => lane < 0 ? -1 : channel).ToList();
            if (alongRows) DraftGather(node, source, repeated, target, i, 0, 1, width);
            else DraftGather(node, source, repeated, target, 0, i, height, 1);
        }
        return View.Of(target, lanes);
    }

    private void DraftGather(Node node, View source, IReadOnlyList<int> lanes, ArenaBuffer target, int y, int x, int height, int width)
    {
        var (repeatsRow, repeatsPixel) = (source.Height == 1 && height > 1, source.Width == 1 && width > 1);
        Add(node, "Gather", source.Buffers, [target], builder =>
        {
            var buffer = source.Blocks[0].Buffer;
            var addresses = source.Addresses().Where(lane => lane.Channel >= 0).ToDictionary(lane => lane.Channel, lane => lane.Address);
            var table = builder.Table(lanes.Select(lane => lane < 0 ? -1 : addresses[lane]));
            return new Call(null, "ImageLayout.Gather",
            [
                "arena", table, .. Numbers(lanes.Count / InstructionSet.BlockLanes, height, width, repeatsRow ? 0 : buffer.Row, repeatsPixel ? 0 : buffer.Pixel),
                Pointer(target, y, x), .. Numbers(target.Row, target.Plane),
            ]);
        }, $"{node.Name}: copy into the order of lanes that {node.Operator.Kind} needs");
    }

    private View LowerSoftmax(Node node, Softmax softmax)
    {
        var input = InputOf(node);
        var target = NewBuffer(input.Blocks.Count, input.Height, input.Width);
        var lanes = input.Lanes.ToList();
        var output = softmax.Dimension == 1 ? View.Of(target, lanes) : View.Of(target, input);
        Add(node, "Softmax", input.Buffers, [target], builder =>
        {
            var (from, to) = (Placement.Of(input), Placement.Of(output));
            if (softmax.Dimension != 1)
            {
                var alongHeight = softmax.Dimension == 2 && node.Shape.Rank == 4;
                var (lines, length) = alongHeight ? (input.Width, input.Height) : (input.Height, input.Width);
                return new Call(new SpatialSoftmaxKernel(lines, length, alongHeight, target.Blocks, from.Layout, to.Layout), null, [.. from.Arguments(builder), to.Pointer]);
            }
            var hasDeadLanes = lanes.Any(lane => lane < 0);
            var kernel = new ChannelSoftmaxKernel(input.Height, input.Width, target.Blocks, from.Layout, to.Layout, hasDeadLanes) { MasksAnyNumber = input.HasForeignLanes };
            var mask = hasDeadLanes ? (string[])[builder.Weights(lanes.Count, offset => new MaskRecipe(offset, node.Name, lanes.ToEquatableArray()))] : [];
            return new Call(kernel, null, [.. from.Arguments(builder), .. mask, to.Pointer]);
        });
        return output;
    }

    private void DraftOutput(GraphOutput output)
    {
        var node = graph.Nodes[output.Node];
        var view = views[output.Node];
        Add(node, "Output", view.Buffers, [], builder =>
        {
            var addresses = view.Addresses().Where(lane => lane.Channel >= 0).OrderBy(lane => lane.Channel).Select(lane => lane.Address).ToList();
            var isRun = view.Height * view.Width == 1 && Enumerable.Range(1, addresses.Count - 1).All(i => addresses[i] == addresses[i - 1] + 1);
            var buffer = view.Blocks[0].Buffer;
            var planes = $"{output.Name}Planes";
            return isRun
                ? new Call(null, "ImageLayout.Copy", [Literal.Offset("arena", addresses[0]), Literal.Of(addresses.Count), planes])
                : new Call(null, "ImageLayout.ToPlanes",
                    ["arena", builder.Table(addresses), .. Numbers(addresses.Count, view.Height, view.Width, buffer.Row, buffer.Pixel), planes]);
        }, $"{(output.Name == "output" ? "" : "output ")}{output.Name}: {node.Shape}");
    }

    private static string Pointer(ArenaBuffer buffer, int y, int x) => Literal.Offset("arena", buffer.Address(0, y, x));

    private static IEnumerable<string> Numbers(params int[] numbers) => numbers.Select(Literal.Of);
}
