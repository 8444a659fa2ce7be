using CompiledNets;
using GraphShape;
using GraphShape.Algorithms.Layout;
using QuikGraph;

namespace Zoo.Pictures;

/// <summary>Where the boxes and lines of a picture lie, in pixels; a box by its centre.</summary>
/// <param name="Boxes">Every box with its centre.</param>
/// <param name="Lines">For every line the points that it leads through.</param>
internal sealed record GraphLayout(IReadOnlyList<(Box Box, Point Centre)> Boxes, IReadOnlyList<IReadOnlyList<Point>> Lines)
{
    private const double Gap = 24;

    /// <summary>Puts layers below each other in the order of the computation, and what is independent side by side (Sugiyama's method).</summary>
    public static GraphLayout Of(Graph graph)
    {
        var boxes = BoxesOf(graph);
        var layout = new SugiyamaLayoutAlgorithm<Box, Edge<Box>, BidirectionalGraph<Box, Edge<Box>>>(
            boxes, boxes.Vertices.ToDictionary(box => box, box => box.Size), new SugiyamaLayoutParameters { LayerGap = Gap, SliceGap = Gap });
        layout.Compute();
        var centres = layout.VerticesPositions;
        return new(
            [.. boxes.Vertices.Select(box => (box, centres[box]))],
            [.. boxes.Edges.Select(edge => Line(edge, layout.EdgeRoutes.TryGetValue(edge, out var route) ? route : []))]);

        IReadOnlyList<Point> Line(Edge<Box> edge, Point[] route) =>
            [Move(centres[edge.Source], edge.Source.Size.Height / 2), .. route, Move(centres[edge.Target], -edge.Target.Size.Height / 2)];
    }

    private static BidirectionalGraph<Box, Edge<Box>> BoxesOf(Graph graph)
    {
        var boxes = graph.Nodes.Select(node => Box.Of(graph, node)).ToList();
        var result = new BidirectionalGraph<Box, Edge<Box>>();
        result.AddVertexRange(boxes);
        for (var i = 0; i < boxes.Count; i++)
            foreach (var input in graph.Nodes[i].Inputs.Distinct()) result.AddEdge(new(boxes[input], boxes[i]));
        foreach (var output in graph.Outputs) result.AddVerticesAndEdge(new(boxes[output.Node], Box.Of(output)));
        return result;
    }

    private static Point Move(Point point, double down) => new(point.X, point.Y + down);
}
