namespace CompiledNets.Generator.Kernels;

/// <summary>How a kernel finds a tensor's numbers from the pointer that it is given.</summary>
/// <param name="Row">Floats from one row to the next.</param>
/// <param name="Block">Floats from one block of 16 channels to the next; 0 where a table of offsets tells.</param>
/// <param name="HasTable">Whether the blocks lie anywhere and a table holds their offsets.</param>
/// <param name="Pixel">Floats from one pixel to the next: 16, or fewer for the network's input with few channels.</param>
internal sealed record TensorLayout(int Row, int Block, bool HasTable = false, int Pixel = InstructionSet.BlockLanes)
{
    /// <summary>True where the rows follow each other without a gap.</summary>
    public bool IsDense(int width) => Gap(width) == 0;

    /// <summary>Floats between the end of a row and the beginning of the next one.</summary>
    public int Gap(int width) => Row - width * Pixel;
}
