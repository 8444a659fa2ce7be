using System.CommandLine;
using System.Globalization;
using Classify;
using CompiledNets;

var weights = new Option<FileInfo>("--weights")
{
    Description = "SqueezeNet 1.1 as a safetensors file with torchvision's keys",
    HelpName = "FILE",
    Required = true,
};
var labels = new Option<FileInfo?>("--labels")
{
    Description = "names of the classes, one a line; imagenet_classes.txt beside the weights where not given",
    HelpName = "FILE",
};
var photos = new Argument<string[]>("PHOTO") { Description = "pictures to classify", Arity = ArgumentArity.OneOrMore };
var command = new RootCommand("Says what a photo shows.") { weights, labels, photos };
command.SetAction(arguments =>
{
    try
    {
        var file = arguments.GetRequiredValue(weights);
        var names = ClassNames.Read(arguments.GetValue(labels), file);
        var classifier = new PhotoClassifier(SqueezeNet11.Load(file.FullName));
        return arguments.GetRequiredValue(photos).Count(photo => !TryClassify(classifier, names, photo)) == 0 ? 0 : 1;
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException or WeightException)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();

static bool TryClassify(PhotoClassifier classifier, ClassNames names, string photo)
{
    try
    {
        var pixels = PhotoReader.ReadSquare(photo, PhotoClassifier.Size);
        var answers = classifier.Top(pixels, 5);
        var time = classifier.MeasureRun(pixels);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{photo}: {time.TotalMilliseconds:F2} ms a run"));
        foreach (var (index, probability) in answers)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {probability,7:P2}  {names[index]}"));
        return true;
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine(error.Message);
        return false;
    }
}
