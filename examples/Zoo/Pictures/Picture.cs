using CompiledNets;

namespace Zoo.Pictures;

/// <summary>Writes a graph as a picture, of the kind that the file's name says.</summary>
internal static class Picture
{
    private static readonly Dictionary<string, Func<Graph, string>> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = SvgPicture.Draw,
        [".dot"] = graph => graph.ToDot(),
        [".mmd"] = graph => graph.ToMermaid(),
    };

    /// <summary>The endings of the files that can be written.</summary>
    public static IEnumerable<string> Extensions => Kinds.Keys;

    /// <summary>Whether the file's name has one of those endings.</summary>
    public static bool CanWrite(FileInfo file) => Kinds.ContainsKey(file.Extension);

    /// <summary>Writes the picture.</summary>
    public static void Write(Graph graph, FileInfo file) => File.WriteAllText(file.FullName, Kinds[file.Extension](graph));
}
