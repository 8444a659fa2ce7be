using System.CommandLine;
using Zoo;
using Zoo.Pictures;
using Zoo.Reports;

var names = new Argument<string[]>("NET")
{
    Description = "nets to list, all where none is given; a single one is shown layer by layer",
    Arity = ArgumentArity.ZeroOrMore,
};
names.Validators.Add(result =>
{
    foreach (var name in result.Tokens.Select(token => token.Value).Where(name => ZooNet.Find(name) is null))
        result.AddError($"There is no net '{name}'; without a name, all are listed.");
});
var runs = new Option<int>("--runs")
{
    Description = "how often to run a net; 0 leaves out the times",
    HelpName = "COUNT",
    DefaultValueFactory = _ => 10,
};
runs.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 0) result.AddError("A net cannot run less than 0 times.");
});
var picture = new Option<FileInfo?>("--picture")
{
    Description = $"draws the net into a file instead; its name ends with {string.Join(", ", Picture.Extensions)}",
    HelpName = "FILE",
};
picture.Validators.Add(result =>
{
    if (result.GetValueOrDefault<FileInfo?>() is not { } file) return;
    if (result.GetValue(names) is not [_]) result.AddError("A picture shows one net: name it.");
    if (!Picture.CanWrite(file)) result.AddError($"'{file.Name}' must end with one of {string.Join(", ", Picture.Extensions)}.");
});
var command = new RootCommand("Shows the architectures of CompiledNets.Models.") { names, runs, picture };
command.SetAction(arguments =>
{
    var nets = arguments.GetValue(names) is { Length: > 0 } given ? [.. given.Select(name => ZooNet.Find(name)!)] : ZooNet.All;
    if (arguments.GetValue(picture) is { } file) return TryDraw(nets[0], file) ? 0 : 1;
    if (nets is [var single]) LayerTable.Print(single, arguments.GetValue(runs));
    else NetTable.Print(nets, arguments.GetValue(runs));
    return 0;
});
return command.Parse(args).Invoke();

static bool TryDraw(ZooNet net, FileInfo file)
{
    try
    {
        Picture.Write(net.Trace(), file);
        return true;
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(error.Message);
        return false;
    }
}
