using System.Globalization;
using System.Xml.Linq;
using global::Zoo;
using global::Zoo.Pictures;
using Xunit;

namespace CompiledNets.Examples.Tests.Zoo;

public sealed class SvgPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Nets => ["SqueezeNet11", "GoogLeNet", "DenseNet121", "ShuffleNetV2X10", "SKResNet18"];

    [Theory, MemberData(nameof(Nets))]
    public void EveryLayerHasABoxWithItsNameAndEveryTensorALine(string name)
    {
        var graph = ZooNet.Find(name)!.Trace();
        var picture = XDocument.Parse(SvgPicture.Draw(graph));
        Assert.Equal(
            graph.Nodes.Select(node => node.Name).Concat(graph.Outputs.Select(output => output.Name)),
            picture.Descendants(Svg + "g").Select(box => box.Elements(Svg + "text").First().Value));
        Assert.Equal(
            graph.Nodes.Sum(node => node.Inputs.Distinct().Count()) + graph.Outputs.Count,
            picture.Descendants(Svg + "polyline").Count());
    }

    [Theory, MemberData(nameof(Nets))]
    public void BoxesLieApartWithinThePicture(string name)
    {
        var picture = XDocument.Parse(SvgPicture.Draw(ZooNet.Find(name)!.Trace()));
        var view = picture.Root!.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToArray();
        var boxes = picture.Descendants(Svg + "rect").Select(Rectangle).ToList();
        foreach (var (i, box) in boxes.Index())
        {
            Assert.True(box.Left >= view[0] && box.Top >= view[1] && box.Right <= view[0] + view[2] && box.Bottom <= view[1] + view[3]);
            foreach (var other in boxes.Skip(i + 1))
                Assert.False(box.Left < other.Right && other.Left < box.Right && box.Top < other.Bottom && other.Top < box.Bottom);
        }
    }

    [Theory, MemberData(nameof(Nets))]
    public void LinesLeadDownwards(string name)
    {
        var picture = XDocument.Parse(SvgPicture.Draw(ZooNet.Find(name)!.Trace()));
        foreach (var line in picture.Descendants(Svg + "polyline"))
        {
            var heights = line.Attribute("points")!.Value.Split(' ').Select(point => Number(point.Split(',')[1])).ToList();
            Assert.True(heights[0] < heights[^1]);
        }
    }

    private static (double Left, double Top, double Right, double Bottom) Rectangle(XElement box)
    {
        var (x, y) = (Number(box.Attribute("x")!.Value), Number(box.Attribute("y")!.Value));
        return (x, y, x + Number(box.Attribute("width")!.Value), y + Number(box.Attribute("height")!.Value));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
