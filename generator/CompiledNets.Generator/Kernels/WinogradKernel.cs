using CompiledNets.Generator.Emission;
using CompiledNets.Runtime;

namespace CompiledNets.Generator.Kernels;

/// <summary>The tiles of a convolution by Winograd's method.</summary>
/// <param name="Vertical">How the kernel's rows are transformed.</param>
/// <param name="Horizontal">How its columns are.</param>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="BandRows">Rows of tiles that go through all three stages together, so that what lies between stays in the cache.</param>
internal sealed record WinogradTiling(WinogradAxis Vertical, WinogradAxis Horizontal, int Height, int Width, int BandRows)
{
    // Products of a tile lie this much further apart than their number, or they would fall into the same sets of the cache.
    private const int Skew = 48;

    public int TileRows => (Height + Vertical.Outputs - 1) / Vertical.Outputs;

    public int TileColumns => (Width + Horizontal.Outputs - 1) / Horizontal.Outputs;

    public int Bands => TileRows / BandRows;

    /// <summary>Tiles of a band.</summary>
    public int Tiles => BandRows * TileColumns;

    /// <summary>Products of a tile.</summary>
    public int Products => Vertical.Inputs * Horizontal.Inputs;

    /// <summary>The products in the order in which they lie in memory.</summary>
    public IReadOnlyList<WinogradProducts> Groups => WinogradAxis.Products(Vertical, Horizontal);

    /// <summary>The place of each product among them, by its row and column in the transformed tile.</summary>
    public IReadOnlyDictionary<(int Row, int Column), int> PlacesOfProducts() =>
        Groups.SelectMany(group => group.Products).Select((product, place) => (product, place)).ToDictionary(pair => pair.product, pair => pair.place);

    /// <summary>Whether the kernel's parts follow each other, so that the tile of the next one is the next tile of the first one.</summary>
    public bool PartsAreTiles => Vertical.Stride * Horizontal.Stride == 1 && Vertical.Parts * Horizontal.Parts > 1;

    /// <summary>Rows of tiles of the input, of a band.</summary>
    public int InputTileRows => BandRows + (Vertical.Stride == 1 ? Vertical.Parts - 1 : 0);

    /// <summary>Columns of tiles of the input.</summary>
    public int InputTileColumns => TileColumns + (Horizontal.Stride == 1 ? Horizontal.Parts - 1 : 0);

    /// <summary>Rows of the input that all tiles read.</summary>
    public int InputRows => Reach(Vertical, TileRows + InputTileRows - BandRows);

    /// <summary>Columns of the input that all tiles read.</summary>
    public int InputColumns => Reach(Horizontal, InputTileColumns);

    /// <summary>From a tile to the one below it, in tiles.</summary>
    public int RowOfTiles => IsTransposed ? 1 : TileColumns;

    /// <summary>From a tile to the one beside it, in tiles.</summary>
    public int ColumnOfTiles => IsTransposed ? BandRows : 1;

    /// <summary>From a tile to that of the kernel's next part, in tiles.</summary>
    public int NextPart => Math.Max(RowOfTiles, ColumnOfTiles);

    // The axis along which parts are tiles is the slow one, so that to a matrix all tiles are one row, each of which has its next parts
    // equally far away.
    private bool IsTransposed => Horizontal.Stride == 1 && Horizontal.Parts > 1;

    /// <summary>Floats from one product's matrix to the next, for so many vectors of 16 numbers.</summary>
    public static int ProductStride(int vectors) => vectors * InstructionSet.BlockLanes + Skew;

    private static int Reach(WinogradAxis axis, int tiles) => ((tiles - 1) * axis.Outputs + axis.Inputs) * axis.Stride;
}

