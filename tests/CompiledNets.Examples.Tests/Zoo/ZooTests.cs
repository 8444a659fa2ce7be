using System.Globalization;
using System.Xml.Linq;
using global::Zoo;
using Xunit;

namespace CompiledNets.Examples.Tests.Zoo;

public sealed class ZooTests
{
    // Parameters as in torchvision's documentation.
    [Fact]
    public async Task ListsNetsWithWhatTheyCost()
    {
        var rows = await TableAsync("SqueezeNet11", "MobileNetV3Small", "ShuffleNetV2X05", "--runs", "1");
        Assert.Equal(["net", "input", "parameters", "M multiply-adds", "layers", "scratch kB", "code kB", "ms"], rows[0]);
        Assert.Equal(["SqueezeNet11", "1×3×224×224", "1,235,496"], rows[1][..3]);
        Assert.Equal(["MobileNetV3Small", "1×3×224×224", "2,542,856"], rows[2][..3]);
        Assert.Equal(["ShuffleNetV2X05", "1×3×224×224", "1,366,792"], rows[3][..3]);
        Assert.Equal(4, rows.Count);
        foreach (var row in rows.Skip(1)) Assert.All(row[3..], cell => Assert.True(Number(cell) > 0));
    }

    [Fact]
    public async Task ShowsTheLayersOfANetWithTheTimesOfItsSteps()
    {
        var rows = await TableAsync("ShuffleNetV2X05", "--runs", "1");
        var layers = ZooNet.Find("ShuffleNetV2X05")!.Info.Layers;
        Assert.Equal(["layer", "operator", "input", "output", "parameters", "multiply-adds", "µs"], rows[0]);
        Assert.Equal(layers.Select(layer => layer.Name), rows.Skip(1).Take(layers.Count).Select(row => row[0]));
        Assert.Equal(["conv1.0", "Conv2d 3×3, stride 2, padding 1", "1×3×224×224", "1×24×112×112", "648", "8,128,512"], rows[1][..6]);
        Assert.True(Number(rows[1][6]) > 0);
        var (total, times) = (rows[^1], rows.Skip(1).SkipLast(1).Where(row => row[6].Length > 0).Select(row => Number(row[6])).ToList());
        Assert.Equal("total", total[0]);
        Assert.Equal("1,366,792", total[4]);
        Assert.Equal(times.Sum(), Number(total[6]), 0.05 * (times.Count + 1));
    }

    [Fact]
    public async Task ARunCountOfZeroLeavesOutTheTimes()
    {
        string[][] calls = [["Vgg19", "AlexNetOfOneGpu"], ["Vgg19"]];
        foreach (var nets in calls) Assert.All((await TableAsync([.. nets, "--runs", "0"])).Skip(1), row => Assert.Empty(row[^1]));
    }

    [Fact]
    public async Task DrawsANetAsTheFilesNameSays()
    {
        using var folder = new TemporaryFolder();
        var graph = ZooNet.Find("GhostNet")!.Trace();
        Assert.Equal(graph.ToDot(), await DrawAsync("net.dot"));
        Assert.Equal(graph.ToMermaid(), await DrawAsync("net.mmd"));
        Assert.Equal("svg", XDocument.Parse(await DrawAsync("net.SVG")).Root!.Name.LocalName);

        async Task<string> DrawAsync(string name)
        {
            var (exitCode, output, error) = await Example.RunAsync("Zoo", "GhostNet", "--picture", folder.PathOf(name));
            Assert.Equal((0, "", ""), (exitCode, output, error));
            return await File.ReadAllTextAsync(folder.PathOf(name), TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("There is no net 'ResNet17'", "ResNet18", "ResNet17")]
    [InlineData("'net.gif' must end with one of .svg, .dot, .mmd", "ResNet18", "--picture", "net.gif")]
    [InlineData("A picture shows one net", "ResNet18", "ResNet34", "--picture", "net.svg")]
    [InlineData("less than 0 times", "ResNet18", "--runs", "-1")]
    [InlineData("absent", "ResNet18", "--picture", "absent/net.svg")]
    public async Task SaysWhatIsWrong(string message, params string[] arguments)
    {
        var (exitCode, _, error) = await Example.RunAsync("Zoo", arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains(message, error);
        Assert.DoesNotContain("   at ", error);
    }

    private static async Task<List<string[]>> TableAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await Example.RunAsync("Zoo", arguments);
        Assert.Equal((0, ""), (exitCode, error));
        var lines = output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith('|') && !line.StartsWith("| -", StringComparison.Ordinal));
        return [.. lines.Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
