using System.Text.Json;
using System.Xml.Linq;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Reports;

namespace CompiledNets.Benchmarks.Tests;

/// <summary>The forms in which results are kept.</summary>
public class ResultTests
{
    private static readonly NetResult net = new()
    {
        Net = "MobileNetV2", MultiplyAdds = 300_774_272, OursMinMs = 2, OursMedianMs = 2.5, OrtMinMs = 3, OrtMedianMs = 3.5, Gflops = 300.8,
        PeakShare = 0.75, MaxError = 1e-6, AllocatedBytes = 0, ScratchBytes = 6_000_000, WeightBytes = 14_000_000,
    };

    private static readonly Results results = new("CPU <1> @ 2 GHz", 400, [net, net with { Net = "Slow", OursMinMs = 12, OursMedianMs = 14 }]);

    [Fact]
    public void JsonHasExactlyTheAgreedMembers()
    {
        var root = JsonDocument.Parse(ResultJson.Write(results)).RootElement;
        Assert.Equal(["cpu", "peak_gflops", "nets"], root.EnumerateObject().Select(member => member.Name));
        string[] members =
        [
            "net", "ours_min_ms", "ours_median_ms", "ort_min_ms", "ort_median_ms", "ratio_min", "ratio_median", "gflops", "peak_share", "max_error",
            "allocated_bytes", "scratch_bytes", "weight_bytes",
        ];
        Assert.Equal(members, root.GetProperty("nets")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(1.5, root.GetProperty("nets")[0].GetProperty("ratio_min").GetDouble());
        Assert.Equal(1.4, root.GetProperty("nets")[0].GetProperty("ratio_median").GetDouble(), 12);
    }

    [Fact]
    public void JsonReadsBack()
    {
        var read = ResultJson.Read(ResultJson.Write(results));
        Assert.Equal((results.Cpu, results.PeakGflops), (read.Cpu, read.PeakGflops));
        Assert.Equal(results.Nets.Select(one => one with { MultiplyAdds = 0 }), read.Nets);
    }

    [Fact]
    public void TablesTellTheGeometricMeans()
    {
        // √(1.5 · 0.25) and √(1.4 · 0.25).
        const string means = "Geometric mean of the ratios: 0.61 of minima, 0.59 of medians.";
        Assert.Contains(means, ResultTable.Full(results, 512), StringComparison.Ordinal);
        Assert.Contains(means, ResultTable.Short(results), StringComparison.Ordinal);
    }

    [Fact]
    public void TablesAreMarkdownOfOneLinePerNet()
    {
        var lines = ResultTable.Short(results).Split('\n').TakeWhile(line => line.Length > 0).ToList();
        Assert.Equal(2 + results.Nets.Count, lines.Count);
        Assert.All(lines, line => Assert.Equal(7, line.Count(character => character == '|')));
        Assert.Equal(
            ["MobileNetV2", "2", "3", "1.50", "1.40", "75"],
            lines[2].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.StartsWith("CPU <1> @ 2 GHz, 256-bit vectors, 400 GFLOP/s at most\n\n|", ResultTable.Full(results, 256), StringComparison.Ordinal);
    }

    [Fact]
    public void ChartNamesEachNetAndItsRatio()
    {
        var text = XDocument.Parse(ResultChart.Draw(results)).Descendants().Select(element => element.Value.Trim()).ToHashSet();
        Assert.Superset(new HashSet<string> { "MobileNetV2", "1.50", "Slow", "0.25" }, text);
    }

    [Theory]
    [InlineData("AMD EPYC", "amd-epyc")]
    [InlineData("Intel(R) Xeon(R) CPU @ 2.20GHz", "intel-r-xeon-r-cpu-2-20ghz")]
    public void FoldersAreNamedAfterTheProcessor(string cpu, string folder) => Assert.Equal(folder, ResultFolder.NameOf(cpu));

    [Fact]
    public void FilesTellVectorsAndThreadsWhereTheyAreNotTheUsual()
    {
        var root = Directory.CreateTempSubdirectory("compilednets").FullName;
        try
        {
            ResultFolder.Write(root, results, 512, 1, isWidest: true);
            ResultFolder.Write(root, results, 256, 2, isWidest: false);
            var folder = Assert.Single(ResultFolder.All(root));
            Assert.Equal(
                ["compare-256-2threads.json", "compare-256-2threads.md", "compare-256-2threads.svg", "compare.json", "compare.md", "compare.svg"],
                Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void ReadmeKeepsAllButItsTables()
    {
        const string readme = "before\n<!-- results: made by `benchmarks -- readme` -->\nold\n<!-- end of results -->\nafter\n";
        var made = ReadmeTable.Replace(readme, [("results/cpu", results)]);
        Assert.StartsWith("before\n<!-- results", made, StringComparison.Ordinal);
        Assert.EndsWith("<!-- end of results -->\nafter\n", made, StringComparison.Ordinal);
        Assert.Contains(ResultTable.Short(results), made, StringComparison.Ordinal);
        Assert.Contains("](results/cpu/compare.md)", made, StringComparison.Ordinal);
        Assert.DoesNotContain("old", made, StringComparison.Ordinal);
        Assert.Equal(made, ReadmeTable.Replace(made, [("results/cpu", results)]));
    }

    [Fact]
    public void ReadmeWithoutAPlaceForTablesIsRefused() =>
        Assert.Throws<FormatException>(() => ReadmeTable.Replace("<!-- end of results -->\n", []));
}