/// <summary>
/// A convolution by Winograd's method: the input's tiles are transformed, one matrix product per element of the transformed tile
/// takes the place of the taps, and the products are transformed back. F(4×4, 3×3) multiplies a quarter as often as the direct form.
/// Kernels of a stride, and long ones, are several of fewer taps, whose products the matrices add up.
/// </summary>
/// <param name="Tiling">The tiles.</param>
/// <param name="Channels">The input channels: in blocks, or few of a network's input, all parts of whose kernel then make one block.</param>
/// <param name="Input">Where the input lies, counted from the first tile's first element.</param>
/// <param name="OutputBlocks">Blocks of 16 output channels.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="Epilogue">What happens before the results are stored.</param>
internal sealed record WinogradKernel(
    WinogradTiling Tiling, ConvolutionInput Channels, TensorLayout Input, int OutputBlocks, TensorLayout Output, KernelEpilogue Epilogue) : KernelShape
{
    /// <summary>
    /// Whether some lanes hold numbers that are not the input's and must be left out; a mask of 0 and −∞ then tells which. Not public,
    /// as in <see cref="ConvolutionInput.PartlyRead"/>.
    /// </summary>
    internal bool MasksInput { get; init; }

    /// <summary>The products of matrices, one for each element of the transformed tiles, and how many are alike.</summary>
    internal IEnumerable<(ConvolutionKernel Kernel, int Count)> Matrices
    {
        get
        {
            var matrices = Tiling.Groups.Select(group => (Kernel: MatrixOf(group), group.Products.Count)).ToList();
            var areFetched = ConvolutionKernel.IsFetched(matrices.Sum(matrix => (long)matrix.Count * matrix.Kernel.WeightLength));
            return matrices.Select(matrix => (matrix.Kernel with { IsOneOfMany = areFetched }, matrix.Count));
        }
    }

    /// <summary>Tiles of the input of a band, each of 16 channels of a part.</summary>
    internal int InputVectors => InputStage.Vectors;

    private WinogradInputKernel InputStage => new(Tiling, Channels.FullBlocks, Input) { Masks = MasksInput };

    private WinogradOutputKernel OutputStage => new(Tiling, OutputBlocks, Output, Epilogue);

    public override IEnumerable<KernelShape> Callees => [InputStage, .. Matrices.Select(matrix => matrix.Kernel), OutputStage];

    /// <summary>Floats of the packed bias and weights.</summary>
    public int WeightLength => OutputBlocks * InstructionSet.BlockLanes + Matrices.Sum(matrix => matrix.Count * matrix.Kernel.WeightLength);

    /// <summary>Floats of the transformed input and of the products.</summary>
    public int ScratchLength => Tiling.Products * (InputStride + OutputStride);

    private int InputStride => WinogradTiling.ProductStride(InputVectors);

    private int OutputStride => WinogradTiling.ProductStride(OutputBlocks * Tiling.Tiles);

    private ConvolutionKernel MatrixOf(WinogradProducts products)
    {
        const int lanes = InstructionSet.BlockLanes;
        var (vertical, horizontal) = (products.VerticalParts, products.HorizontalParts);
        var blocks = new TensorLayout(Tiling.Tiles * lanes, Tiling.Tiles * lanes);
        // The parts stand in rows; of those of a product, the first ones are left or, where the horizontal axis has fewer, every second.
        var parts = vertical * horizontal;
        Size2 dilation = (parts > 1 && horizontal < Tiling.Horizontal.Parts ? Tiling.Horizontal.Parts : 1, 1);
        if (Channels.FullBlocks == 0)
        {
            var pixel = lanes / (Tiling.Vertical.Parts * Tiling.Horizontal.Parts);
            return Matrix((1, parts), (1, lanes / pixel), (1, dilation.Height), new TensorLayout(Tiling.Tiles * lanes, 0, false, pixel));
        }
        var input = Tiling.PartsAreTiles
            ? new TensorLayout(Tiling.NextPart * lanes, Tiling.InputTileRows * Tiling.InputTileColumns * lanes)
            : new TensorLayout(Channels.FullBlocks * Tiling.Tiles * lanes, Tiling.Tiles * lanes);
        return Matrix((parts, 1), 1, dilation, parts == 1 ? input with { Row = blocks.Row } : input);

        ConvolutionKernel Matrix(Size2 taps, Size2 stride, Size2 spacing, TensorLayout from) =>
            new(1, Tiling.Tiles, taps, stride, spacing, Channels, from, OutputBlocks, blocks, KernelEpilogue.None) { Bias = BiasPlace.None };
    }

    /// <summary>What a step that runs it is called.</summary>
    public string Operation => $"Winograd{Tiling.Vertical.Outputs}x{Tiling.Horizontal.Outputs}{KernelName(Tiling)}";

    /// <summary>What tells a kernel from one of 3×3 taps without a stride.</summary>
    public static string KernelName(WinogradTiling tiling)
    {
        var (vertical, horizontal) = (tiling.Vertical, tiling.Horizontal);
        var stride = vertical.Stride * horizontal.Stride == 1 ? "" : vertical.Stride == horizontal.Stride ? $"S{vertical.Stride}" : $"S{vertical.Stride}x{horizontal.Stride}";
        return (vertical.Taps, horizontal.Taps) == (3, 3) && stride.Length == 0 ? "" : $"Conv{vertical.Taps}x{horizontal.Taps}{stride}";
    }

    public override string BaseName =>
        $"{Operation}_{Tiling.Height}x{Tiling.Width}_{Channels.Lanes}to{OutputBlocks * InstructionSet.BlockLanes}{(MasksInput ? "_Masked" : "")}{Epilogue.NameSuffix}";

    public override string Summary =>
        $"{Tiling.Vertical.Taps}×{Tiling.Horizontal.Taps} convolution by Winograd F({Tiling.Vertical.Outputs}×{Tiling.Horizontal.Outputs}, {Tiling.Vertical.PartTaps}×{Tiling.Horizontal.PartTaps}), " +
        $"{Channels.Lanes} to {OutputBlocks * InstructionSet.BlockLanes} lanes, output {Tiling.Height}×{Tiling.Width}" +
        (Tiling.Vertical.Stride * Tiling.Horizontal.Stride == 1 ? "." : $", stride {new Size2(Tiling.Vertical.Stride, Tiling.Horizontal.Stride)}.");

    public override IReadOnlyList<string> Parameters =>
        ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], .. MasksInput ? (string[])["float* mask"] : [], "float* weights", "float* scratch", "float* output", .. Epilogue.Parameters];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var products = Tiling.Products * InputStride;
        using (writer.Loop("band", Tiling.Bands, out var band))
        {
            var bandRows = Tiling.BandRows * Tiling.Vertical.Outputs * Tiling.Vertical.Stride;
            var others = (Input.HasTable ? "table, " : "") + (MasksInput ? "mask, " : "");
            writer.Line($"{InputStage.MethodName}({Source.Join("input", Source.Times(band, bandRows * Input.Row))}, {others}scratch, worker);");
            writer.Line("worker.Barrier();");
            var (first, weights) = (0, OutputBlocks * InstructionSet.BlockLanes);
            foreach (var (matrix, count) in Matrices)
            {
                using (writer.SharedLoop("product", first, count, Tiling.Products, out var product))
                    writer.Line(
                        $"{matrix.MethodName}({At("scratch", first * InputStride, product, InputStride)}, {At("weights", weights, product, matrix.WeightLength)}, " +
                        $"{At("scratch", products + first * OutputStride, product, OutputStride)}, Worker.Alone);");
                first += count;
                weights += count * matrix.WeightLength;
            }
            writer.Line("worker.Barrier();");
            var operands = string.Concat(Epilogue.Parameters.Select(parameter => ", " + parameter.Substring(parameter.LastIndexOf(' ') + 1)));
            writer.Line($"{OutputStage.MethodName}(scratch + {products}, weights, {(band == "0" ? "0" : Source.Times(band, Tiling.BandRows))}, output{operands}, worker);");
        }
    }

    private static string At(string pointer, int offset, string index, int stride) => Source.Join(pointer, Literal.Of(offset), Source.Times(index, stride));
}

