using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>The tiles of a 3×3 convolution by Winograd's method.</summary>
/// <param name="Transform">F(2×2, 3×3) or F(4×4, 3×3).</param>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="BandRows">Rows of tiles that go through all three stages together, so that what lies between stays in the cache.</param>
internal sealed record WinogradTiling(WinogradTransform Transform, int Height, int Width, int BandRows)
{
    // Products of a tile lie this much further apart than their number, or they would fall into the same sets of the cache.
    private const int Skew = 48;

    public int TileRows => (Height + Transform.Outputs - 1) / Transform.Outputs;

    public int TileColumns => (Width + Transform.Outputs - 1) / Transform.Outputs;

    public int Bands => TileRows / BandRows;

    /// <summary>Tiles of a band.</summary>
    public int Tiles => BandRows * TileColumns;

    /// <summary>Floats from one product's matrix to the next, for some blocks of channels.</summary>
    public int ProductStride(int blocks) => blocks * Tiles * InstructionSet.BlockLanes + Skew;
}

/// <summary>
/// A 3×3 convolution with stride 1 by Winograd's method: the input's tiles are transformed, one matrix product per element of
/// the transformed tile takes the place of the taps, and the products are transformed back. F(4×4, 3×3) multiplies a quarter as
/// often as the direct form.
/// </summary>
/// <param name="Tiling">The tiles.</param>
/// <param name="InputBlocks">Blocks of 16 input channels.</param>
/// <param name="Input">Where the input lies, counted from the first tile's first element.</param>
/// <param name="OutputBlocks">Blocks of 16 output channels.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="Epilogue">What happens before the results are stored.</param>
internal sealed record WinogradKernel(
    WinogradTiling Tiling, int InputBlocks, TensorLayout Input, int OutputBlocks, TensorLayout Output, KernelEpilogue Epilogue) : KernelShape
{
    /// <summary>
    /// Whether some lanes hold numbers that are not the input's and must be left out; a mask of 0 and −∞ then tells which. Not public,
    /// as in <see cref="ConvolutionInput.PartlyRead"/>.
    /// </summary>
    internal bool MasksInput { get; init; }

    private int Products => Tiling.Transform.Products;

    private int MatrixWeights => OutputBlocks * InstructionSet.BlockLanes * (1 + InputBlocks * InstructionSet.BlockLanes);

    /// <summary>The product of matrices for one element of the transformed tiles.</summary>
    internal ConvolutionKernel Matrix => new(
        1, Tiling.Tiles, 1, 1, 1, new ConvolutionInput(InputBlocks, 0, 0, false),
        new TensorLayout(Tiling.Tiles * InstructionSet.BlockLanes, Tiling.Tiles * InstructionSet.BlockLanes), OutputBlocks,
        new TensorLayout(Tiling.Tiles * InstructionSet.BlockLanes, Tiling.Tiles * InstructionSet.BlockLanes), KernelEpilogue.None);

    private WinogradInputKernel InputStage => new(Tiling, InputBlocks, Input) { Masks = MasksInput };

    private WinogradOutputKernel OutputStage => new(Tiling, OutputBlocks, Output, Epilogue);

    public override IEnumerable<KernelShape> Callees => [InputStage, Matrix, OutputStage];

    /// <summary>Floats of the packed bias and weights.</summary>
    public int WeightLength => OutputBlocks * InstructionSet.BlockLanes + Products * MatrixWeights;

    /// <summary>Floats of the transformed input and of the products.</summary>
    public int ScratchLength => Products * (Tiling.ProductStride(InputBlocks) + Tiling.ProductStride(OutputBlocks));

    public override string BaseName =>
        $"Winograd{Tiling.Transform.Outputs}x{Tiling.Transform.Outputs}_{Tiling.Height}x{Tiling.Width}_{InputBlocks * InstructionSet.BlockLanes}to{OutputBlocks * InstructionSet.BlockLanes}{(MasksInput ? "_Masked" : "")}{Epilogue.NameSuffix}";

    public override string Summary =>
        $"3×3 convolution by Winograd F({Tiling.Transform.Outputs}×{Tiling.Transform.Outputs}, 3×3), {InputBlocks * InstructionSet.BlockLanes} to {OutputBlocks * InstructionSet.BlockLanes} lanes, output {Tiling.Height}×{Tiling.Width}.";

    public override IReadOnlyList<string> Parameters =>
        ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], .. MasksInput ? (string[])["float* mask"] : [], "float* weights", "float* scratch", "float* output", .. Epilogue.Parameters];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var bias = OutputBlocks * InstructionSet.BlockLanes;
        var products = Products * Tiling.ProductStride(InputBlocks);
        using (writer.Loop("band", Tiling.Bands, out var band))
        {
            var bandRows = Tiling.BandRows * Tiling.Transform.Outputs;
            var others = (Input.HasTable ? "table, " : "") + (MasksInput ? "mask, " : "");
            writer.Line($"{InputStage.MethodName}({Source.Join("input", Source.Times(band, bandRows * Input.Row))}, {others}scratch, worker);");
            writer.Line("worker.Barrier();");
            using (writer.SharedLoop("product", Products, out _))
                writer.Line(
                    $"{Matrix.MethodName}(scratch + product * {Tiling.ProductStride(InputBlocks)}, weights + {bias} + product * {MatrixWeights}, " +
                    $"scratch + {products} + product * {Tiling.ProductStride(OutputBlocks)}, Worker.Alone);");
            writer.Line("worker.Barrier();");
            var operands = string.Concat(Epilogue.Parameters.Select(parameter => ", " + parameter.Substring(parameter.LastIndexOf(' ') + 1)));
            writer.Line($"{OutputStage.MethodName}(scratch + {products}, weights, {(band == "0" ? "0" : Source.Times(band, Tiling.BandRows))}, output{operands}, worker);");
        }
    }
}

