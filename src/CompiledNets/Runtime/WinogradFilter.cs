namespace CompiledNets.Runtime;

/// <summary>The filter transform of Winograd's method over two axes, G g Gᵀ for each part of the kernel, in double.</summary>
internal sealed class WinogradFilter
{
    private readonly WinogradAxis horizontal;
    private readonly (int Row, int Column)[] elements;
    private readonly double[][] rows;
    private readonly double[][] columns;
    private readonly double[] transformedRows;

    /// <summary>The transform for a kernel.</summary>
    /// <param name="vertical">The axis over its rows.</param>
    /// <param name="horizontal">The axis over its columns.</param>
    public WinogradFilter(WinogradAxis vertical, WinogradAxis horizontal)
    {
        this.horizontal = horizontal;
        (rows, columns) = (RowsOf(vertical), RowsOf(horizontal));
        var groups = WinogradAxis.Products(vertical, horizontal);
        PartsOfProducts = [.. groups.SelectMany(group => group.Products.Select(_ => group.VerticalParts * group.HorizontalParts))];
        elements =
        [
            .. from one in groups
               from product in one.Products
               from y in Enumerable.Range(0, one.VerticalParts)
               from x in Enumerable.Range(0, one.HorizontalParts)
               select (y * vertical.Inputs + product.Row, x * horizontal.Inputs + product.Column)
        ];
        transformedRows = new double[rows.Length * horizontal.Taps];
    }

    /// <summary>How many parts of the kernel each product has.</summary>
    public IReadOnlyList<int> PartsOfProducts { get; }

    /// <summary>Numbers of a transformed filter.</summary>
    public int Length => elements.Length;

    /// <summary>Transforms a filter, times a factor; product after product, part after part.</summary>
    public void Transform(ReadOnlySpan<float> filter, double factor, Span<double> result)
    {
        var width = horizontal.Taps;
        for (var i = 0; i < rows.Length; i++)
            for (var x = 0; x < width; x++)
            {
                double sum = 0;
                for (var y = 0; y < rows[i].Length; y++) sum += rows[i][y] * filter[y * width + x];
                transformedRows[i * width + x] = sum;
            }
        for (var i = 0; i < elements.Length; i++)
        {
            var row = transformedRows.AsSpan(elements[i].Row * width, width);
            var column = columns[elements[i].Column];
            double sum = 0;
            for (var x = 0; x < width; x++) sum += row[x] * column[x];
            result[i] = sum * factor;
        }
    }

    // Part by part what each point makes of the whole kernel, in which the taps of the other parts count nothing.
    private static double[][] RowsOf(WinogradAxis axis)
    {
        var points = axis.FilterTransform();
        return
        [
            .. from part in Enumerable.Range(0, axis.Parts)
               from point in points
               select Enumerable.Range(0, axis.Taps)
                   .Select(tap => Enumerable.Range(0, axis.PartTaps).Where(k => axis.Tap(part, k) == tap).Sum(k => point[k])).ToArray()
        ];
    }
}
