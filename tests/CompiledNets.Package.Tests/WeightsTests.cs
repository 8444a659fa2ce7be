using System.Text;
using Xunit;

namespace CompiledNets.Package.Tests;

/// <summary>Weights that a project packs when it is built.</summary>
public sealed class WeightsTests(Packages packages)
{
    private static readonly (string, int[])[] Tensors = [("stem.weight", [16, 3, 3, 3]), ("stem.bias", [16]), ("head.weight", [10, 16]), ("head.bias", [10])];

    [Fact]
    public async Task WeightsLieInTheAssembly_OrBesideIt_AndFollowTheirFile()
    {
        // A space in all paths.
        var project = Create("Packed weights");
        Assert.Equal("same\n", await RunAsync(project));
        var stamp = File.GetLastWriteTimeUtc(Assembly(project));

        Assert.Equal("same\n", await RunAsync(project));
        Assert.Equal(stamp, File.GetLastWriteTimeUtc(Assembly(project)));

        SafeTensorsFile.Write(Path.Combine(project, "small.safetensors"), seed: 2, Tensors);
        Assert.Equal("same\n", await RunAsync(project));
        Assert.Empty(Directory.GetFiles(Path.Combine(project, "out"), "*.weights"));

        Assert.Equal("same\n", await RunAsync(project, "-p:CompiledNetsEmbeddedWeightsLimit=100"));
        var packed = Path.Combine(project, "out", "Small.weights");
        var bytes = await File.ReadAllBytesAsync(packed, TestContext.Current.CancellationToken);
        Assert.StartsWith("CompiledNets weights 2 blocks16 ", Encoding.UTF8.GetString(bytes.AsSpan(0, 64)));
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(packed, bytes, TestContext.Current.CancellationToken);
        var (exitCode, output) = await Dotnet.RunAsync(project, Path.Combine("out", "Packed weights.dll"));
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Small.weights: the checksum is ", output);

        var (cleaned, log) = await Dotnet.RunAsync(project, "clean", "-c", "Release", "-o", "out");
        Assert.True(cleaned == 0, log);
        Assert.False(File.Exists(packed));
        Assert.Empty(Directory.GetFiles(Path.Combine(project, "obj"), "*.weights", SearchOption.AllDirectories));
        Assert.Equal("same\n", await RunAsync(project));
    }

    [Fact]
    public async Task AnEditorsBuildReadsNoWeights()
    {
        var project = Create("Edited");
        await File.WriteAllTextAsync(Path.Combine(project, "small.safetensors"), "no weights", TestContext.Current.CancellationToken);
        var (exitCode, log) = await Dotnet.RunAsync(
            project, "build", "-c", "Release", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Assert.True(exitCode == 0 && !log.Contains("warning"), log);
        Assert.Empty(Directory.GetFiles(Path.Combine(project, "obj"), "small.safetensors.txt", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task AWrongWeightFileIsAnErrorOfTheBuild()
    {
        var project = Create("Misfit");
        SafeTensorsFile.Write(Path.Combine(project, "small.safetensors"), seed: 1, [.. Tensors[..2], ("head.weight", [10, 17]), Tensors[3]]);
        var misfit = await BuildAsync(project);
        Assert.Contains("error CN0022: 'small.safetensors' does not fit the net: tensor 'head.weight' is F32 10×17, expected 10×16", misfit.Output);

        await File.WriteAllTextAsync(Path.Combine(project, "small.safetensors"), "no weights", TestContext.Current.CancellationToken);
        var damaged = await BuildAsync(project);
        Assert.NotEqual(0, damaged.ExitCode);
        Assert.Contains("error CN0023: small.safetensors: ", damaged.Output);

        Directory.CreateDirectory(Path.Combine(project, "other"));
        SafeTensorsFile.Write(Path.Combine(project, "other", "small.safetensors"), seed: 1, Tensors);
        await File.WriteAllTextAsync(
            Path.Combine(project, "Misfit.csproj"), Project.Replace("Include=\"small.safetensors\"", "Include=\"small.safetensors;other/small.safetensors\""),
            TestContext.Current.CancellationToken);
        var twice = await BuildAsync(project);
        Assert.NotEqual(0, twice.ExitCode);
        Assert.Contains("error CN0023: CompiledNetsWeights lists several files of the same name", twice.Output);
    }

    [Fact]
    public async Task ANativeBinaryUsesThemInPlace()
    {
        Tool.Require("gcc", "gcc");
        var project = Create("NativePacked", native: true);
        var (exitCode, log) = await Dotnet.RunAsync(project, "publish", "-c", "Release", "-o", "out", "-p:PublishAot=true");
        Assert.True(exitCode == 0 && !log.Contains("warning"), log);
        var binary = Path.Combine(project, "out", "NativePacked");
        Assert.Equal("same\n", (await Tool.RunAsync(project, binary)).Output);

        // Segments are mapped at whole pages, so that what starts on a cache line in the file does so in memory.
        var place = (await File.ReadAllBytesAsync(binary, TestContext.Current.CancellationToken)).AsSpan().IndexOf("CompiledNets weights 2 blocks16 "u8);
        Assert.True(place > 0);
        Assert.Equal(0, place % 64);
    }

    private string Create(string name, bool native = false)
    {
        var project = packages.CreateProject(name, native, ($"{name}.csproj", Project), ("Program.cs", Program));
        SafeTensorsFile.Write(Path.Combine(project, "small.safetensors"), seed: 1, Tensors);
        return project;
    }

    private static string Assembly(string project) => Path.Combine(project, "out", $"{Path.GetFileName(project)}.dll");

    private static Task<(int ExitCode, string Output)> BuildAsync(string project, params string[] options) =>
        Dotnet.RunAsync(project, ["build", "-c", "Release", "-o", "out", .. options]);

    private static async Task<string> RunAsync(string project, params string[] options)
    {
        var (exitCode, log) = await BuildAsync(project, options);
        Assert.True(exitCode == 0, log);
        return (await Dotnet.RunAsync(project, Assembly(project))).Output.ReplaceLineEndings("\n");
    }

    private const string Program =
        """
        using System;
        using CompiledNets;

        var image = new float[Small.InputLength];
        RandomWeights.Input("image", 1, image);
        var output = new float[Small.OutputLength];
        var expected = new float[Small.OutputLength];
        Small.Load().Run(image, output);
        Small.Load("small.safetensors").Run(image, expected);
        Console.WriteLine(output.AsSpan().SequenceEqual(expected) && output[0] != output[1] ? "same" : "different");

        [CompiledNet(Weights = "small.safetensors")]
        internal partial class Small
        {
            private static Tensor Forward([Shape(3, 8, 8)] Tensor image) =>
                image.Conv2d("stem", 16, 3, padding: 1).Relu().AdaptiveAvgPool2d(1).Flatten().Linear("head", 10);
        }
        """;

    private static readonly string Project =
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <CompiledNetsKernelSets>Avx2;Vector128</CompiledNetsKernelSets>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="CompiledNets" Version="{Repository.PackageVersion}" />
            <CompiledNetsWeights Include="small.safetensors" />
          </ItemGroup>
        </Project>
        """;
}
