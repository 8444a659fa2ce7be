namespace CompiledNets.Generator.Planning;

/// <summary>
/// Memory for one image during a run: planes of blocks of 16 channels. Grows a border of zeros where convolutions ask for it;
/// its place in the arena is known when all steps are.
/// </summary>
internal sealed class ArenaBuffer
{
    public ArenaBuffer(int blocks, int height, int width, int pixel)
    {
        (Blocks, Height, Width, Pixel) = (blocks, height, width, pixel);
        Region = new ArenaRegion(this);
        Border = new BorderGroup();
        Border.Members.Add(this);
    }

    public int Blocks { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>Floats per pixel: 16, or fewer for an input of the network with few channels.</summary>
    public int Pixel { get; }

    /// <summary>The piece of the arena that it lies in.</summary>
    public ArenaRegion Region { get; set; }

    /// <summary>Its border, shared with the buffers that some kernel reads together with it.</summary>
    public BorderGroup Border { get; private set; }

    /// <summary>Floats from the start of the arena; valid after allocation.</summary>
    public int Offset { get; set; }

    public Padding Padding => Border.Padding;

    public int Row => (Padding.Left + Width + Padding.Right) * Pixel;

    public int Plane => (Padding.Top + Height + Padding.Bottom) * Row;

    public int Length => Blocks * Plane;

    /// <summary>Where a pixel of the image lies, which may also be one of the border.</summary>
    public int Address(int block, int y, int x) => Offset + block * Plane + (Padding.Top + y) * Row + (Padding.Left + x) * Pixel;

    /// <summary>Gives two buffers the same border, so that one kernel can read both with one row stride.</summary>
    public static void ShareBorder(ArenaBuffer a, ArenaBuffer b)
    {
        if (a.Border == b.Border) return;
        a.Border.Require(b.Padding);
        foreach (var member in b.Border.Members.ToList())
        {
            member.Border = a.Border;
            a.Border.Members.Add(member);
        }
    }

    /// <summary>Buffers with the same border of zeros.</summary>
    internal sealed class BorderGroup
    {
        public List<ArenaBuffer> Members { get; } = [];

        public Padding Padding { get; private set; }

        public void Require(Padding padding) => Padding = new Padding(
            Math.Max(Padding.Top, padding.Top), Math.Max(Padding.Left, padding.Left),
            Math.Max(Padding.Bottom, padding.Bottom), Math.Max(Padding.Right, padding.Right));
    }
}

/// <summary>Buffers that lie one behind the other, so that their concatenation needs no copy, and their common lifetime.</summary>
internal sealed class ArenaRegion(ArenaBuffer first)
{
    public List<ArenaBuffer> Buffers { get; } = [first];

    public int FirstStep { get; set; } = int.MaxValue;

    public int LastStep { get; set; } = -1;

    public int Length => Buffers.Sum(buffer => buffer.Length);

    /// <summary>Puts the buffers of another region behind these.</summary>
    public void Append(ArenaRegion other)
    {
        foreach (var buffer in other.Buffers)
        {
            buffer.Region = this;
            Buffers.Add(buffer);
        }
    }
}