/// <summary>Transforms a band of input tiles: element by element of the tile a matrix of tiles × channels.</summary>
internal sealed record WinogradInputKernel(WinogradTiling Tiling, int Blocks, TensorLayout Input) : KernelShape
{
    /// <summary>Whether a mask tells which lanes are 0, whatever is in them.</summary>
    internal bool Masks { get; init; }

    public override string BaseName => $"WinogradInput{Tiling.Transform.Outputs}x{Tiling.Transform.Outputs}_{Tiling.BandRows}x{Tiling.TileColumns}_{Blocks * InstructionSet.BlockLanes}{(Masks ? "_Masked" : "")}";

    public override string Summary => $"Input transform of {Tiling.BandRows}×{Tiling.TileColumns} tiles, {Blocks * InstructionSet.BlockLanes} lanes.";

    public override IReadOnlyList<string> Parameters => ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], .. Masks ? (string[])["float* mask"] : [], "float* transformed"];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        Tiling.Transform.EmitConstants(writer);
        using (writer.SharedLoop("block", Blocks, out var block))
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
        {
            var lane = Source.Times(part, isa.Lanes);
            if (Masks) writer.Line($"V isForeign = LessThan(Load({Source.Join("mask", Source.Times(block, InstructionSet.BlockLanes), lane)}), V.Zero);");
            using (writer.Loop("tileY", Tiling.BandRows, out var y))
            using (writer.Loop("tileX", Tiling.TileColumns, out var x))
                EmitTile(writer, isa, block, lane, y, x);
        }
    }

    private void EmitTile(CodeWriter writer, InstructionSet isa, string block, string lane, string y, string x)
    {
        var transform = Tiling.Transform;
        var stride = Tiling.ProductStride(Blocks);
        var pixel = InstructionSet.BlockLanes;
        writer.Line($"float* source = {Source.Join("input", Input.HasTable ? $"table[{block}]" : Source.Times(block, Input.Block), Source.Times(y, transform.Outputs * Input.Row), Source.Times(x, transform.Outputs * pixel), lane)};");
        writer.Line($"float* target = {Source.Join("transformed", Source.Times(block, Tiling.Tiles * pixel), Source.Times(y, Tiling.TileColumns * pixel), Source.Times(x, pixel), lane)};");
        for (var column = 0; column < transform.Inputs; column++)
        {
            for (var row = 0; row < transform.Inputs; row++)
            {
                var value = $"Load({Literal.Offset("source", row * Input.Row + column * pixel)})";
                writer.Line($"V d{column}_{row} = {(Masks ? $"ConditionalSelect(isForeign, V.Zero, {value})" : value)};");
            }
            transform.EmitInput(writer, isa, $"d{column}_", $"t{column}_");
        }
        for (var row = 0; row < transform.Inputs; row++)
        {
            // The second pass reads row `row` of all transformed columns.
            for (var column = 0; column < transform.Inputs; column++) writer.Line($"V r{row}_{column} = t{column}_{row};");
            transform.EmitInput(writer, isa, $"r{row}_", $"e{row}_");
            for (var column = 0; column < transform.Inputs; column++)
                writer.Line($"e{row}_{column}.Store({Literal.Offset("target", (row * transform.Inputs + column) * stride)});");
        }
    }
}

