using System.CommandLine;
using System.Globalization;
using ReadDigits;

var pictures = new Argument<string[]>("PICTURE") { Description = "pictures of a line of digits; bundled samples where not given" };
var command = new RootCommand("Reads a line of printed digits.") { pictures };
command.SetAction(arguments =>
{
    var reader = new LineReader(DigitReader.Load());
    var paths = arguments.GetValue(pictures) is { Length: > 0 } given ? given : Samples();
    return paths.Count(path => !TryRead(reader, path)) == 0 ? 0 : 1;
});
return command.Parse(args).Invoke();

static string[] Samples() =>
    Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples")).Where(file => !file.EndsWith(".txt", StringComparison.Ordinal)).Order().ToArray();

static bool TryRead(LineReader reader, string path)
{
    try
    {
        var (digits, time) = reader.Read(PictureReader.ReadLine(path));
        var text = digits.Length == 0 ? "no digits" : digits;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path),-16}{text,-14}{time.TotalMilliseconds,6:F2} ms a run"));
        return true;
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine(error.Message);
        return false;
    }
}
