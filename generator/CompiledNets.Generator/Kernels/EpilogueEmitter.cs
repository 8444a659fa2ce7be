using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Kernels;

/// <summary>A tensor that an epilogue reads, beside the kernel's own input.</summary>
/// <param name="Spread">How it is spread over the output.</param>
/// <param name="Layout">Where its numbers lie.</param>
internal sealed record EpilogueOperand(Spread Spread, TensorLayout Layout);

/// <summary>What a kernel does to a result in registers before it stores it.</summary>
/// <param name="Steps">The steps; <see cref="BinaryStep.Input"/> counts among <paramref name="Operands"/>.</param>
/// <param name="Operands">The tensors that it reads.</param>
internal sealed record KernelEpilogue(EquatableArray<EpilogueStep> Steps, EquatableArray<EpilogueOperand> Operands)
{
    public static readonly KernelEpilogue None = new(default, default);

    /// <summary>Pointers behind the kernel's own ones: the operands, their tables, then one block of weights per layer.</summary>
    public IEnumerable<string> Parameters
    {
        get
        {
            for (var i = 0; i < Operands.Count; i++)
            {
                yield return $"float* operand{i}";
                if (Operands[i].Layout.HasTable) yield return $"int* operandTable{i}";
            }
            for (var i = 0; i < Layers.Count(); i++) yield return $"float* layer{i}";
        }
    }

    /// <summary>The steps that have weights.</summary>
    public IEnumerable<EpilogueStep> Layers => Steps.Where(step => step.WeightsPerChannel > 0);

    /// <summary>The steps as part of a method's name, such as <c>AddRelu</c>.</summary>
    public string NameSuffix => Steps.Count == 0 ? "" : "_" + string.Concat(Steps.Select(NameOf));

    private static string NameOf(EpilogueStep step) => step switch
    {
        ActivateStep activate => activate.Function.ToString(),
        ScaleStep => "Scale",
        NormalizeStep => "Norm",
        PReluStep => "PRelu",
        LayerScaleStep => "LayerScale",
        AddStep => "Add",
        AddIntoStep => "AddInto",
        MultiplyStep => "Mul",
        SubtractStep => "Sub",
        DivideStep => "Div",
        _ => throw new InvalidOperationException($"no name for {step}"),
    };
}

/// <summary>A pixel of a tile, counted from its first one.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Column">Its column.</param>
internal readonly record struct TilePixel(int Row, int Column)
{
    /// <summary>A mask of bits that are set where it lies in the next row, in a tile that goes on there; null in others.</summary>
    public string? Wrap { get; init; }

    /// <summary>Columns of the image, where the tile may go on in the next row.</summary>
    public int Width { get; init; }

    /// <summary>From the tile's first pixel to a number of this one, as an expression.</summary>
    /// <param name="layout">Where the image lies.</param>
    /// <param name="offset">The number's place within its pixel.</param>
    public string OffsetIn(TensorLayout layout, int offset)
    {
        var constant = Literal.Of(Row * layout.Row + Column * layout.Pixel + offset);
        return Source.Join(constant, Wrap is null || layout.IsDense(Width) ? "" : $"({Wrap} & {Literal.Of(layout.Gap(Width))})");
    }
}

/// <summary>A vector of results and its place, counted from the beginning of a tile.</summary>
/// <param name="Name">The vector's name.</param>
/// <param name="Target">Where it is stored.</param>
/// <param name="Pixel">Its pixel.</param>
/// <param name="Block">Its block.</param>
/// <param name="Lane">Its first lane.</param>
internal sealed record EpilogueValue(string Name, string Target, TilePixel Pixel = default, int Block = 0, int Lane = 0);

/// <summary>Writes epilogues: expressions over vectors of results at known places of the output.</summary>
internal sealed class EpilogueEmitter(KernelEpilogue epilogue, InstructionSet isa)
{
    private const int SiluTogether = 4;

    /// <summary>Declares the constants that the steps need; once at the head of a method.</summary>
    public void EmitConstants(CodeWriter writer)
    {
        foreach (var value in epilogue.Steps.SelectMany(ConstantsOf).Distinct())
            writer.Line($"V {NameOf(value)} = Create({Literal.Of(value)});");
    }

