namespace CompiledNets.Generator.Planning;

/// <summary>One block of lanes of a view.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="Block">The block within it.</param>
/// <param name="Y">Row of the buffer at which the view's first row lies.</param>
/// <param name="X">Column of the buffer at which the view's first column lies.</param>
/// <param name="Channels">The view's channel in each lane; −1 for a dead lane.</param>
internal sealed record LaneBlock(ArenaBuffer Buffer, int Block, int Y, int X, EquatableArray<int> Channels)
{
    /// <summary>
    /// A bit for each dead lane that holds a number of another tensor, or one that was computed from it: also NaN or an infinity,
    /// which no weight of zero keeps from a sum. Other dead lanes are finite where the live ones are.
    /// </summary>
    public int ForeignLanes { get; init; }

    /// <summary>Whether a lane is such a one.</summary>
    public bool IsForeign(int lane) => (ForeignLanes >> lane & 1) != 0;
}

/// <summary>
/// Where the channels of a tensor lie: the channel map. Concatenation, splits, shuffles and slices only make another view.
/// </summary>
/// <param name="Blocks">The blocks in the order in which kernels read them.</param>
/// <param name="Height">Rows; 1 for features.</param>
/// <param name="Width">Columns; 1 for features.</param>
internal sealed record View(EquatableArray<LaneBlock> Blocks, int Height, int Width)
{
    /// <summary>The channel of each lane, block after block.</summary>
    public IEnumerable<int> Lanes => Blocks.SelectMany(block => block.Channels);

    /// <summary>The number of channels.</summary>
    public int Channels => Lanes.Count(channel => channel >= 0);

    /// <summary>The buffers, each once.</summary>
    public IEnumerable<ArenaBuffer> Buffers => Blocks.Select(block => block.Buffer).Distinct();

    /// <summary>Whether some dead lanes hold other tensors' numbers.</summary>
    public bool HasForeignLanes => Blocks.Any(block => block.ForeignLanes != 0);

    /// <summary>Whether the view shows whole planes, so that the border of its buffers surrounds it.</summary>
    public bool ShowsWholePlanes => Blocks.All(block => block is { Y: 0, X: 0 } && block.Buffer.Height == Height && block.Buffer.Width == Width);

    /// <summary>Whether all blocks lie one behind the other in memory, wherever that will be.</summary>
    public bool IsOneRun => ShowsWholePlanes && Enumerable.Range(1, Blocks.Count - 1).All(i => Follows(Blocks[i - 1], Blocks[i]));

    /// <summary>A view of a whole buffer whose lanes hold the given channels.</summary>
    public static View Of(ArenaBuffer buffer, IReadOnlyList<int> lanes) => new(
        Enumerable.Range(0, buffer.Blocks)
            .Select(block => new LaneBlock(buffer, block, 0, 0, lanes.Skip(block * buffer.Pixel).Take(buffer.Pixel).ToEquatableArray()))
            .ToEquatableArray(),
        buffer.Height, buffer.Width);

    /// <summary>A view of a whole buffer whose lanes hold what became of those of another view, lane by lane.</summary>
    public static View Of(ArenaBuffer buffer, View source) => Of(buffer, source.Lanes.ToList()).WithForeignLanesOf(source);

    /// <summary>The view after a number of another one, with the same lanes, went into each.</summary>
    public View WithForeignLanesOf(View other) => this with
    {
        Blocks = Blocks.Select((block, i) => block with { ForeignLanes = block.ForeignLanes | other.Blocks[i].ForeignLanes }).ToEquatableArray(),
    };

    /// <summary>Channels 0 to count − 1 in order, padded with dead lanes to whole blocks.</summary>
    public static IReadOnlyList<int> PackedLanes(int count, int pixel) =>
        Enumerable.Range(0, (count + pixel - 1) / pixel * pixel).Select(lane => lane < count ? lane : -1).ToList();

    /// <summary>Whether the lanes of both hold the same channels.</summary>
    public bool HasLanesOf(View other) => Lanes.SequenceEqual(other.Lanes);

    /// <summary>The view with other channels; blocks that hold none fall away.</summary>
    public View Relabel(Func<int, int> channel) => this with
    {
        Blocks = Blocks
            .Select(block =>
            {
                var channels = block.Channels.Select(lane => lane < 0 ? -1 : channel(lane)).ToEquatableArray();
                var foreign = Enumerable.Range(0, channels.Count).Where(lane => block.Channels[lane] >= 0 && channels[lane] < 0).Sum(lane => 1 << lane);
                return block with { Channels = channels, ForeignLanes = block.ForeignLanes | foreign };
            })
            .Where(block => block.Channels.Any(lane => lane >= 0))
            .ToEquatableArray(),
    };

    /// <summary>A part of the view's rows and columns.</summary>
    public View Crop(int y, int x, int height, int width) =>
        new(Blocks.Select(block => block with { Y = block.Y + y, X = block.X + x }).ToEquatableArray(), height, width);

    /// <summary>Each pixel of each block becomes a block of features: channel c at pixel p is feature c · pixels + p.</summary>
    public View Flatten()
    {
        var pixels = Height * Width;
        return new(
            Blocks.SelectMany(block => Enumerable.Range(0, pixels).Select(pixel => block with
            {
                Y = block.Y + pixel / Width,
                X = block.X + pixel % Width,
                Channels = block.Channels.Select(channel => channel < 0 ? -1 : channel * pixels + pixel).ToEquatableArray(),
            })).ToEquatableArray(),
            1, 1);
    }

    /// <summary>Where each lane's first pixel lies, in floats from the start of the arena; valid after allocation.</summary>
    public IEnumerable<(int Channel, int Address)> Addresses() =>
        Blocks.SelectMany(block => block.Channels.Select((channel, lane) => (channel, AddressOf(block) + lane)));

    /// <summary>Where the first pixel of each block lies; valid after allocation.</summary>
    public IReadOnlyList<int> BlockAddresses() => Blocks.Select(AddressOf).ToList();

    private static bool Follows(LaneBlock before, LaneBlock block)
    {
        if (block.Buffer == before.Buffer) return block.Block == before.Block + 1;
        var neighbours = before.Buffer.Region.Buffers;
        var next = neighbours.IndexOf(before.Buffer) + 1;
        return before.Block == before.Buffer.Blocks - 1 && block.Block == 0 && next < neighbours.Count && neighbours[next] == block.Buffer;
    }

    private static int AddressOf(LaneBlock block) => block.Buffer.Address(block.Block, block.Y, block.X);
}
