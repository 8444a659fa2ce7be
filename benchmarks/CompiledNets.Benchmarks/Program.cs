using System.CommandLine;
using CompiledNets.Benchmarks.Commands;
using CompiledNets.Benchmarks.Measuring;

if (args is [FirstAnswer.ChildCommand, ..]) return FirstAnswer.RunChild(args);
if (args is [BenchmarkDotNetCommand.Name, ..]) return BenchmarkDotNetCommand.Run(args[1..]);
var command = new RootCommand("Measures compiled nets against ONNX Runtime.")
{
    CompareCommand.Create(), LayersCommand.Create(), FirstCommand.Create(), GeneratorCommand.Create(), ReadmeCommand.Create(), SweepCommand.Create(),
    AotCommand.Create(), BenchmarkDotNetCommand.Describe(),
};
return command.Parse(args).Invoke();
