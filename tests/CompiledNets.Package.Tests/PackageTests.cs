using System.IO.Compression;
using Xunit;

namespace CompiledNets.Package.Tests;

public sealed class PackageTests(Packages packages)
{
    [Fact]
    public void OnePackageBringsRuntimeGeneratorAndBuildProps()
    {
        var files = FilesOf("CompiledNets");
        Assert.Contains("lib/net10.0/CompiledNets.dll", files);
        Assert.Contains("lib/net10.0/CompiledNets.xml", files);
        Assert.Contains("analyzers/dotnet/cs/CompiledNets.Generator.dll", files);
        Assert.Contains("buildTransitive/CompiledNets.props", files);
        Assert.Contains("buildTransitive/CompiledNets.targets", files);
        Assert.Contains("tools/net10.0/CompiledNets.Build.dll", files);
        Assert.Contains("tools/net10.0/CompiledNets.dll", files);
        Assert.Contains("README.md", files);
        Assert.Contains("LICENSE", files);
    }

    [Fact]
    public void TheZooIsSourceOnly()
    {
        var files = FilesOf("CompiledNets.Models");
        Assert.DoesNotContain(files, file => file.EndsWith(".dll", StringComparison.Ordinal));
        Assert.Contains("README.md", files);
        Assert.Contains("contentFiles/cs/any/CompiledNets.Models/ResNet.cs", files);
        Assert.DoesNotContain(files, file => file.Contains("/obj/"));
    }

    [Fact]
    public async Task ANetWithTheZooMatchesTheEagerReference()
    {
        var (exitCode, output) = await packages.RunProjectAsync("FreshProject", ("FreshProject.csproj", FreshProject), ("Program.cs", Program));
        Assert.True(exitCode == 0, output);
        Assert.Equal("scores 10\nboxes 64\nsame\n", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task KernelSetsMayBeSeparatedBySemicolons()
    {
        var project = FreshProject.Replace(
            "</PropertyGroup>", "<CompiledNetsKernelSets>Avx2;Vector128</CompiledNetsKernelSets></PropertyGroup>", StringComparison.Ordinal);
        var (exitCode, output) = await packages.RunProjectAsync("TwoSets", ("TwoSets.csproj", project), ("Program.cs", Program));
        Assert.True(exitCode == 0, output);
        Assert.NotEmpty(packages.GeneratedFile("TwoSets", "Kernels.Avx2.g.cs"));
        Assert.NotEmpty(packages.GeneratedFile("TwoSets", "Kernels.Vector128.g.cs"));
    }

    // Nothing is set that code from a package could silently rely on, and no warning is forgiven.
    private static readonly string FreshProject =
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="CompiledNets.Models" Version="{Repository.PackageVersion}" />
          </ItemGroup>
        </Project>
        """;

    private const string Program =
        """
        using System;
        using System.Linq;
        using CompiledNets;
        using CompiledNets.Models;

        var net = Detector.FromRandom(seed: 7);
        var image = new float[Detector.InputLength];
        RandomWeights.Input("input", 1, image);
        var scores = new float[Detector.ScoresLength];
        var boxes = new float[Detector.BoxesLength];
        net.Run(image, scores, boxes);
        Console.WriteLine($"scores {scores.Length}");
        Console.WriteLine($"boxes {boxes.Length}");

        var expected = Detector.RunEager(new RandomWeights(7), image);
        Console.WriteLine(Deviation(scores, expected.Scores.ToArray()) < 3e-5 && Deviation(boxes, expected.Boxes.ToArray()) < 3e-5 ? "same" : "different");

        static double Deviation(float[] actual, double[] expected) =>
            actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max() / expected.Max(Math.Abs);

        [CompiledNet]
        internal partial class Detector
        {
            private static (Tensor Scores, Tensor Boxes) Forward([Shape(3, 48, 40)] Tensor input)
            {
                var x = input.Conv2d("stem", 16, 3, stride: 2, padding: 1).Relu();
                for (var stage = 1; stage <= 2; stage++)
                {
                    x = SqueezeNet.Fire(x, $"stage{stage}", 8, 16 * stage, 12 * stage);
                    if (stage == 1) x = x.MaxPool2d(2, ceilMode: true);
                }
                var parts = x.Chunk(2).Select((part, i) => Head(part, $"heads.{i}", i == 0 ? 10 : 64)).ToArray();
                return (parts[0].Softmax(), parts[1]);
            }

            private static Tensor Head(Tensor x, string name, int outputs) => outputs switch
            {
                > 32 => x.Conv2d($"{name}.conv", 16, 1).AdaptiveAvgPool2d(2).Flatten().Linear($"{name}.linear", outputs),
                _ => x.AdaptiveAvgPool2d(1).Flatten().Linear($"{name}.linear", outputs),
            };
        }
        """;

    private HashSet<string> FilesOf(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{package}.{Repository.PackageVersion}.nupkg"));
        return archive.Entries.Select(entry => entry.FullName).ToHashSet();
    }
}
