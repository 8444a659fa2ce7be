namespace Classify;

/// <summary>The names of the classes: line n of a text file names class n. Without a file they are numbers.</summary>
internal sealed class ClassNames
{
    private readonly string[] names;

    private ClassNames(string[] names) => this.names = names;

    public string this[int index] => index < names.Length ? names[index] : $"class {index}";

    /// <summary>Reads the names from the given file, or from <c>imagenet_classes.txt</c> beside the weights where there is one.</summary>
    public static ClassNames Read(FileInfo? labels, FileInfo weights)
    {
        var beside = Path.Combine(weights.DirectoryName!, "imagenet_classes.txt");
        if (labels is null && !File.Exists(beside)) return new ClassNames([]);
        return new ClassNames(File.ReadAllLines(labels?.FullName ?? beside));
    }
}
