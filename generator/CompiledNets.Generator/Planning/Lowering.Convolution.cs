using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    // Reading a lane without a channel costs as much as one with; beyond this share a table of the live ones is quicker.
    private const double MaxLanesPerChannel = 1.15;

    // Winograd's method knows no table; it saves more than a quarter.
    private const double MaxLanesPerWinogradChannel = 1.25;

    private View LowerConvolution(Node node, Conv2d convolution, Fused fused)
    {
        var channels = graph.Nodes[node.Inputs[0]].Shape[1];
        if (convolution.Groups == channels && convolution.OutChannels == channels && channels > 1)
            return LowerDepthwise(node, convolution, fused);
        if (GroupsShareBlocks(convolution, channels, InputOf(node)))
            return LowerGrouped(node, convolution, fused, channels / convolution.Groups);
        var input = InputOf(node);
        var lanes = OutputLanes(node, fused, convolution.OutChannels);
        return ChooseWinograd(node, convolution, input, lanes.Count / InstructionSet.BlockLanes) is { } winogradForm
                ? LowerWinograd(node, convolution, fused, input, lanes, winogradForm)
            : ChooseStrassen(node, convolution, input, lanes.Count / InstructionSet.BlockLanes) is { } strassenForm
                ? LowerStrassen(node, convolution, fused, input, lanes, strassenForm)
            : LowerDense(node, convolution, fused, WithBorder(node, input, convolution.Padding));
    }

    // Each run of blocks is code of its own.
    private const int MostRuns = 4;

    // Whether all lanes of the input's blocks may be read as they lie, dead ones too.
    private static bool IsReadInBlocks(View input, double maxLanesPerChannel = MaxLanesPerChannel) =>
        input.Blocks.All(block => block.Buffer.Pixel == InstructionSet.BlockLanes)
        && input.Blocks.Count * InstructionSet.BlockLanes <= maxLanesPerChannel * input.Channels;

    /// <summary>The direct form of a convolution of one group, wherever input and output lie, to compare its estimated time.</summary>
    private static ConvolutionKernel DirectForm(Node node, Conv2d convolution, View input, int outputBlocks)
    {
        var (height, width, layout) = (node.Shape[2], node.Shape[3], new TensorLayout(0, 0));
        var lanes = IsReadInBlocks(input) ? input.Blocks.Count * InstructionSet.BlockLanes : input.Channels;
        return new ConvolutionKernel(
            height, width, convolution.KernelSize, convolution.Stride, convolution.Dilation, ConvolutionInput.InBlocks(lanes), layout,
            outputBlocks, layout, KernelEpilogue.None);
    }

    private IReadOnlyList<int> OutputLanes(Node node, Fused fused, int channels) =>
        ResidualLanes(node, fused) ?? View.PackedLanes(channels, InstructionSet.BlockLanes);

    private View LowerLinear(Node node, Linear linear, Fused fused) =>
        LowerDense(node, new Conv2d(linear.Name, linear.OutFeatures, 1, 1, 0, 1, 1, linear.Bias), fused, InputOf(node));

    private View LowerDense(Node node, Conv2d convolution, Fused fused, View input)
    {
        var (_, height, width) = Extents(node.Shape);
        var lanes = OutputLanes(node, fused, convolution.OutChannels);
        var target = NewBuffer(lanes.Count / InstructionSet.BlockLanes, height, width);
        var output = View.Of(target, lanes);
        var operands = EpilogueOperands(node, fused, output);
        var operation = DenseOperation(convolution, height * width);
        Add(node, operation, input.Buffers.Concat(operands.Buffers), [target], builder =>
        {
            var from = Placement.Of(input, -convolution.Padding.Top, -convolution.Padding.Left);
            var to = Placement.Of(output);
            var epilogue = operands.Place(builder, convolution.KernelSize == 1 && convolution.Stride == 1 && from.Layout.IsDense(width) && to.Layout.IsDense(width), width, out var isFlat);
            var kernel = new ConvolutionKernel(
                isFlat ? 1 : height, isFlat ? height * width : width, convolution.KernelSize, convolution.Stride, convolution.Dilation,
                new ConvolutionInput(0, 0, 0, false), from.Layout, target.Blocks, to.Layout, epilogue.Epilogue)
            {
                Panel = height * width == 1 ? PanelOfStream(target.Blocks) : 1,
                DeadLanes = DeadLanesOf(lanes),
            };
            var (shaped, table, recipe) = ChooseChannels(kernel, convolution, fused, input, lanes);
            return new Call(shaped, null,
            [
                shaped.Channels.TableLanes > 0 ? Literal.Offset("arena", Shift(input, convolution.Padding)) : from.Pointer,
                .. table is null ? (string[])[] : [builder.Table(table)],
                builder.Weights(shaped.WeightLength, recipe),
                to.Pointer,
                .. epilogue.Arguments,
            ]);
        });
        return operands.Into(output);
    }

    private static int Shift(View input, Padding padding)
    {
        var buffer = input.Blocks[0].Buffer;
        return -padding.Top * buffer.Row - padding.Left * buffer.Pixel;
    }

    private static string DenseOperation(Conv2d convolution, int pixels)
    {
        var kernel = convolution.KernelSize;
        var kind = kernel != 1 ? $"Conv{kernel.Height}x{kernel.Width}" : pixels == 1 ? "Linear" : "Pointwise";
        return kind + (convolution.Stride == 1 ? "" : $"S{convolution.Stride.Height}");
    }

    // Reads the channels in the order of memory where they lie densely, else by a table, for each panel its own where groups
    // tell the panels apart.
    private static (ConvolutionKernel Kernel, IReadOnlyList<int>? Table, Func<int, WeightRecipe> Recipe) ChooseChannels(
        ConvolutionKernel kernel, Conv2d convolution, Fused fused, View input, IReadOnlyList<int> outputLanes)
    {
        var addresses = input.Addresses().ToList();
        var live = addresses.Where(lane => lane.Channel >= 0).ToList();
        ConvolutionRecipe Recipe(int offset, IEnumerable<int> inputLanes, int panel, int segment, params IEnumerable<int> panelLanes) => new(
            offset, convolution.Name, fused.Norms, convolution.Groups, outputLanes.ToEquatableArray(), inputLanes.ToEquatableArray(), panel, segment, panelLanes.ToEquatableArray()) { Part = convolution.Part };

        // With a table the blocks' places do not matter, so that kernels can be shared whatever they are.
        var byTable = kernel with { Input = kernel.Input with { Block = 0, HasTable = false } };
        if (convolution.Groups > 1)
        {
            var grouped = GroupedTables(byTable, convolution, live, outputLanes);
            var counts = grouped.Tables.Select(lanes => lanes.Count).ToList();
            var table = grouped.Tables.SelectMany(lanes => lanes.Select(lane => lane.Address));
            return (grouped.Kernel, (grouped.Kernel.Channels.PanelLanes.Count > 0 ? Places(counts).Concat(table) : table).ToList(),
                offset => Recipe(offset, grouped.Tables.SelectMany(lanes => lanes.Select(lane => lane.Channel)), grouped.Kernel.Panel, 1, counts));
        }

        var pixel = input.Blocks[0].Buffer.Pixel;
        var read = addresses.FindLastIndex(lane => lane.Channel >= 0) + 1;
        var runs = input.HasForeignLanes ? RunsOf(input, read) : [];
        if (pixel < InstructionSet.BlockLanes || (runs is not null && read <= MaxLanesPerChannel * live.Count))
        {
            var channels = pixel < InstructionSet.BlockLanes
                ? new ConvolutionInput(0, read, 0, false)
                : ConvolutionInput.InBlocks(read) with { PartlyRead = (runs ?? []).ToEquatableArray() };
            return (kernel with { Channels = channels }, kernel.Input.HasTable ? input.BlockAddresses() : null,
                offset => Recipe(offset, addresses.Take(read).Select(lane => lane.Channel), kernel.Panel, InstructionSet.BlockLanes));
        }

        return (byTable with { Channels = new ConvolutionInput(0, 0, live.Count, false) }, live.Select(lane => lane.Address).ToList(),
            offset => Recipe(offset, live.Select(lane => lane.Channel), kernel.Panel, 1));
    }

    // Of so many blocks side by side that a multiply-add need not wait for the one before, all of which the registers of AVX2 hold.
    private static int PanelOfStream(int blocks) => new[] { 6, 5, 4 }.Where(panel => blocks % panel == 0).DefaultIfEmpty(Math.Min(blocks, 6)).First();

    private static int DeadLanesOf(IReadOnlyList<int> lanes) =>
        Enumerable.Reverse(lanes.ToList()).Take(InstructionSet.BlockLanes).TakeWhile(lane => lane < 0).Count() / 4 * 4;

    // Which lanes of the blocks are read so that no foreign one is; null where these are too scattered.
    private static List<LaneRun>? RunsOf(View input, int read)
    {
        var runs = new List<LaneRun>();
        for (var start = 0; start < read; start += InstructionSet.BlockLanes)
        {
            var block = input.Blocks[start / InstructionSet.BlockLanes];
            var lanes = Enumerable.Range(0, Math.Min(InstructionSet.BlockLanes, read - start)).ToList();
            if (block.ForeignLanes != 0)
            {
                var live = lanes.Where(lane => block.Channels[lane] >= 0).ToList();
                lanes = Enumerable.Range(live[0], live[live.Count - 1] - live[0] + 1).ToList();
                if (lanes.Any(block.IsForeign)) return null;
            }
            var run = new LaneRun(1, lanes[0], lanes.Count);
            var last = runs.Count > 0 ? runs[runs.Count - 1] : null;
            // The last block may have fewer weights, so it is by itself.
            if (last is not null && start + InstructionSet.BlockLanes <= read && last with { Blocks = 1 } == run) runs[runs.Count - 1] = last with { Blocks = last.Blocks + 1 };
            else runs.Add(run);
        }
        return runs.Count > MostRuns ? null : runs.All(run => run.First == 0 && run.Lanes == InstructionSet.BlockLanes) ? [] : runs;
    }

    // Where each list begins when they are joined, and where the last one ends.
    private static IEnumerable<int> Places(IReadOnlyList<int> counts) => Enumerable.Range(0, counts.Count + 1).Select(i => counts.Take(i).Sum());

    private static (ConvolutionKernel Kernel, IReadOnlyList<IReadOnlyList<(int Channel, int Address)>> Tables) GroupedTables(
        ConvolutionKernel kernel, Conv2d convolution, List<(int Channel, int Address)> inputs, IReadOnlyList<int> outputLanes)
    {
        var inputsPerGroup = inputs.Count / convolution.Groups;
        var outputsPerGroup = convolution.OutChannels / convolution.Groups;
        // The weights lie alike for all instruction sets, so that the panel must suit those with vectors of 512 bits and of 256.
        return Enumerable.Range(1, Math.Min(4, kernel.OutputBlocks)).Select(Of)
            .OrderBy(choice => choice.Kernel.Cycles(InstructionSet.Avx512) * choice.Kernel.Cycles(InstructionSet.Avx2)).First();

        (ConvolutionKernel Kernel, IReadOnlyList<IReadOnlyList<(int, int)>> Tables) Of(int panel)
        {
            var columns = panel * InstructionSet.BlockLanes;
            var tables = Enumerable.Range(0, (outputLanes.Count + columns - 1) / columns).Select(p =>
            {
                var groups = new HashSet<int>(outputLanes.Skip(p * columns).Take(columns).Where(lane => lane >= 0).Select(lane => lane / outputsPerGroup));
                return (IReadOnlyList<(int, int)>)inputs.Where(input => groups.Contains(input.Channel / inputsPerGroup)).ToList();
            }).ToList();
            var counts = tables.Select(lanes => lanes.Count).ToList();
            var panelLanes = counts.Distinct().Count() > 1 ? counts : [];
            return (kernel with { Panel = panel, Channels = new ConvolutionInput(0, 0, counts.Max(), true) { PanelLanes = panelLanes.ToEquatableArray() } }, tables);
        }
    }

    private View LowerDepthwise(Node node, Conv2d convolution, Fused fused)
    {
        var input = InputOf(node);
        var window = DraftWindow(node, input, fused, convolution.KernelSize, convolution.Stride, convolution.Dilation, convolution.Padding,
            $"Depthwise{convolution.KernelSize.Height}x{convolution.KernelSize.Width}{(convolution.Stride == 1 ? "" : $"S{convolution.Stride.Height}")}",
            (shape, builder) =>
            {
                var kernel = new DepthwiseKernel(shape);
                var weights = builder.Weights(kernel.WeightLength, offset => new DepthwiseRecipe(offset, convolution.Name, fused.Norms, input.Lanes.ToEquatableArray()) { Part = convolution.Part });
                return (kernel, weights);
            });
        return window;
    }

    // Narrow groups, as many outputs as inputs, each group side by side within a block.
    private static bool GroupsShareBlocks(Conv2d convolution, int channels, View input)
    {
        var width = channels / convolution.Groups;
        if (convolution.Groups == 1 || convolution.OutChannels != channels || width is not (2 or 4 or 8 or 16)) return false;
        return input.Blocks.All(block => block.Buffer.Pixel == InstructionSet.BlockLanes && Enumerable.Range(0, InstructionSet.BlockLanes).All(lane =>
        {
            var (channel, first) = (block.Channels[lane], block.Channels[lane / width * width]);
            return channel < 0 ? first < 0 : first % width == 0 && channel == first + lane % width;
        }));
    }

    private View LowerGrouped(Node node, Conv2d convolution, Fused fused, int width)
    {
        var input = InputOf(node);
        return DraftWindow(node, input, fused, convolution.KernelSize, convolution.Stride, convolution.Dilation, convolution.Padding,
            $"Group{width}Conv{convolution.KernelSize.Height}x{convolution.KernelSize.Width}{(convolution.Stride == 1 ? "" : $"S{convolution.Stride.Height}")}",
            (shape, builder) =>
            {
                var kernel = new GroupedKernel(shape, width);
                var weights = builder.Weights(kernel.WeightLength, offset => new GroupedRecipe(offset, convolution.Name, fused.Norms, width, input.Lanes.ToEquatableArray()) { Part = convolution.Part });
                return (kernel, weights);
            });
    }

    // A convolution finds the zeros of its padding around the image; a view that shows part of a plane has neighbours there.
    private View WithBorder(Node node, View input, Padding padding)
    {
        if (padding == Padding.None) return input;
        if (!input.ShowsWholePlanes) input = Gather(node, input, input.Lanes.ToList());
        input.Blocks[0].Buffer.Border.Require(padding);
        return input;
    }
}
