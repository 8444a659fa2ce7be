using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Fuzz.Mutants;

/// <summary>A way to break emitted code.</summary>
/// <param name="Name">What is wrong afterwards.</param>
/// <param name="Pattern">The code that is changed.</param>
/// <param name="Change">What becomes of it.</param>
internal sealed record Breakage(string Name, Regex Pattern, Func<Match, string> Change)
{
    // More than the gap between two matrices of Winograd's method, into which nothing is written.
    private const int SeveralPixels = 64;

    /// <summary>Which of the generated files is changed, by the end of its name.</summary>
    public string File { get; init; } = $"Kernels.{CompiledSource.SetInUse.Name}.g.cs";

    /// <summary>All ways.</summary>
    public static IReadOnlyList<Breakage> All { get; } =
    [
        new("a tap is dropped", new(@"^\s*c\w+ = (FusedMultiplyAdd|MultiplyAddEstimate|Fma\.MultiplyAdd)\(.*\);$", RegexOptions.Multiline), _ => ""),
        new("a vector is not stored", new(@"^\s*\w+\.Store\(.*\);$", RegexOptions.Multiline), _ => ""),
        new("a vector is stored one pixel further", new(@"(?<=\.Store\(\w+ \+ )\d+(?=\))"), match => Moved(match, 16)),
        new("a tail is one too short", new(@"(?<=for \(.* < )\d+(?=;)"), match => Moved(match, -1)),
        new("a tail is one too long", new(@"(?<=for \(.* < )\d+(?=;)"), match => Moved(match, 1)),
        new("a stride is a pixel too large", new(@"(?<=\b(tapRow|tap|w|pixel) \+= )\d+(?=[;)])"), match => Moved(match, 16)),
        new("a row is a pixel too long", new(@"(?<=(tileY|row|y|block) \* )\d+"), match => Moved(match, 16)),
        new("the next channel is read", new(@"(?<=Create\(\w+\[)\d+(?=\])"), match => Moved(match, 1)),
        new("the next weights are read", new(@"(?<=Load\(w \+ )\d+(?=\))"), match => Moved(match, 16)),
        new("the smaller is taken", new(@"\bMax(?=(Native)?\()"), _ => "Min"),
        new("a sum is a difference", new(@"(?<=\b(?<sum>\w+) = )(Avx\.Add\(\k<sum>|\k<sum> \+)(?=,? Load)"), match => match.Value.Replace("Add", "Subtract").Replace('+', '-')),
        new("a barrier within a step is missing", new(@"worker\.Barrier\(\);"), _ => ""),
        new("a barrier between steps is missing", new(@"worker\.Barrier\(\);"), _ => "") { File = "Net.Run.g.cs" },
        new("a step works some pixels further", new(@"(?<=Kernels\..*[( ]arena)( \+ (?<place>\d+))?(?=[,)])"), match => $" + {Moved(match.Groups["place"], SeveralPixels)}") { File = "Net.Run.g.cs" },
    ];

    private static string Moved(Group number, int by) => ((number.Success ? int.Parse(number.Value, CultureInfo.InvariantCulture) : 0) + by).ToString(CultureInfo.InvariantCulture);
}
