using System.CommandLine;
using CompiledNets.Benchmarks.Compiling;
using CompiledNets.Benchmarks.Reports;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>How long the generator takes, and the C# compiler for what it emits.</summary>
internal static class GeneratorCommand
{
    private static readonly string[] defaults = ["MobileNetV2", "EfficientNetB7", "ResNet152"];

    public static Command Create()
    {
        var nets = new Argument<string[]>("NET")
        {
            Description = "nets to compile", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => defaults,
        };
        nets.AcceptOnlyFromAmong([.. NetSources.Names]);
        var command = new Command("generator", "Measures the stages from a declaration to an assembly.") { nets };
        command.SetAction(arguments => GeneratorTable.Print(arguments.GetValue(nets)!.Select(GeneratorTimes.Measure)));
        return command;
    }
}
