using System.CommandLine;
using CompiledNets.Benchmarks.Nets;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>Arguments that name nets.</summary>
internal static class NetArguments
{
    public static Argument<string[]> Any()
    {
        var argument = new Argument<string[]>("NET") { Description = "nets to measure; all where none is given", Arity = ArgumentArity.ZeroOrMore };
        argument.AcceptOnlyFromAmong(Names);
        return argument;
    }

    public static Argument<string> One()
    {
        var argument = new Argument<string>("NET") { Description = "net to measure" };
        argument.AcceptOnlyFromAmong(Names);
        return argument;
    }

    /// <summary>The named nets; all where none is named.</summary>
    public static IReadOnlyList<NetEntry> FindAll(string[] names) => names.Length == 0 ? NetTable.All : [.. names.Select(Find)];

    public static NetEntry Find(string name) => NetTable.All.First(entry => entry.Name == name);

    private static string[] Names => [.. NetTable.All.Select(entry => entry.Name)];
}
