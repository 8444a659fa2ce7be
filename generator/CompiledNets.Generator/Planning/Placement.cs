using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Planning;

/// <summary>A view as a kernel gets it, after allocation: a pointer, strides and, where the blocks lie anywhere, a table.</summary>
/// <param name="Pointer">The pointer as C#.</param>
/// <param name="Layout">The strides.</param>
/// <param name="Table">Offsets of the blocks from the pointer; empty where they follow each other evenly.</param>
internal sealed record Placement(string Pointer, TensorLayout Layout, EquatableArray<int> Table)
{
    /// <summary>Where a view lies; the pointer is moved by some rows and columns, as into the padding.</summary>
    public static Placement Of(View view, int rows = 0, int columns = 0)
    {
        var buffer = view.Blocks[0].Buffer;
        var shift = rows * buffer.Row + columns * buffer.Pixel;
        var addresses = view.BlockAddresses();
        var stride = addresses.Count > 1 ? addresses[1] - addresses[0] : buffer.Plane;
        var isEven = stride > 0 && Enumerable.Range(1, addresses.Count - 1).All(i => addresses[i] - addresses[i - 1] == stride);
        return isEven
            ? new Placement(Literal.Offset("arena", addresses[0] + shift), new TensorLayout(buffer.Row, stride, false, buffer.Pixel), default)
            : new Placement(Literal.Offset("arena", shift), new TensorLayout(buffer.Row, 0, true, buffer.Pixel), addresses.ToEquatableArray());
    }

    /// <summary>The pointer and, where there is one, the table, as arguments.</summary>
    public IEnumerable<string> Arguments(PlanBuilder builder)
    {
        yield return Pointer;
        if (Layout.HasTable) yield return builder.Table(Table);
    }
}
