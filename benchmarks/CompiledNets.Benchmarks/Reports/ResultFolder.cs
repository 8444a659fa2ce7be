using System.Text.RegularExpressions;
using CompiledNets.Benchmarks.Measuring;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Where results are kept: a folder for each processor below <c>benchmarks/results</c>.</summary>
internal static partial class ResultFolder
{
    /// <summary>The figures from which the table of the README is made.</summary>
    public const string MainFile = "compare.json";

    /// <summary>The folders of all processors.</summary>
    public static IEnumerable<string> All(string benchmarks) =>
        Directory.EnumerateDirectories(Path.Combine(benchmarks, "results")).Order(StringComparer.Ordinal);

    /// <summary>Writes results as Markdown, JSON and chart.</summary>
    /// <param name="benchmarks">The folder <c>benchmarks</c>.</param>
    /// <param name="results">What was measured.</param>
    /// <param name="vectorBits">With which vectors.</param>
    /// <param name="threads">With how many threads.</param>
    /// <param name="isWidest">Whether no wider vectors are to be had here.</param>
    public static void Write(string benchmarks, Results results, int vectorBits, int threads, bool isWidest)
    {
        var folder = Create(benchmarks, results.Cpu);
        var name = "compare" + (isWidest ? "" : $"-{vectorBits}") + (threads == 1 ? "" : $"-{threads}threads");
        File.WriteAllText(Path.Combine(folder, $"{name}.json"), ResultJson.Write(results));
        File.WriteAllText(Path.Combine(folder, $"{name}.svg"), ResultChart.Draw(results));
        File.WriteAllText(Path.Combine(folder, $"{name}.md"), $"{ResultTable.Full(results, vectorBits)}\n![ratios]({name}.svg)\n");
    }

    /// <summary>Makes the folder of a processor where there is none yet.</summary>
    public static string Create(string benchmarks, string cpu) => Directory.CreateDirectory(Path.Combine(benchmarks, "results", NameOf(cpu))).FullName;

    /// <summary>A processor's name as that of a folder.</summary>
    public static string NameOf(string cpu) => Separators().Replace(cpu.ToLowerInvariant(), "-").Trim('-');

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Separators();
}