/// <summary>Transforms a band of products back, adds the bias and stores the tiles, cut to the image.</summary>
internal sealed record WinogradOutputKernel(WinogradTiling Tiling, int Blocks, TensorLayout Output, KernelEpilogue Epilogue) : KernelShape
{
    public override string BaseName => $"WinogradOutput{Tiling.Transform.Outputs}x{Tiling.Transform.Outputs}_{Tiling.BandRows}x{Tiling.TileColumns}_{Blocks * InstructionSet.BlockLanes}{Epilogue.NameSuffix}";

    public override string Summary => $"Output transform of {Tiling.BandRows}×{Tiling.TileColumns} tiles, {Blocks * InstructionSet.BlockLanes} lanes.";

    public override IReadOnlyList<string> Parameters => ["float* products", "float* biases", "int firstTileRow", "float* output", .. Epilogue.Parameters];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var transform = Tiling.Transform;
        var stride = Tiling.ProductStride(Blocks);
        var pixel = InstructionSet.BlockLanes;
        var epilogue = new EpilogueEmitter(Epilogue, isa);
        transform.EmitConstants(writer);
        epilogue.EmitConstants(writer);
        using (writer.SharedLoop("block", Blocks, out var block))
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
        {
            var lane = Source.Times(part, isa.Lanes);
            writer.Line($"V bias = Load({Source.Join("biases", Source.Times(block, pixel), lane)});");
            using (writer.Loop("tileY", Tiling.BandRows, out var tileY))
            using (writer.Loop("tileX", Tiling.TileColumns, out var tileX))
            {
                writer.Line($"float* source = {Source.Join("products", Source.Times(block, Tiling.Tiles * pixel), Source.Times(tileY, Tiling.TileColumns * pixel), Source.Times(tileX, pixel), lane)};");
                writer.Line($"int y = ({Source.Join("firstTileRow", tileY)}) * {transform.Outputs};");
                writer.Line($"int x = {(tileX == "0" ? "0" : Source.Times(tileX, transform.Outputs))};");
                writer.Line($"float* target = {Source.Join("output", Source.Times(block, Output.Block), Source.Times("y", Output.Row), Source.Times("x", Output.Pixel), lane)};");
                epilogue.EmitPointers(writer, block, "y", "x", lane);
                EmitTile(writer, isa, epilogue, stride);
            }
        }
    }

    private void EmitTile(CodeWriter writer, InstructionSet isa, EpilogueEmitter epilogue, int stride)
    {
        var transform = Tiling.Transform;
        for (var column = 0; column < transform.Inputs; column++)
        {
            for (var row = 0; row < transform.Inputs; row++)
                writer.Line($"V d{column}_{row} = Load({Literal.Offset("source", (row * transform.Inputs + column) * stride)});");
            transform.EmitOutput(writer, isa, $"d{column}_", $"t{column}_");
        }
        for (var row = 0; row < transform.Outputs; row++)
            using (EmitGuard(writer, "y", row, Tiling.Height))
            {
                for (var column = 0; column < transform.Inputs; column++) writer.Line($"V r{row}_{column} = t{column}_{row};");
                transform.EmitOutput(writer, isa, $"r{row}_", $"e{row}_");
                for (var column = 0; column < transform.Outputs; column++)
                    using (EmitGuard(writer, "x", column, Tiling.Width))
                    {
                        var value = $"e{row}_{column}";
                        writer.Line($"{value} = {isa.Add(value, "bias")};");
                        epilogue.EmitSteps(writer, new EpilogueValue(value, Literal.Offset("target", row * Output.Row + column * Output.Pixel), Row: row, Column: column));
                    }
            }
    }

    // Tiles at the lower and right edge may stick out of the image; elements that never do need no check.
    private IDisposable EmitGuard(CodeWriter writer, string axis, int element, int extent)
    {
        var overhang = extent % Tiling.Transform.Outputs;
        return overhang == 0 || element < overhang ? writer.Block() : writer.Block($"if ({axis} + {element} < {extent})");
    }
}
