using System.CommandLine;
using CompiledNets.Benchmarks.Commands;

var command = new RootCommand("Measures compiled nets against ONNX Runtime.")
{
    CompareCommand.Create(), LayersCommand.Create(), GeneratorCommand.Create(),
};
return command.Parse(args).Invoke();
