using System.Globalization;
using System.Xml.Linq;
using CompiledNets;
using GraphShape;

namespace Zoo.Pictures;

/// <summary>A graph as a drawing in SVG, which browsers show.</summary>
internal static class SvgPicture
{
    private const double Margin = 20;
    private const string Style = """
        text { font: 12px monospace; text-anchor: middle; }
        rect + text { font-weight: bold; }
        rect { stroke: #445; fill: #fff; }
        rect.weights { fill: #dcebfa; }
        rect.output { fill: #eee; }
        polyline { stroke: #889; fill: none; marker-end: url(#arrow); }
        marker { fill: #889; }
        """;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The text of the file.</summary>
    public static string Draw(Graph graph)
    {
        var layout = GraphLayout.Of(graph);
        var left = layout.Boxes.Min(box => box.Centre.X - box.Box.Size.Width / 2) - Margin;
        var top = layout.Boxes.Min(box => box.Centre.Y - box.Box.Size.Height / 2) - Margin;
        var width = layout.Boxes.Max(box => box.Centre.X + box.Box.Size.Width / 2) + Margin - left;
        var height = layout.Boxes.Max(box => box.Centre.Y + box.Box.Size.Height / 2) + Margin - top;
        var root = new XElement(
            Svg + "svg",
            new XAttribute("width", Text(width)), new XAttribute("height", Text(height)),
            new XAttribute("viewBox", $"{Text(left)} {Text(top)} {Text(width)} {Text(height)}"),
            new XElement(Svg + "style", Style), Arrow(), layout.Lines.Select(Line), layout.Boxes.Select(box => Draw(box.Box, box.Centre)));
        return $"{root}\n".ReplaceLineEndings("\n");
    }

    private static XElement Arrow() =>
        new(
            Svg + "marker", new XAttribute("id", "arrow"), new XAttribute("viewBox", "0 0 8 8"), new XAttribute("refX", 8), new XAttribute("refY", 4),
            new XAttribute("markerWidth", 8), new XAttribute("markerHeight", 8), new XAttribute("orient", "auto"),
            new XElement(Svg + "path", new XAttribute("d", "M0,0 L8,4 L0,8 z")));

    private static XElement Line(IReadOnlyList<Point> points) =>
        new(Svg + "polyline", new XAttribute("points", string.Join(' ', points.Select(point => $"{Text(point.X)},{Text(point.Y)}"))));

    private static XElement Draw(Box box, Point centre)
    {
        var (left, top) = (centre.X - box.Size.Width / 2, centre.Y - box.Size.Height / 2);
        return new(
            Svg + "g",
            new XElement(
                Svg + "rect", new XAttribute("class", box.Kind), new XAttribute("x", Text(left)), new XAttribute("y", Text(top)),
                new XAttribute("width", Text(box.Size.Width)), new XAttribute("height", Text(box.Size.Height)), new XAttribute("rx", 4)),
            box.Lines.Select((line, i) => new XElement(
                Svg + "text", new XAttribute("x", Text(centre.X)), new XAttribute("y", Text(top + (i + 1) * Box.LineHeight)), line)));
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