    /// <summary>Declares pointers to the operands at the first element of a tile.</summary>
    /// <param name="writer">Takes the declarations.</param>
    /// <param name="block">Expression of the tile's first output block.</param>
    /// <param name="y">Expression of its first row.</param>
    /// <param name="x">Expression of its first column.</param>
    /// <param name="lane">Expression of its first lane within the block.</param>
    /// <param name="blocks">How many blocks the tile has.</param>
    public void EmitPointers(CodeWriter writer, string block, string y, string x, string lane, int blocks = 1)
    {
        for (var i = 0; i < epilogue.Operands.Count; i++)
        {
            var (spread, layout) = (epilogue.Operands[i].Spread, epilogue.Operands[i].Layout);
            if (spread == Spread.Scalar) continue;
            var place = spread == Spread.Channel ? lane : Source.Join(Source.Times(y, layout.Row), Source.Times(x, layout.Pixel), spread == Spread.None ? lane : "");
            if (spread == Spread.Spatial)
                writer.Line($"float* from{i} = {Source.Join($"operand{i}", place)};");
            else if (!layout.HasTable)
                writer.Line($"float* from{i} = {Source.Join($"operand{i}", Source.Times(block, layout.Block), place)};");
            else
                for (var b = 0; b < blocks; b++)
                    writer.Line($"float* from{i}_{b} = {Source.Join($"operand{i}", $"operandTable{i}[{Source.Join(block, Literal.Of(b))}]", place)};");
        }
        foreach (var (step, i) in epilogue.Layers.Select((step, i) => (step, i)))
            writer.Line($"float* layer{i}From = {Source.Join($"layer{i}", Source.Times(block, step.WeightsPerChannel * InstructionSet.BlockLanes), lane)};");
    }

    /// <summary>Whether a result is stored for the first time when all steps are done, so that it may take the place of what they read.</summary>
    public static bool ReadsBeforeItStores(IEnumerable<EpilogueStep> steps) => !steps.Any(IsSilu);

    // Vectors go through the steps side by side where the steps take so long that the processor would wait for each result.
    private int VectorsTogether => isa == InstructionSet.Avx2 && epilogue.Steps.Any(IsSilu) ? SiluTogether : 1;

    /// <summary>Writes all steps for a vector, which changes in place, and stores it.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="value">The vector.</param>
    public void EmitSteps(CodeWriter writer, EpilogueValue value) => EmitSteps(writer, [value]);

    /// <summary>Writes all steps for the vectors of a tile, which change in place, and stores them.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="values">The vectors.</param>
    /// <param name="prepare">Writes what is to happen to a vector before, if anything.</param>
    public void EmitSteps(CodeWriter writer, IReadOnlyList<EpilogueValue> values, Action<EpilogueValue>? prepare = null)
    {
        // The others wait where they will be stored, so that all registers are free.
        var waiting = VectorsTogether > 1 ? values.Skip(VectorsTogether).ToList() : [];
        foreach (var value in waiting)
        {
            prepare?.Invoke(value);
            writer.Line($"{value.Name}.Store({value.Target});");
        }
        for (var first = 0; first < values.Count; first += VectorsTogether)
        {
            var together = values.Skip(first).Take(VectorsTogether).ToList();
            foreach (var value in together)
            {
                if (waiting.Contains(value)) writer.Line($"{value.Name} = Load({value.Target});");
                else prepare?.Invoke(value);
            }
            EmitTogether(writer, together);
            foreach (var value in together) writer.Line($"{value.Name}.Store({value.Target});");
        }
    }

    /// <summary>Fetches where the results of a tile go, and what its steps read of other tensors, so that it is there when they are done.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="values">The vectors.</param>
    public void EmitPrefetch(CodeWriter writer, IReadOnlyList<EpilogueValue> values)
    {
        foreach (var value in values) writer.Line($"Sse.Prefetch0({value.Target});");
        foreach (var index in Enumerable.Range(0, epilogue.Operands.Count).Where(index => epilogue.Operands[index].Spread == Spread.None))
            foreach (var (_, _, pixel, b, lane) in values) writer.Line($"Sse.Prefetch0({Place(index, pixel, b, lane)});");
    }

    private void EmitTogether(CodeWriter writer, IReadOnlyList<EpilogueValue> values)
    {
        var layer = 0;
        foreach (var step in epilogue.Steps)
        {
            var weights = step.WeightsPerChannel == 0 ? "" : $"layer{layer++}From";
            if (IsSilu(step) && values.Count == SiluTogether)
                writer.Line($"VectorMath.Silu({string.Join(", ", values.Select(value => "ref " + value.Name))});");
            else
                foreach (var value in values) EmitStep(writer, step, value, weights);
        }
    }