/// <summary>Transforms a band of input tiles: element by element of the tile a matrix of tiles × channels.</summary>
/// <param name="Tiling">The tiles.</param>
/// <param name="Blocks">Blocks of 16 channels; 0 where the channels of all parts are one block together.</param>
/// <param name="Input">Where the input lies.</param>
internal sealed record WinogradInputKernel(WinogradTiling Tiling, int Blocks, TensorLayout Input) : KernelShape
{
    private const int BlockLanes = InstructionSet.BlockLanes;

    /// <summary>Whether a mask tells which lanes are 0, whatever is in them.</summary>
    internal bool Masks { get; init; }

    private bool IsPacked => Blocks == 0;

    // Parts that are tiles are transformed once for all.
    private Size2 Parts => Tiling.PartsAreTiles || IsPacked ? 1 : (Tiling.Vertical.Parts, Tiling.Horizontal.Parts);

    private int InputTiles => Tiling.InputTileRows * Tiling.InputTileColumns;

    /// <summary>Vectors of 16 numbers of one product.</summary>
    internal int Vectors => Math.Max(Blocks, 1) * Parts.Height * Parts.Width * InputTiles;

    public override string BaseName =>
        $"WinogradInput{Tiling.Vertical.Outputs}x{Tiling.Horizontal.Outputs}{WinogradKernel.KernelName(Tiling)}_{Tiling.BandRows}x{Tiling.TileColumns}_{(IsPacked ? Input.Pixel : Blocks * BlockLanes)}{(Masks ? "_Masked" : "")}";

