namespace CompiledNets.Tests;

public class GraphPicturesTests
{
    private static readonly Graph Residual = Graph.Trace(
        x => x.Conv2d("a\"<b>\\", 2, 3, padding: 1) + x, new TensorShape(1, 2, 4, 4), inputName: "image");

    [Fact]
    public void Mermaid_DrawsNodesAndEdges() =>
        Assert.Equal(
            """
            flowchart TD
                n0["image<br/>Input<br/>1×2×4×4"]
                n1["a&quot;&lt;b&gt;\<br/>Conv2d 3×3, padding 1<br/>1×2×4×4"]
                n2["a&quot;&lt;b&gt;\.add<br/>Add<br/>1×2×4×4"]
                out0(["output"])
                n0 --> n1
                n1 --> n2
                n0 --> n2
                n2 --> out0

            """,
            Residual.ToMermaid());

    [Fact]
    public void Dot_DrawsNodesAndEdges() =>
        Assert.Equal(
            """
            digraph net {
                node [shape=box];
                n0 [label="image\nInput\n1×2×4×4"];
                n1 [label="a\"<b>\\\nConv2d 3×3, padding 1\n1×2×4×4"];
                n2 [label="a\"<b>\\.add\nAdd\n1×2×4×4"];
                out0 [label="output", shape=ellipse];
                n0 -> n1;
                n1 -> n2;
                n0 -> n2;
                n2 -> out0;
            }

            """,
            Residual.ToDot());
}
