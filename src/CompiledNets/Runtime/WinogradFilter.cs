namespace CompiledNets.Runtime;

/// <summary>
/// The filter transform G g Gᵀ of Winograd's F(m×m, 3×3) with the points 0, ±1 and, for m = 4, ±2 (Lavin and Gray, arXiv
/// 1509.09308), in double.
/// </summary>
internal sealed class WinogradFilter
{
    private const int Taps = 3;

    private static readonly WinogradFilter Two = new(
    [
        [1, 0, 0],
        [0.5, 0.5, 0.5],
        [0.5, -0.5, 0.5],
        [0, 0, 1],
    ]);

    private static readonly WinogradFilter Four = new(
    [
        [1 / 4.0, 0, 0],
        [-1 / 6.0, -1 / 6.0, -1 / 6.0],
        [-1 / 6.0, 1 / 6.0, -1 / 6.0],
        [1 / 24.0, 1 / 12.0, 1 / 6.0],
        [1 / 24.0, -1 / 12.0, 1 / 6.0],
        [0, 0, 1],
    ]);

    private readonly double[][] rows;

    private WinogradFilter(double[][] rows) => this.rows = rows;

    /// <summary>Elements of the transformed filter.</summary>
    public int Products => rows.Length * rows.Length;

    /// <summary>The transform for tiles of so many outputs along one axis.</summary>
    public static WinogradFilter Of(int outputs) => outputs switch
    {
        2 => Two,
        4 => Four,
        _ => throw new ArgumentOutOfRangeException(nameof(outputs), outputs, "there are transforms for 2 and 4 outputs"),
    };

    /// <summary>Transforms a 3×3 filter, times a factor.</summary>
    public void Transform(ReadOnlySpan<float> filter, double factor, Span<double> result)
    {
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < rows.Length; j++)
            {
                double sum = 0;
                for (var y = 0; y < Taps; y++)
                    for (var x = 0; x < Taps; x++) sum += rows[i][y] * rows[j][x] * filter[y * Taps + x];
                result[i * rows.Length + j] = sum * factor;
            }
    }
}