    public override string Summary => $"Input transform of {Tiling.BandRows}×{Tiling.TileColumns} tiles, {(IsPacked ? Input.Pixel : Blocks * BlockLanes)} lanes.";

    public override IReadOnlyList<string> Parameters => ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], .. Masks ? (string[])["float* mask"] : [], "float* transformed"];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        WinogradTransform.EmitFactors(writer, new[] { Tiling.Vertical, Tiling.Horizontal }.SelectMany(axis => new WinogradTransform(axis).InputFactors()));
        var blocks = Math.Max(Blocks, 1);
        var sharesTiles = !WorkShares.AreEven(blocks) && Math.Max(Tiling.InputTileRows, Tiling.InputTileColumns) > blocks;
        var sharesRows = sharesTiles && Tiling.InputTileRows >= Tiling.InputTileColumns;
        using (sharesTiles ? writer.Loop("block", blocks, out var block) : writer.SharedLoop("block", blocks, out block))
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
        {
            var lane = Source.Times(part, isa.Lanes);
            if (Masks) writer.Line($"V isForeign = LessThan(Load({Source.Join("mask", Source.Times(block, BlockLanes), lane)}), V.Zero);");
            using (writer.Loop("partY", Parts.Height, out var partY))
            using (writer.Loop("partX", Parts.Width, out var partX))
            using (sharesRows ? writer.SharedLoop("tileY", Tiling.InputTileRows, out var y) : writer.Loop("tileY", Tiling.InputTileRows, out y))
            using (sharesTiles && !sharesRows ? writer.SharedLoop("tileX", Tiling.InputTileColumns, out var x) : writer.Loop("tileX", Tiling.InputTileColumns, out x))
                EmitTile(writer, isa, block, part, lane, partY, partX, y, x);
        }
    }

    private void EmitTile(CodeWriter writer, InstructionSet isa, string block, string part, string lane, string partY, string partX, string y, string x)
    {
        var (vertical, horizontal) = (Tiling.Vertical, Tiling.Horizontal);
        var stride = WinogradTiling.ProductStride(Vectors);
        var place = Source.Join(
            "input", Input.HasTable ? $"table[{block}]" : Source.Times(block, Input.Block), Source.Times(partY, Input.Row), Source.Times(partX, Input.Pixel),
            Source.Times(y, vertical.Outputs * vertical.Stride * Input.Row), Source.Times(x, horizontal.Outputs * horizontal.Stride * Input.Pixel));
        writer.Line($"float* source = {Source.Join(place, IsPacked ? PackedLane(isa, part) : lane)};");
        var blocks = Math.Max(Blocks, 1) * InputTiles * BlockLanes;
        writer.Line($"float* target = {Source.Join(
            "transformed", Source.Times(partY, Parts.Width * blocks), Source.Times(partX, blocks), Source.Times(block, InputTiles * BlockLanes),
            Source.Times(y, Tiling.RowOfTiles * BlockLanes), Source.Times(x, Tiling.ColumnOfTiles * BlockLanes), lane)};");
        var (rows, columns) = (vertical.Inputs, horizontal.Inputs);
        for (var column = 0; column < columns; column++)
        {
            for (var row = 0; row < rows; row++)
            {
                var value = Load(isa, row * vertical.Stride * Input.Row + column * horizontal.Stride * Input.Pixel);
                writer.Line($"V d{column}_{row} = {(Masks ? $"ConditionalSelect(isForeign, V.Zero, {value})" : value)};");
            }
            if (rows > 1) new WinogradTransform(vertical).EmitInput(writer, isa, $"d{column}_", $"t{column}_");
        }
        var places = Tiling.PlacesOfProducts();
        for (var row = 0; row < rows; row++)
        {
            var result = columns > 1 ? $"e{row}_" : $"r{row}_";
            // The second pass reads row `row` of all transformed columns.
            for (var column = 0; column < columns; column++) writer.Line($"V r{row}_{column} = {(rows > 1 ? "t" : "d")}{column}_{row};");
            if (columns > 1) new WinogradTransform(horizontal).EmitInput(writer, isa, $"r{row}_", result);
            for (var column = 0; column < columns; column++) writer.Line($"{result}{column}.Store({Literal.Offset("target", places[(row, column)] * stride)});");
        }
    }

    // A block is made of two pixels of each of two rows.
    private string PackedLane(InstructionSet isa, string part) => isa.Lanes switch
    {
        16 => "",
        8 => Source.Times(part, Input.Row),
        _ => $"({part} >> 1) * {Literal.Of(Input.Row)} + ({part} & 1) * {Literal.Of(Input.Pixel)}",
    };

    private string Load(InstructionSet isa, int offset)
    {
        if (!IsPacked || isa.Lanes < BlockLanes) return $"Load({Literal.Offset("source", offset)})";
        const string half = "System.Runtime.Intrinsics.Vector256.Load";
        return $"Create({half}({Literal.Offset("source", offset)}), {half}({Literal.Offset("source", offset + Input.Row)}))";
    }
}

