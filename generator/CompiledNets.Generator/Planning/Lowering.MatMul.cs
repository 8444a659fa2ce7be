using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    private View LowerMatMul(Node node)
    {
        var (left, right) = (InputOf(node, 0), InputOf(node, 1));
        if (node.Shape.Rank == 4) return LowerChannelMatMul(node, left, right);
        var target = NewBuffer(left.Blocks.Count, 1, right.Width);
        var output = View.Of(target, left);
        Add(node, "MatMul", left.Buffers.Concat(right.Buffers), [target], builder =>
        {
            var (from, to) = (Placement.Of(left), Placement.Of(output));
            var rows = right.Addresses().Where(lane => lane.Channel >= 0).OrderBy(lane => lane.Channel).Select(lane => lane.Address);
            var kernel = new MatMulKernel(target.Blocks, left.Width, right.Width, from.Layout, right.Blocks[0].Buffer.Pixel, to.Layout);
            return new Call(kernel, null, [.. from.Arguments(builder), "arena", builder.Table(rows), to.Pointer]);
        });
        return output;
    }

    private View LowerChannelMatMul(Node node, View left, View right)
    {
        if (!right.HasLanesOf(left)) right = Gather(node, right, left.Lanes.ToList());
        var target = NewBuffer(left.Blocks.Count, left.Height, right.Width);
        var output = View.Of(target, left).WithForeignLanesOf(right);
        Add(node, "MatMul", left.Buffers.Concat(right.Buffers), [target], builder =>
        {
            var (first, second, to) = (Placement.Of(left), Placement.Of(right), Placement.Of(output));
            var kernel = new ChannelMatMulKernel(target.Blocks, left.Height, left.Width, right.Width, first.Layout, second.Layout, to.Layout);
            return new Call(kernel, null, [.. first.Arguments(builder), .. second.Arguments(builder), to.Pointer]);
        });
        return output;
    }
}