    private void EmitStep(CodeWriter writer, EpilogueStep step, EpilogueValue value, string weights)
    {
        var (x, _, pixel, b, lane) = value;
        if (step is AddIntoStep into)
        {
            var place = Place(into.Input, pixel, b, lane);
            writer.Line($"({isa.Add(x, $"Load({place})")}).Store({place});");
            return;
        }
        var at = b * step.WeightsPerChannel * InstructionSet.BlockLanes + lane;
        var result = step switch
        {
            ActivateStep activate => Activate(activate, x),
            ScaleStep scale => isa.MultiplyAdd(x, NameOf(scale.Factor), NameOf(scale.Offset)),
            NormalizeStep => isa.MultiplyAdd(
                x, $"Load({Literal.Offset(weights, at)})", $"Load({Literal.Offset(weights, at + InstructionSet.BlockLanes)})"),
            PReluStep => $"ConditionalSelect(GreaterThan({x}, V.Zero), {x}, {isa.Multiply(x, $"Load({Literal.Offset(weights, at)})")})",
            LayerScaleStep => isa.Multiply(x, $"Load({Literal.Offset(weights, at)})"),
            BinaryStep binary => Combine(binary, x, Operand(binary.Input, pixel, b, lane), $"Load({Literal.Offset(weights, at)})"),
            _ => throw new InvalidOperationException($"no code for {step}"),
        };
        writer.Line($"{x} = {result};");
    }

    private static bool IsSilu(EpilogueStep step) => step is ActivateStep { Function: Activation.Silu };

    private string Combine(BinaryStep step, string value, string operand, string mask) => step switch
    {
        AddStep => isa.Add(value, operand),
        MultiplyStep => isa.Multiply(value, operand),
        SubtractStep subtract => subtract.IsReversed ? isa.Subtract(operand, value) : isa.Subtract(value, operand),
        DivideStep divide => divide.IsReversed ? isa.Divide(operand, Divisor(value, mask)) : isa.Divide(value, Divisor(operand, mask)),
        _ => throw new InvalidOperationException($"no code for {step}"),
    };

    private static string Divisor(string value, string mask) => $"ConditionalSelect(LessThan({mask}, V.Zero), V.One, {value})";

    private string Operand(int index, TilePixel pixel, int b, int lane)
    {
        var (spread, layout) = (epilogue.Operands[index].Spread, epilogue.Operands[index].Layout);
        return spread switch
        {
            Spread.None or Spread.Channel => $"Load({Place(index, pixel, b, lane)})",
            Spread.Spatial => $"Create(from{index}[{pixel.OffsetIn(layout, 0)}])",
            _ => $"Create(operand{index}[0])",
        };
    }

    private string Place(int index, TilePixel pixel, int b, int lane)
    {
        var (spread, layout) = (epilogue.Operands[index].Spread, epilogue.Operands[index].Layout);
        var offset = layout.HasTable ? lane : b * layout.Block + lane;
        return Source.Join(layout.HasTable ? $"from{index}_{b}" : $"from{index}", spread == Spread.None ? pixel.OffsetIn(layout, offset) : Literal.Of(offset));
    }

    private string Activate(ActivateStep step, string x) => step.Function switch
    {
        // The bound stands first: where one operand is NaN, x64's min and max return the second.
        Activation.Relu => $"MaxNative(V.Zero, {x})",
        Activation.Relu6 => $"MinNative({NameOf(6)}, MaxNative(V.Zero, {x}))",
        Activation.LeakyRelu => $"ConditionalSelect(GreaterThan({x}, V.Zero), {x}, {isa.Multiply(x, NameOf(step.Slope))})",
        Activation.Sigmoid => $"VectorMath.Sigmoid({x})",
        Activation.Silu => $"VectorMath.Silu({x})",
        Activation.HardSigmoid => HardSigmoid(x),
        Activation.HardSwish => isa.Multiply(x, HardSigmoid(x)),
        Activation.Gelu => $"VectorMath.Gelu({x})",
        Activation.GeluTanh => $"VectorMath.GeluTanh({x})",
        Activation.Tanh => $"VectorMath.Tanh({x})",
        _ => throw new InvalidOperationException($"no kernel for {step.Function}"),
    };

    private string HardSigmoid(string x) => isa.Multiply($"MinNative({NameOf(6)}, MaxNative(V.Zero, {isa.Add(x, NameOf(3))}))", NameOf(1 / 6f));

    private static IEnumerable<float> ConstantsOf(EpilogueStep step) => step switch
    {
        ActivateStep { Function: Activation.Relu6 } => [6],
        ActivateStep { Function: Activation.LeakyRelu } leaky => [leaky.Slope],
        ActivateStep { Function: Activation.HardSigmoid or Activation.HardSwish } => [3, 6, 1 / 6f],
        ScaleStep scale => [scale.Factor, scale.Offset],
        _ => [],
    };

    private static string NameOf(float value) =>
        "k" + Literal.Of(value).Replace("-", "Minus").Replace(".", "_").Replace("+", "");
}