/// <summary>Transforms a band of products back, adds the bias and stores the tiles, cut to the image.</summary>
internal sealed record WinogradOutputKernel(WinogradTiling Tiling, int Blocks, TensorLayout Output, KernelEpilogue Epilogue) : KernelShape
{
    public override string BaseName => $"WinogradOutput{Tiling.Vertical.Outputs}x{Tiling.Horizontal.Outputs}{WinogradKernel.KernelName(Tiling)}_{Tiling.BandRows}x{Tiling.TileColumns}_{Blocks * InstructionSet.BlockLanes}{Epilogue.NameSuffix}";

    public override string Summary => $"Output transform of {Tiling.BandRows}×{Tiling.TileColumns} tiles, {Blocks * InstructionSet.BlockLanes} lanes.";

    public override IReadOnlyList<string> Parameters => ["float* products", "float* biases", "int firstTileRow", "float* output", .. Epilogue.Parameters];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var stride = WinogradTiling.ProductStride(Blocks * Tiling.Tiles);
        var pixel = InstructionSet.BlockLanes;
        var epilogue = new EpilogueEmitter(Epilogue, isa);
        WinogradTransform.EmitFactors(writer, new[] { Tiling.Vertical, Tiling.Horizontal }.SelectMany(axis => new WinogradTransform(axis).OutputFactors()));
        epilogue.EmitConstants(writer);
        using (writer.SharedLoop("block", Blocks, out var block))
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
        {
            var lane = Source.Times(part, isa.Lanes);
            writer.Line($"V bias = Load({Source.Join("biases", Source.Times(block, pixel), lane)});");
            using (writer.Loop("tileY", Tiling.BandRows, out var tileY))
            using (writer.Loop("tileX", Tiling.TileColumns, out var tileX))
            {
                writer.Line($"float* source = {Source.Join("products", Source.Times(block, Tiling.Tiles * pixel), Source.Times(tileY, Tiling.RowOfTiles * pixel), Source.Times(tileX, Tiling.ColumnOfTiles * pixel), lane)};");
                writer.Line($"int y = ({Source.Join("firstTileRow", tileY)}) * {Tiling.Vertical.Outputs};");
                writer.Line($"int x = {(tileX == "0" ? "0" : Source.Times(tileX, Tiling.Horizontal.Outputs))};");
                writer.Line($"float* target = {Source.Join("output", Source.Times(block, Output.Block), Source.Times("y", Output.Row), Source.Times("x", Output.Pixel), lane)};");
                epilogue.EmitPointers(writer, block, "y", "x", lane);
                EmitTile(writer, isa, epilogue, stride);
            }
        }
    }

    private void EmitTile(CodeWriter writer, InstructionSet isa, EpilogueEmitter epilogue, int stride)
    {
        var (vertical, horizontal) = (Tiling.Vertical, Tiling.Horizontal);
        var places = Tiling.PlacesOfProducts();
        for (var column = 0; column < horizontal.Inputs; column++)
        {
            for (var row = 0; row < vertical.Inputs; row++)
                writer.Line($"V d{column}_{row} = Load({Literal.Offset("source", places[(row, column)] * stride)});");
            if (vertical.Inputs > 1) new WinogradTransform(vertical).EmitOutput(writer, isa, $"d{column}_", $"t{column}_");
        }
        for (var row = 0; row < vertical.Outputs; row++)
            using (EmitGuard(writer, "y", row, vertical.Outputs, Tiling.Height))
            {
                var result = horizontal.Inputs > 1 ? $"e{row}_" : $"r{row}_";
                for (var column = 0; column < horizontal.Inputs; column++) writer.Line($"V r{row}_{column} = {(vertical.Inputs > 1 ? "t" : "d")}{column}_{row};");
                if (horizontal.Inputs > 1) new WinogradTransform(horizontal).EmitOutput(writer, isa, $"r{row}_", result);
                for (var column = 0; column < horizontal.Outputs; column++)
                    using (EmitGuard(writer, "x", column, horizontal.Outputs, Tiling.Width))
                    {
                        var value = $"{result}{column}";
                        writer.Line($"{value} = {isa.Add(value, "bias")};");
                        epilogue.EmitSteps(writer, new EpilogueValue(value, Literal.Offset("target", row * Output.Row + column * Output.Pixel), new TilePixel(row, column)));
                    }
            }
    }

    // Tiles at the lower and right edge may stick out of the image; elements that never do need no check.
    private static CodeWriter.BlockScope EmitGuard(CodeWriter writer, string axis, int element, int outputs, int extent)
    {
        var overhang = extent % outputs;
        return overhang == 0 || element < overhang ? writer.Block() : writer.Block($"if ({axis} + {element} < {extent})");
    }
}
