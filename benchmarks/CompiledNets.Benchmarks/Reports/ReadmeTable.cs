using CompiledNets.Benchmarks.Measuring;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>The part of the README that is made from results: what stands between two comments.</summary>
internal static class ReadmeTable
{
    private const string Begin = "<!-- results: made by `benchmarks -- readme` -->\n";
    private const string End = "<!-- end of results -->";

    /// <summary>The README with the tables of these results in place of those that it has.</summary>
    /// <param name="readme">The README.</param>
    /// <param name="results">The folder of each processor relative to the README, with what was measured on it.</param>
    /// <exception cref="FormatException">The README has no place for them.</exception>
    public static string Replace(string readme, IEnumerable<(string Folder, Results Results)> results)
    {
        var begin = readme.IndexOf(Begin, StringComparison.Ordinal);
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin) throw new FormatException($"the README has no lines '{Begin.Trim()}' and '{End}' after it");
        return $"{readme[..(begin + Begin.Length)]}\n{string.Concat(results.Select(Part))}{readme[end..]}";
    }

    private static string Part((string Folder, Results Results) of) =>
        $"{of.Results.Cpu}, {FormattableString.Invariant($"{of.Results.PeakGflops:F0}")} GFLOP/s at most ([all figures]({of.Folder}/compare.md), [chart]({of.Folder}/compare.svg)):\n\n{ResultTable.Short(of.Results)}\n";
}
