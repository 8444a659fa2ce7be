using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    // Reading a lane without a channel costs as much as one with; beyond this share a table of the live ones is quicker.
    private const double MaxLanesPerChannel = 1.15;

    // Blocks with dead lanes cost all that reads them.
    private const double MinGainOfCuts = 0.97;

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
        var lanes = OutputLanes(node, fused, convolution, input);
        return ChooseWinograd(node, convolution, input, lanes.Count / InstructionSet.BlockLanes) is { } winogradForm
                ? LowerWinograd(node, convolution, fused, input, lanes, winogradForm)
            : ChooseStrassen(node, convolution, input, lanes.Count / InstructionSet.BlockLanes) is { } strassenForm
                ? LowerStrassen(node, convolution, fused, input, lanes, strassenForm)
            : LowerDense(node, convolution, fused, WithBorder(node, input, convolution.Padding), lanes);
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
        var layout = new TensorLayout(0, 0);
        var (_, height, width) = Extents(node.Shape);
        var lanes = IsReadInBlocks(input) ? input.Blocks.Count * InstructionSet.BlockLanes : input.Channels;
        return new ConvolutionKernel(
            height, width, convolution.KernelSize, convolution.Stride, convolution.Dilation, ConvolutionInput.InBlocks(lanes), layout,
            outputBlocks, layout, KernelEpilogue.None);
    }

    // A convolution can produce any order of lanes for free. It takes that of a tensor which it is added to, or one that suits a later sum,
    // or keeps its own groups apart.
    private IReadOnlyList<int> OutputLanes(Node node, Fused fused, Conv2d convolution, View input)
    {
        if (ResidualLanes(node, fused) is { } lanes) return lanes;
        var packed = View.PackedLanes(convolution.OutChannels, InstructionSet.BlockLanes);
        var cut = LaneCuts.Lanes(convolution.OutChannels, cuts[current]);
        if (cuts[current].Count > 0 && cut.Count <= Math.Max(packed.Count, MaxLanesPerChannel * convolution.OutChannels)) return cut;
        var groups = LaneCuts.OfGroups(convolution);
        if (groups.Count == 0) return packed;
        var apart = LaneCuts.Lanes(convolution.OutChannels, groups);
        return Cycles(apart) < MinGainOfCuts * Cycles(packed) ? apart : packed;

        // The lanes are the same for all instruction sets.
        double Cycles(IReadOnlyList<int> lanes)
        {
            var inputs = Enumerable.Range(0, input.Channels).Select(channel => (channel, 0)).ToList();
            var kernel = DirectForm(node, convolution, input, lanes.Count / InstructionSet.BlockLanes) with { Channels = ChannelsOf(OutputRunsOf(convolution, inputs, lanes)) };
            return Math.Sqrt(kernel.Cycles(InstructionSet.Avx512) * kernel.Cycles(InstructionSet.Avx2));
        }
    }

    private static ConvolutionInput ChannelsOf(IReadOnlyList<(OutputRun Run, IReadOnlyList<(int Channel, int Address)> Inputs)> runs) =>
        new(0, 0, runs.Max(run => run.Run.Lanes)) { OutputRuns = runs.Select(run => run.Run).ToEquatableArray() };

    private View LowerLinear(Node node, Linear linear, Fused fused)
    {
        var convolution = new Conv2d(linear.Name, linear.OutFeatures, 1, 1, 0, 1, 1, linear.Bias);
        return LowerDense(node, convolution, fused, InputOf(node), OutputLanes(node, fused, convolution, InputOf(node)));
    }

    private View LowerDense(Node node, Conv2d convolution, Fused fused, View input, IReadOnlyList<int> lanes)
    {
        var (_, height, width) = Extents(node.Shape);
        var output = Target(fused, lanes, height, width, InputsOf(node, input));
        var outputBlocks = output.Blocks.Count;
        var operands = EpilogueOperands(node, fused, output);
        var operation = DenseOperation(convolution, height * width);
        Add(node, operation, input.Buffers.Concat(operands.Buffers), output.Buffers, builder =>
        {
            var from = Placement.Of(input, -convolution.Padding.Top, -convolution.Padding.Left);
            var to = Placement.Of(output);
            var epilogue = operands.Place(builder, convolution.KernelSize == 1 && convolution.Stride == 1 && from.Layout.IsDense(width) && to.Layout.IsDense(width), width, out var isFlat);
            var kernel = new ConvolutionKernel(
                isFlat ? 1 : height, isFlat ? height * width : width, convolution.KernelSize, convolution.Stride, convolution.Dilation,
                new ConvolutionInput(0, 0, 0), from.Layout, outputBlocks, to.Layout, epilogue.Epilogue)
            {
                Panel = height * width == 1 ? PanelOfStream(outputBlocks) : 1,
                DeadLanes = DeadLanesOf(lanes),
                IsInPlace = output.Buffers.Intersect(operands.Buffers).Any(),
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
            var runs = OutputRunsOf(convolution, live, outputLanes);
            var blocks = runs.SelectMany(run => Enumerable.Repeat(run.Inputs, run.Run.Blocks)).ToList();
            return (byTable with { Channels = ChannelsOf(runs), Panel = 1, DeadLanes = 0 }, runs.SelectMany(run => run.Inputs.Select(lane => lane.Address)).ToList(),
                offset => Recipe(offset, blocks.SelectMany(lanes => lanes.Select(lane => lane.Channel)), 1, 1, blocks.Select(lanes => lanes.Count)));
        }

        var pixel = input.Blocks[0].Buffer.Pixel;
        var read = addresses.FindLastIndex(lane => lane.Channel >= 0) + 1;
        var laneRuns = input.HasForeignLanes ? RunsOf(input, read) : [];
        if (pixel < InstructionSet.BlockLanes || (laneRuns is not null && read <= MaxLanesPerChannel * live.Count))
        {
            var blocks = pixel < InstructionSet.BlockLanes
                ? new ConvolutionInput(0, read, 0)
                : ConvolutionInput.InBlocks(read) with { PartlyRead = (laneRuns ?? []).ToEquatableArray() };
            // One more, which is fetched ahead behind the last one.
            return (kernel with { Channels = blocks }, kernel.Input.HasTable ? [.. input.BlockAddresses(), input.BlockAddresses()[0]] : null,
                offset => Recipe(offset, addresses.Take(read).Select(lane => lane.Channel), kernel.Panel, InstructionSet.BlockLanes));
        }

        return (byTable with { Channels = new ConvolutionInput(0, 0, live.Count) }, live.Select(lane => lane.Address).ToList(),
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

    // What each block of outputs reads: the inputs of all groups that have an output in it; blocks next to each other that read the
    // same are a run.
    private static IReadOnlyList<(OutputRun Run, IReadOnlyList<(int Channel, int Address)> Inputs)> OutputRunsOf(
        Conv2d convolution, List<(int Channel, int Address)> inputs, IReadOnlyList<int> outputLanes)
    {
        var inputsPerGroup = inputs.Count / convolution.Groups;
        var outputsPerGroup = convolution.OutChannels / convolution.Groups;
        var byGroup = inputs.ToLookup(input => input.Channel / inputsPerGroup);
        var runs = new List<(OutputRun Run, IReadOnlyList<(int, int)> Inputs)>();
        var last = (IReadOnlyList<int>)[];
        for (var start = 0; start < outputLanes.Count; start += InstructionSet.BlockLanes)
        {
            var lanes = outputLanes.Skip(start).Take(InstructionSet.BlockLanes).ToList();
            var groups = lanes.Where(lane => lane >= 0).Select(lane => lane / outputsPerGroup).Distinct().OrderBy(group => group).ToList();
            if (groups.SequenceEqual(last))
            {
                var run = runs[runs.Count - 1];
                runs[runs.Count - 1] = (run.Run with { Blocks = run.Run.Blocks + 1, DeadLanes = DeadLanesOf(lanes) }, run.Inputs);
                continue;
            }
            var read = groups.SelectMany(group => byGroup[group]).ToList();
            runs.Add((new OutputRun(1, read.Count, DeadLanesOf(lanes)), read));
            last = groups;
        }
        return runs;
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
