using System.Text;

namespace CompiledNets;

public sealed partial record Graph
{
    /// <summary>The graph as a flowchart in the language of Mermaid, which Markdown viewers draw.</summary>
    public string ToMermaid()
    {
        var text = new StringBuilder("flowchart TD\n");
        for (var i = 0; i < Nodes.Count; i++) text.Append($"    n{i}[\"{Label(Nodes[i], "<br/>", EscapeMermaid)}\"]\n");
        for (var i = 0; i < Outputs.Count; i++) text.Append($"    out{i}([\"{EscapeMermaid(Outputs[i].Name)}\"])\n");
        AppendEdges(text, "-->", "");
        return text.ToString();
    }

    /// <summary>The graph in the language of Graphviz, for <c>dot -Tsvg</c>.</summary>
    public string ToDot()
    {
        var text = new StringBuilder("digraph net {\n    node [shape=box];\n");
        for (var i = 0; i < Nodes.Count; i++) text.Append($"    n{i} [label=\"{Label(Nodes[i], "\\n", EscapeDot)}\"];\n");
        for (var i = 0; i < Outputs.Count; i++) text.Append($"    out{i} [label=\"{EscapeDot(Outputs[i].Name)}\", shape=ellipse];\n");
        AppendEdges(text, "->", ";");
        return text.Append("}\n").ToString();
    }

    private static string Label(Node node, string newLine, Func<string, string> escape)
    {
        string[] lines = [node.Name, $"{node.Operator.Kind} {node.Operator.Describe()}".TrimEnd(), node.Shape.ToString()];
        return string.Join(newLine, lines.Select(escape));
    }

    private static string EscapeMermaid(string text) =>
        text.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string EscapeDot(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"");

    private void AppendEdges(StringBuilder text, string arrow, string end)
    {
        for (var i = 0; i < Nodes.Count; i++)
            foreach (var input in Nodes[i].Inputs) text.Append($"    n{input} {arrow} n{i}{end}\n");
        for (var i = 0; i < Outputs.Count; i++) text.Append($"    n{Outputs[i].Node} {arrow} out{i}{end}\n");
    }
}
