using System.ComponentModel;

namespace CompiledNets.Runtime;

/// <summary>
/// One axis of a convolution by Winograd's minimal filtering F(m, r): m outputs of an r-tap filter from m + r − 1 inputs with as many
/// multiplications (Winograd 1980; Lavin and Gray, arXiv 1509.09308), here by the construction of Toom and Cook: polynomials are
/// multiplied through their values at points, one of which is ∞. Two axes, one over the columns and one over the rows, make
/// F(m×m, r×r). Longer filters and those of a stride are parts of r taps each, whose products are added up.
/// </summary>
/// <param name="Taps">Size of the kernel along the axis.</param>
/// <param name="Stride">Stride along the axis. Where it is more than 1, part p has the taps p, p + stride, ….</param>
/// <param name="Outputs">m; 1 along an axis that has one tap and is not transformed.</param>
/// <param name="PartTaps">r: taps of a part; with stride 1 parts follow each other, and if there are several, r is m.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WinogradAxis(int Taps, int Stride, int Outputs, int PartTaps)
{
    // Small powers of two, whose powers and products are exact in float32.
    private static readonly double[] positivePoints = [1, 2, 0.5];

    /// <summary>m + r − 1: inputs of a tile for one part, and products.</summary>
    public int Inputs => Outputs + PartTaps - 1;

    /// <summary>Parts of the kernel.</summary>
    public int Parts => Stride > 1 ? Stride : (Taps + PartTaps - 1) / PartTaps;

    /// <summary>Parts of r taps; those of fewer stand behind them and have no product at ∞.</summary>
    public int FullParts
    {
        get
        {
            var full = 0;
            while (full < Parts && Tap(full, PartTaps - 1) < Taps) full++;
            return full;
        }
    }

    /// <summary>Whether 0 is a point.</summary>
    public bool HasZero => Inputs % 2 == 0;

    /// <summary>The points that are used both as they are and with the other sign.</summary>
    public IReadOnlyList<double> PairedPoints => positivePoints.Take((Inputs - 1) / 2).ToArray();

    /// <summary>The tap of the kernel that is a part's tap; it may lie behind the last one.</summary>
    public int Tap(int part, int tap) => Stride > 1 ? tap * Stride + part : part * PartTaps + tap;

    /// <summary>
    /// The coefficients, the lowest first and the highest 1, of the product of (z − p²) over all paired points p, or all but one, which
    /// is a polynomial in z = x².
    /// </summary>
    public IReadOnlyList<double> Polynomial(double without = 0)
    {
        double[] coefficients = [1];
        foreach (var point in PairedPoints)
        {
            if (point == without) continue;
            var product = new double[coefficients.Length + 1];
            for (var i = 0; i < coefficients.Length; i++)
            {
                product[i + 1] += coefficients[i];
                product[i] -= point * point * coefficients[i];
            }
            coefficients = product;
        }
        return coefficients;
    }

    /// <summary>What becomes of the filter, G: a row of r factors for each product, first the point 0, then each pair p and −p, then ∞.</summary>
    public double[][] FilterTransform()
    {
        var points = PairedPoints.SelectMany(point => (double[])[point, -point]);
        var finite = (HasZero ? points.Prepend(0) : points).ToArray();
        var taps = PartTaps;
        var rows = finite.Select(point =>
        {
            var scale = finite.Where(other => other != point).Aggregate(1.0, (product, other) => product * (point - other));
            return Enumerable.Range(0, taps).Select(tap => Math.Pow(point, tap) / scale).ToArray();
        });
        return rows.Append(Enumerable.Range(0, taps).Select(tap => tap == taps - 1 ? 1.0 : 0).ToArray()).ToArray();
    }

    /// <summary>
    /// The products of a tile in the order in which their matrices lie: those that as many parts of the kernel have stand together, since
    /// parts of fewer taps have none at ∞.
    /// </summary>
    /// <param name="vertical">The axis over the rows.</param>
    /// <param name="horizontal">The axis over the columns.</param>
    public static IReadOnlyList<WinogradProducts> Products(WinogradAxis vertical, WinogradAxis horizontal) =>
    [
        .. from rows in vertical.PointsByParts()
           from columns in horizontal.PointsByParts()
           select new WinogradProducts(
               rows.Parts, columns.Parts,
               (from row in Enumerable.Range(rows.First, rows.Count)
                from column in Enumerable.Range(columns.First, columns.Count)
                select (row, column)).ToArray())
    ];

    private IEnumerable<(int First, int Count, int Parts)> PointsByParts() => FullParts == Parts
        ? [(0, Inputs, Parts)]
        : [(0, Inputs - 1, Parts), (Inputs - 1, 1, FullParts)];
}

/// <summary>Products of a tile that as many parts of the kernel have.</summary>
/// <param name="VerticalParts">How many of the vertical axis's parts.</param>
/// <param name="HorizontalParts">How many of the horizontal axis's parts.</param>
/// <param name="Products">The products, each with its row and column in the transformed tile.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record WinogradProducts(int VerticalParts, int HorizontalParts, IReadOnlyList<(int Row, int Column)> Products);
