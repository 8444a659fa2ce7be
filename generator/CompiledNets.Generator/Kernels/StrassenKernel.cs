using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Passes;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// A convolution as a product of matrices by Strassen's method in Winograd's form: weights are cut into quarters by output and
/// input channels, the image by input channels and by its upper and lower half, and seven products of quarters take the place of
/// eight. Sums of weights are made when they are packed, sums of the image in one pass before, and sums of products within the
/// products' epilogues.
/// (Winograd, "On multiplication of 2 × 2 matrices", 1971.)
/// </summary>
/// <param name="Height">Rows of the output; 1 where the image is one long row, which is then cut in two instead.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="Taps">Height and width of the kernel.</param>
/// <param name="Stride">Step of the kernel.</param>
/// <param name="Dilation">Distance between taps.</param>
/// <param name="InputBlocks">Blocks of 16 input channels, an even number.</param>
/// <param name="Input">Where the input lies, counted from the first tap of the first output.</param>
/// <param name="OutputBlocks">Blocks of 16 output channels, an even number.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="Epilogue">What happens before the results are stored.</param>
internal sealed record StrassenKernel(
    int Height, int Width, Size2 Taps, Size2 Stride, Size2 Dilation, int InputBlocks, TensorLayout Input,
    int OutputBlocks, TensorLayout Output, KernelEpilogue Epilogue) : KernelShape
{
    private const int BlockLanes = InstructionSet.BlockLanes;

    private int InputHalf => InputBlocks / 2;

    private int OutputHalf => OutputBlocks / 2;

    private bool CutsColumns => Height == 1;

    private int Extent => CutsColumns ? Width : Height;

    // A long row of odd length is cut such that both halves have the pixel in the middle; a row in the middle would be too much
    // to compute twice, so the last one is left to a kernel of its own.
    private int HalfExtent => CutsColumns ? (Extent + 1) / 2 : Extent / 2;

    private int SecondStart => CutsColumns ? Extent - HalfExtent : HalfExtent;

    private int RestRows => CutsColumns ? 0 : Extent % 2;

    private int ProductHeight => CutsColumns ? 1 : HalfExtent;

    private int ProductWidth => CutsColumns ? HalfExtent : Width;

    /// <summary>Whether some rows are computed by the direct form, for which all quarters of the weights are kept as they are.</summary>
    public bool HasRest => RestRows > 0;

    /// <summary>Floats of the packed biases, the quarters of the weights, and their sums.</summary>
    public int WeightLength => OutputBlocks * BlockLanes + (HasRest ? 8 : 7) * QuarterLength;

    private int QuarterLength => AddedProduct.WeightLength;

    private StrassenSumsKernel Sums => new(
        InputHalf, (ProductHeight - 1) * Stride.Height + (Taps.Height - 1) * Dilation.Height + 1,
        (ProductWidth - 1) * Stride.Width + (Taps.Width - 1) * Dilation.Width + 1, Input,
        Right: SecondStart * (CutsColumns ? Stride.Width * Input.Pixel : Stride.Height * Input.Row));

    private TensorLayout Partial => new(ProductWidth * BlockLanes, ProductHeight * ProductWidth * BlockLanes);

    private int PartialLength => OutputHalf * Partial.Block;

    /// <summary>Floats of the sums of quarters of the image, and of two quarters of unfinished results.</summary>
    public int ScratchLength => StrassenSumsKernel.Count * Sums.Length + 2 * PartialLength;

    // The products differ in where their input lies and in what happens to their results.
    private ConvolutionKernel FirstProduct => Product(Input, Partial, BiasPlace.None, KernelEpilogue.None);

    private ConvolutionKernel AddedProduct => Product(Sums.Output, Partial, BiasPlace.None, Behind([new AddStep(0, Spread.None)], [PartialOperand], KernelEpilogue.None));

    private ConvolutionKernel LastProduct => Product(Input, Output, BiasPlace.Apart, Behind([new AddStep(0, Spread.None)], [PartialOperand], Epilogue));

    private ConvolutionKernel LastProductOfSums => LastProduct with { Input = Sums.Output };

    // A part of two quarters' sums; only one of them has the biases that are added here.
    private ConvolutionKernel SharedProduct => Product(Sums.Output, Output, BiasPlace.None, Behind(
        [new AddIntoStep(0), new AddStep(1, Spread.None), new AddStep(2, Spread.Channel)],
        [PartialOperand, PartialOperand, new EpilogueOperand(Spread.Channel, new TensorLayout(0, BlockLanes))], Epilogue));

    private EpilogueOperand PartialOperand => new(Spread.None, Partial);

    private ConvolutionKernel FirstRest => FirstProduct with { Height = RestRows };

    private ConvolutionKernel LastRest => LastProduct with { Height = RestRows };

    /// <summary>Vectors of 16 floats that are loaded or stored to make sums of the image and of products.</summary>
    internal int SummedVectors => (2 * StrassenSumsKernel.Count * Sums.Length + 7 * PartialLength) / BlockLanes;

    /// <summary>One of the seven products.</summary>
    internal ConvolutionKernel AnyProduct => AddedProduct;

    /// <summary>One of the four products for the rows that are left over.</summary>
    internal ConvolutionKernel AnyRest => FirstRest;

    public override IEnumerable<KernelShape> Callees =>
        [Sums, FirstProduct, AddedProduct, LastProduct, LastProductOfSums, SharedProduct, .. HasRest ? (KernelShape[])[FirstRest, LastRest] : []];

    public override string BaseName =>
        $"Strassen{Taps.Height}x{Taps.Width}_{Height}x{Width}_{InputBlocks * BlockLanes}to{OutputBlocks * BlockLanes}{Epilogue.NameSuffix}";

    public override string Summary =>
        $"{Taps} convolution in seven products of quarters by Strassen's method, {InputBlocks * BlockLanes} to {OutputBlocks * BlockLanes} lanes, output {Height}×{Width}.";

    public override IReadOnlyList<string> Parameters => ["float* input", "float* weights", "float* scratch", "float* output", .. Epilogue.Parameters];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var sums = Sums;
        string[] quarters = ["a11", "a12", "a22", "s1", "s2", "s3", "s4", .. HasRest ? (string[])["a21"] : []];
        for (var i = 0; i < quarters.Length; i++) writer.Line($"float* {quarters[i]} = weights + {Literal.Of(OutputBlocks * BlockLanes + i * QuarterLength)};");
        writer.Line("float* b11 = input;");
        writer.Line($"float* b21 = input + {Literal.Of(InputHalf * Input.Block)};");
        writer.Line($"float* b22 = b21 + {Literal.Of(sums.Right)};");
        for (var i = 1; i <= StrassenSumsKernel.Count; i++) writer.Line($"float* t{i} = {Literal.Offset("scratch", (i - 1) * sums.Length)};");
        writer.Line($"float* u = scratch + {Literal.Of(StrassenSumsKernel.Count * sums.Length)};");
        writer.Line($"float* v = u + {Literal.Of(PartialLength)};");
        writer.Line($"{sums.MethodName}(input, scratch, worker);");
        writer.Line("worker.Barrier();");
        // All products are shared alike, so that each worker reads only unfinished results of its own.
        writer.Line($"{FirstProduct.MethodName}(b11, a11, u, worker);");
        writer.Line($"{LastProduct.MethodName}(b21, a12, {Quarter(0, 0, "u")}, worker);");
        writer.Line($"{AddedProduct.MethodName}(t2, s2, u, u, worker);");
        writer.Line($"{AddedProduct.MethodName}(t3, s3, v, u, worker);");
        writer.Line($"{LastProductOfSums.MethodName}(t4, a22, {Quarter(1, 0, "v")}, worker);");
        // Both halves store the pixel in the middle, which may be shared out to different workers: as without them, the second half is last.
        if (CutsColumns && Extent % 2 != 0) writer.Line("worker.Barrier();");
        writer.Line($"{SharedProduct.MethodName}(t1, s1, {Target(1, 1)}, u, v, {Biases(1)}{QuarterOperands(1, 1)}, worker);");
        writer.Line($"{LastProduct.MethodName}(b22, s4, {Quarter(0, 1, "u")}, worker);");
        if (HasRest) EmitRest(writer);
    }

    private void EmitRest(CodeWriter writer)
    {
        var row = 2 * HalfExtent;
        var from = row * Stride.Height * Input.Row;
        writer.Line("worker.Barrier();");
        for (var half = 0; half < 2; half++)
        {
            writer.Line($"{FirstRest.MethodName}({Literal.Offset("b11", from)}, a{half + 1}1, u, worker);");
            writer.Line(
                $"{LastRest.MethodName}({Literal.Offset("b21", from)}, a{half + 1}2, {Biases(half)}, " +
                $"{Literal.Offset("output", half * OutputHalf * Output.Block + row * Output.Row)}, u{Operands(half * OutputHalf, row, 0)}, worker);");
        }
    }

    private ConvolutionKernel Product(TensorLayout input, TensorLayout output, BiasPlace bias, KernelEpilogue epilogue) => new(
        ProductHeight, ProductWidth, Taps, Stride, Dilation, new ConvolutionInput(InputHalf, 0, 0), input, OutputHalf, output, epilogue)
    {
        Bias = bias,
        // Also where it is not: tiles that may not overlap are shared out alike in all products.
        IsInPlace = true,
    };

    private static KernelEpilogue Behind(EpilogueStep[] steps, EpilogueOperand[] operands, KernelEpilogue epilogue) => new(
        new([.. steps, .. epilogue.Steps.Select(step => step is BinaryStep binary ? binary with { Input = binary.Input + operands.Length } : step)]),
        new([.. operands, .. epilogue.Operands]));

    // Biases, output and operands of one quarter of the output, which its unfinished results are added to.
    private string Quarter(int channels, int pixels, string partial) =>
        $"{Biases(channels)}, {Target(channels, pixels)}, {partial}{QuarterOperands(channels, pixels)}";

    private string Biases(int channels) => Literal.Offset("weights", channels * OutputHalf * BlockLanes);

    private (int Row, int Column) Start(int pixels) => CutsColumns ? (0, pixels * SecondStart) : (pixels * SecondStart, 0);

    private string Target(int channels, int pixels)
    {
        var (row, column) = Start(pixels);
        return Literal.Offset("output", channels * OutputHalf * Output.Block + row * Output.Row + column * Output.Pixel);
    }

    private string QuarterOperands(int channels, int pixels) => Operands(channels * OutputHalf, Start(pixels).Row, Start(pixels).Column);

    private string Operands(int block, int row, int column)
    {
        var arguments = new List<string>();
        for (var i = 0; i < Epilogue.Operands.Count; i++)
        {
            var (spread, layout) = (Epilogue.Operands[i].Spread, Epilogue.Operands[i].Layout);
            var pixel = row * layout.Row + column * layout.Pixel;
            var blocks = layout.HasTable ? 0 : block * layout.Block;
            arguments.Add(Literal.Offset($"operand{i}", spread switch
            {
                Spread.None => blocks + pixel,
                Spread.Channel => blocks,
                Spread.Spatial => pixel,
                _ => 0,
            }));
            if (layout.HasTable) arguments.Add(Literal.Offset($"operandTable{i}", spread is Spread.None or Spread.Channel ? block : 0));
        }
        foreach (var (step, i) in Epilogue.Layers.Select((step, i) => (step, i)))
            arguments.Add(Literal.Offset($"layer{i}", block * step.WeightsPerChannel * BlockLanes));
        return string.Concat(arguments.Select(argument => ", " + argument));
    }
}

