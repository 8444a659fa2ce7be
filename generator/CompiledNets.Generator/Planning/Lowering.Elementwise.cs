using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    /// <summary>The tensors that an epilogue reads, with their lanes brought into the order of the output's.</summary>
    private sealed record Operands(KernelEpilogue Steps, IReadOnlyList<(View View, Spread Spread)> Views, IReadOnlyList<EpilogueStep> Layers, EquatableArray<int> Lanes)
    {
        public IEnumerable<ArenaBuffer> Buffers => Views.SelectMany(operand => operand.View.Buffers);

        /// <summary>The output after the epilogue, whose dead lanes hold what the operands have there.</summary>
        public View Into(View output) => Views.Where(operand => operand.Spread is Spread.None or Spread.Channel)
            .Aggregate(output, (all, operand) => all.WithForeignLanesOf(operand.View));

        /// <summary>The epilogue with layouts, its arguments, and whether all rows are dense, so that the image may be one long row.</summary>
        public (KernelEpilogue Epilogue, IEnumerable<string> Arguments) Place(PlanBuilder builder, bool mayBeFlat, int width, out bool isFlat)
        {
            var places = Views.Select(operand => (Place: Placement.Of(operand.View), operand.Spread)).ToList();
            isFlat = mayBeFlat && places.All(operand => operand.Spread is Spread.Channel or Spread.Scalar || operand.Place.Layout.IsDense(width));
            var arguments = places.SelectMany(operand => operand.Place.Arguments(builder)).ToList();
            foreach (var layer in Layers)
                arguments.Add(builder.Weights(layer.WeightsPerChannel * Lanes.Count, offset => RecipeOf(layer, offset)));
            return (Steps with { Operands = places.Select(operand => new EpilogueOperand(operand.Spread, operand.Place.Layout)).ToEquatableArray() }, arguments);
        }

        private WeightRecipe RecipeOf(EpilogueStep layer, int offset) => layer switch
        {
            NormalizeStep normalize => new NormRecipe(offset, normalize.Norm, Lanes),
            PReluStep { Layer: var prelu } => new ParameterRecipe(offset, prelu.Name, $"{prelu.Name}.weight", prelu.NumParameters == 1 ? AllFirst() : Lanes),
            LayerScaleStep { Layer: var scale } => new ParameterRecipe(offset, scale.Name, scale.Name, Lanes),
            DivideStep => new MaskRecipe(offset, "", Lanes),
            _ => throw new InvalidOperationException($"no weights for {layer}"),
        };

        private EquatableArray<int> AllFirst() => Lanes.Select(lane => Math.Min(lane, 0)).ToEquatableArray();
    }

    private Operands EpilogueOperands(Node node, Fused fused, View output) =>
        EpilogueOperands(node, fused, output, node.Inputs.Select(input => views[input]).ToList());

    private Operands EpilogueOperands(Node node, Fused fused, View output, IReadOnlyList<View> inputs)
    {
        var views = new List<(View, Spread)>();
        var steps = new List<EpilogueStep>();
        foreach (var step in fused.Epilogue)
        {
            if (step is BinaryStep binary)
            {
                steps.Add(binary with { Input = views.Count });
                views.Add((Align(node, inputs[binary.Input], output, binary.Spread), binary.Spread));
            }
            else steps.Add(step.WithoutLayer());
        }
        return new Operands(
            new KernelEpilogue(steps.ToEquatableArray(), default), views, fused.Epilogue.Where(step => step.WeightsPerChannel > 0).ToList(),
            output.Lanes.ToEquatableArray());
    }

    // Where the results go. They take the place of a tensor that is added to them, number by number, and that nobody reads any more:
    // such a sum needs no memory of its own, and what it is written to is in the cache already.
    private View Target(Fused fused, IReadOnlyList<int> lanes, int height, int width, IReadOnlyList<View> inputs, bool isElementwise = false, bool mayOverwrite = true)
    {
        var operands = fused.Epilogue.OfType<BinaryStep>().ToList();
        var candidates = mayOverwrite && EpilogueEmitter.ReadsBeforeItStores(fused.Epilogue) ? operands.Where(step => step.Spread == Spread.None).Select(step => inputs[step.Input]) : [];
        if (isElementwise) candidates = candidates.Prepend(inputs[0]);
        return candidates.FirstOrDefault(place => place.Lanes.SequenceEqual(lanes) && IsFree(place) && Enumerable.Range(0, inputs.Count).All(input => IsUnharmed(input, place)))
            ?? View.Of(NewBuffer(lanes.Count / InstructionSet.BlockLanes, height, width), lanes);

        // What is read number by number may be overwritten by what becomes of it.
        bool IsUnharmed(int input, View place) => inputs[input] == place
            ? (input > 0 || isElementwise) && operands.All(step => step.Input != input || step.Spread == Spread.None)
            : !inputs[input].Buffers.Intersect(place.Buffers).Any();
    }

    // Whether a view is all of a piece of memory that is not read behind the node that is being lowered.
    private bool IsFree(View view)
    {
        var buffers = view.Blocks[0].Buffer.Region.Buffers;
        return view.IsOneRun && view.Blocks[0].Buffer.Pixel == InstructionSet.BlockLanes && view.Blocks[0].Block == 0
            && view.Buffers.SequenceEqual(buffers) && view.Blocks.Count == buffers.Sum(buffer => buffer.Blocks)
            && buffers.All(buffer => !lastReads.TryGetValue(buffer, out var last) || last <= current);
    }

    // Lanes that an elementwise partner, computed earlier, has fixed; a convolution can produce any order for free.
    private IReadOnlyList<int>? ResidualLanes(Node node, Fused fused)
    {
        foreach (var step in fused.Epilogue)
            if (step is BinaryStep { Spread: Spread.None } binary) return InputOf(node, binary.Input).Lanes.ToList();
        return null;
    }

    private View Align(Node node, View operand, View output, Spread spread)
    {
        if (spread is Spread.Spatial or Spread.Scalar)
        {
            // The one channel lies in whichever lane; the kernel reads it from the first.
            return operand.Blocks[0].Channels[0] == 0 ? operand : Gather(node, operand, View.PackedLanes(1, InstructionSet.BlockLanes));
        }
        return operand.HasLanesOf(output) ? operand : Gather(node, operand, output.Lanes.ToList());
    }

    private View LowerElementwise(Node node, View input, Fused fused) =>
        LowerElementwise(node, fused, InputsOf(node, input));

    private View LowerElementwise(Node node, Fused fused, IReadOnlyList<View> inputs)
    {
        var input = inputs[0];
        var output = Target(fused, input.Lanes.ToList(), input.Height, input.Width, inputs, isElementwise: true).WithForeignLanesOf(input);
        var operands = EpilogueOperands(node, fused, output, inputs);
        Add(node, "Elementwise", input.Buffers.Concat(operands.Buffers), output.Buffers, builder =>
        {
            var (from, to) = (Placement.Of(input), Placement.Of(output));
            var epilogue = operands.Place(builder, from.Layout.IsDense(output.Width) && to.Layout.IsDense(output.Width), output.Width, out var isFlat);
            var kernel = new ElementwiseKernel(
                isFlat ? 1 : output.Height, isFlat ? output.Height * output.Width : output.Width, output.Blocks.Count, from.Layout, to.Layout, epilogue.Epilogue);
            return new Call(kernel, null, [.. from.Arguments(builder), to.Pointer, .. epilogue.Arguments]);
        });
        return operands.Into(output);
    }

    // Where neither operand has the full shape, both are repeated to it.
    private View LowerBinary(Node node, Binary binary) =>
        LowerElementwise(
            node, new Fused(new Identity(), default, new([BinaryStep.Of(binary, 1, Spread.None, isReversed: false)])), [Expand(node, 0), Expand(node, 1)]);
}
