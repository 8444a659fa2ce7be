using CompiledNets.Runtime;

namespace CompiledNets.Tests.Runtime;

/// <summary>Images brought into another order of lanes.</summary>
public unsafe class ImageLayoutTests
{
    private const int Height = 3, Width = 5, Lanes = 32;

    public static TheoryData<string, int[]> Orders => new()
    {
        { "as they are", Enumerable.Range(0, Lanes).ToArray() },
        { "shifted", Enumerable.Range(10, 16).Concat(Enumerable.Range(0, 16)).ToArray() },
        { "runs of each length", [3, 7, 8, 11, 12, 13, 16, 17, 18, 19, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 30, 31, 20, 19, 18, 17] },
        { "dead lanes between", [-1, 5, -1, -1, 6, 7, -1, -1, -1, -1, 8, 9, 10, 11, 12, -1, .. Enumerable.Repeat(-1, 15), 31] },
        { "one lane for all", Enumerable.Repeat(4, Lanes).ToArray() },
        { "backwards", Enumerable.Range(0, Lanes).Reverse().ToArray() },
    };

    [Theory, MemberData(nameof(Orders))]
    public void Gather_TakesEachLaneFromItsPlace_AndNothingElseIsWritten(string order, int[] lanes)
    {
        _ = order;
        // Blocks of the source lie apart, with a border around the image of the target.
        const int block = Height * Width * 16 + 7, targetRow = (Width + 1) * 16, targetBlock = (Height + 1) * targetRow;
        var source = Enumerable.Range(1, 2 * block).Select(i => (float)i).ToArray();
        var offsets = lanes.Select(lane => lane < 0 ? -1 : lane / 16 * block + lane % 16).ToArray();
        var target = Enumerable.Repeat(-3f, 2 * targetBlock).ToArray();
        fixed (float* from = source, to = target)
        fixed (int* table = offsets)
            ImageLayout.Gather(from, table, 2, Height, Width, Width * 16, 16, to, targetRow, targetBlock);

        for (var i = 0; i < target.Length; i++)
        {
            var (b, y, x, lane) = (i / targetBlock, i % targetBlock / targetRow, i % targetRow / 16, i % 16);
            var offset = offsets[b * 16 + lane];
            var expected = y == Height || x == Width ? -3 : offset < 0 ? 0 : source[offset + (y * Width + x) * 16];
            Assert.Equal(expected, target[i]);
        }
    }
}
