using CompiledNets;
using GraphShape;

namespace Zoo.Pictures;

/// <summary>A box of a picture: a layer or an output.</summary>
internal sealed class Box
{
    /// <summary>Height of a line of text in pixels.</summary>
    public const double LineHeight = 15;

    // Of a monospaced font of 12 pixels.
    private const double LetterWidth = 7.25;
    private const double Margin = 8;

    private Box(string kind, params string[] lines)
    {
        Kind = kind;
        Lines = [.. lines.Where(line => line.Length > 0)];
        Size = new Size(Lines.Max(line => line.Length) * LetterWidth + 2 * Margin, Lines.Count * LineHeight + Margin);
    }

    /// <summary>What it is, as a class of the style sheet.</summary>
    public string Kind { get; }

    /// <summary>The text.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Width and height in pixels.</summary>
    public Size Size { get; }

    /// <summary>A layer: its name, operator and output.</summary>
    public static Box Of(Graph graph, Node node) =>
        new(
            graph.ParametersOf(node).Any() ? "weights" : "layer",
            node.Name, $"{node.Operator.Kind} {node.Operator.Describe()}".TrimEnd(), node.Shape.ToString());

    /// <summary>An output of the net.</summary>
    public static Box Of(GraphOutput output) => new("output", output.Name);
}