/// <summary>Sums of quarters of an image for Strassen's method in Winograd's form.</summary>
/// <param name="Blocks">Blocks of 16 channels of a quarter.</param>
/// <param name="Rows">Rows of a quarter, with those that only its last taps read.</param>
/// <param name="Columns">Columns of a quarter, likewise.</param>
/// <param name="Input">Where the image lies.</param>
/// <param name="Right">Floats from a quarter to the one with the same channels in the second half of the image.</param>
internal sealed record StrassenSumsKernel(int Blocks, int Rows, int Columns, TensorLayout Input, int Right) : KernelShape
{
    /// <summary>How many sums there are.</summary>
    public const int Count = 4;

    /// <summary>Where one sum lies.</summary>
    public TensorLayout Output => new(Columns * InstructionSet.BlockLanes, Rows * Columns * InstructionSet.BlockLanes);

    /// <summary>Floats of one sum.</summary>
    public int Length => Blocks * Output.Block;

    public override string BaseName => $"StrassenSums_{Rows}x{Columns}_{Blocks * InstructionSet.BlockLanes}";

    public override string Summary => $"Four sums of quarters of {Rows}×{Columns} pixels, {Blocks * InstructionSet.BlockLanes} lanes.";

    public override IReadOnlyList<string> Parameters => ["float* input", "float* sums"];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        using (writer.SharedLoop("block", Blocks, out var block))
        using (writer.Loop("y", Rows, out var y))
        {
            writer.Line($"float* source = {Source.Join("input", Source.Times(block, Input.Block), Source.Times(y, Input.Row))};");
            writer.Line($"float* target = {Source.Join("sums", Source.Times(block, Output.Block), Source.Times(y, Output.Row))};");
            using (writer.Loop("x", Columns * isa.VectorsPerBlock, out var x))
            {
                writer.Line("V b12 = Load(" + Source.Join("source", Literal.Of(Right), Source.Times(x, isa.Lanes)) + ");");
                writer.Line("V b22 = Load(" + Source.Join("source", Literal.Of(Blocks * Input.Block + Right), Source.Times(x, isa.Lanes)) + ");");
                writer.Line($"V sum1 = {isa.Subtract("b12", $"Load({Source.Join("source", Source.Times(x, isa.Lanes))})")};");
                writer.Line($"V sum2 = {isa.Subtract("b22", "sum1")};");
                writer.Line($"V sum4 = {isa.Subtract($"Load({Source.Join("source", Literal.Of(Blocks * Input.Block), Source.Times(x, isa.Lanes))})", "sum2")};");
                foreach (var (value, index) in new[] { "sum1", "sum2", $"({isa.Subtract("b22", "b12")})", "sum4" }.Select((value, index) => (value, index)))
                    writer.Line($"{value}.Store({Source.Join("target", index == 0 ? "" : Literal.Of(index * Length), Source.Times(x, isa.Lanes))});");
            }
        }
    }
}
