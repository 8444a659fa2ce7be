using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Kernels;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    /// <summary>One loop of a copy: where its steps lead in the source and in the target, in floats.</summary>
    private sealed record MoveLoop(IReadOnlyList<int> From, IReadOnlyList<int> To);

    private View LowerReshape(Node node)
    {
        var input = InputOf(node);
        var to = Extents(node.Shape);
        if (to == (input.Channels, input.Height, input.Width)) return input;
        if (to.Height * to.Width == 1) return input.Flatten();
        var keepsChannels = to.Channels == input.Channels;
        return DraftMove(node, input, keepsChannels, to.Height, to.Width, target =>
        {
            // Below a cut the offsets of both sides add up; the channels lie anywhere, so no cut may go through them.
            var cuts = new[] { to.Width, to.Height * to.Width, input.Width, input.Height * input.Width }
                .Where(cut => IsCut(cut, input) && IsCut(cut, target)).Distinct().OrderByDescending(cut => cut).ToList();
            cuts = cuts.Where((cut, i) => i == 0 || cuts[i - 1] % cut == 0).Take(2).ToList();
            var planes = keepsChannels ? input.Blocks.Count : 1;
            var (from, into) = (OffsetsOf(input, keepsChannels), OffsetsOf(target, keepsChannels));
            var end = (keepsChannels ? planes * input.Height * input.Width : node.Shape.ElementCount / node.Shape[0]);
            var loops = new List<MoveLoop>();
            foreach (var step in cuts.Append(1))
            {
                var indices = Enumerable.Range(0, end / step).Select(i => i * step).ToList();
                var isFirst = loops.Count == 0;
                loops.Add(new MoveLoop(
                    indices.Select(i => from(i) - (isFirst ? 0 : from(0))).ToList(),
                    indices.Select(i => into(i) - (isFirst ? 0 : into(0))).ToList()));
                end = step;
            }
            return loops;
        });
    }

    private static bool IsCut(int cut, View view) =>
        cut <= view.Height * view.Width && (view.Width % cut == 0 || (cut % view.Width == 0 && view.Height % (cut / view.Width) == 0));

    // Where an element lies, by its index in row-major order; whole blocks of channels count as one.
    private static Func<int, int> OffsetsOf(View view, bool byBlocks)
    {
        var buffer = view.Blocks[0].Buffer;
        var pixels = view.Height * view.Width;
        var planes = byBlocks
            ? view.BlockAddresses().ToList()
            : view.Addresses().Where(lane => lane.Channel >= 0).OrderBy(lane => lane.Channel).Select(lane => lane.Address).ToList();
        return index => planes[index / pixels] + index % pixels / view.Width * buffer.Row + index % view.Width * buffer.Pixel;
    }

    private View LowerPermute(Node node, Permute permute)
    {
        // Sizes of 1 may go anywhere without an element moving.
        var input = InputOf(node);
        var moved = permute.Order.Where(dimension => graph.Nodes[node.Inputs[0]].Shape[dimension] > 1).ToList();
        if (moved.SequenceEqual(moved.OrderBy(dimension => dimension))) return LowerReshape(node);
        var (_, height, width) = Extents(node.Shape);
        var keepsChannels = permute.Order[1] == 1;
        return DraftMove(node, input, keepsChannels, height, width, target => Enumerable.Range(1, node.Shape.Rank - 1)
            .Select(dimension => new MoveLoop(
                StepsAlong(input, permute.Order[dimension], node.Shape.Rank, keepsChannels),
                StepsAlong(target, dimension, node.Shape.Rank, keepsChannels)))
            .ToList());
    }

    private static IReadOnlyList<int> StepsAlong(View view, int dimension, int rank, bool byBlocks)
    {
        if (dimension == 1)
        {
            return byBlocks
                ? view.BlockAddresses()
                : view.Addresses().Where(lane => lane.Channel >= 0).OrderBy(lane => lane.Channel).Select(lane => lane.Address).ToList();
        }
        var buffer = view.Blocks[0].Buffer;
        var (count, step) = dimension == rank - 1 ? (view.Width, buffer.Pixel) : (view.Height, buffer.Row);
        return Enumerable.Range(0, count).Select(i => i * step).ToList();
    }

    private View DraftMove(Node node, View input, bool keepsChannels, int height, int width, Func<View, IReadOnlyList<MoveLoop>> loops)
    {
        var lanes = keepsChannels ? input.Lanes.ToList() : View.PackedLanes(Extents(node.Shape).Channels, InstructionSet.BlockLanes);
        var target = NewBuffer(lanes.Count / InstructionSet.BlockLanes, height, width);
        var output = keepsChannels ? View.Of(target, input) : View.Of(target, lanes);
        if (!keepsChannels && lanes.Contains(-1)) DraftFill(node, target, 0);
        Add(node, "Move", input.Buffers, [target], builder =>
        {
            var nested = loops(output).ToList();
            while (nested.Count < 3) nested.Add(new MoveLoop([0], [0]));
            return new Call(null, keepsChannels ? "ImageLayout.MoveBlocks" : "ImageLayout.Move",
                ["arena", .. nested.SelectMany(loop => (string[])[builder.Table(loop.From), builder.Table(loop.To), Literal.Of(loop.From.Count)])]);
        });
        return output;
    }

    private void DraftFill(Node node, ArenaBuffer target, float value) =>
        Add(node, "Fill", [], [target], _ => new Call(null, "ImageLayout.Fill",
            [Pointer(target, 0, 0), .. Numbers(target.Blocks, target.Height, target.Width, target.Row, target.Plane), Literal.Of(value)]));
}
