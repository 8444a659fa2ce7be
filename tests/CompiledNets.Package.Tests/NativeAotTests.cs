using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace CompiledNets.Package.Tests;

/// <summary>A project with nothing but the package and <c>PublishAot</c>, published as a user would.</summary>
public sealed class NativeAotTests(Packages packages)
{
    private const string Refusal = "The required instruction sets are not supported by the current CPU.";

    [Fact]
    public async Task OneBinaryWithoutWarningsRunsOnEveryProcessorAndUsesAvx2WhereItIs()
    {
        Tool.Require("gcc", "gcc");
        var folder = packages.CreateProject("Native", native: true, ("Native.csproj", Project), ("Program.cs", Program));
        await PublishAsync(folder);

        var run = await Tool.RunAsync(folder, Path.Combine(folder, "out", "Native"));
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal($"{(Avx2.IsSupported && Fma.IsSupported ? "Avx2" : "Vector128")}\nsame\n", run.Output);

        if (RuntimeInformation.ProcessArchitecture != Architecture.X64 || !Tool.IsOnPath("qemu-x86_64")) return;
        Assert.Equal("Avx2\nsame\n", (await Tool.RunAsync(folder, "qemu-x86_64", "-cpu", "Haswell", "out/Native")).Output);
        Assert.Equal("Vector128\nsame\n", (await Tool.RunAsync(folder, "qemu-x86_64", "-cpu", "SandyBridge", "out/Native")).Output);

        var (code, output, error) = await Tool.RunAsync(folder, "qemu-x86_64", "-cpu", "Nehalem", "out/Native");
        Assert.NotEqual(0, code);
        Assert.Empty(output);
        Assert.Contains(Refusal, error);
    }

    [Fact]
    public async Task ADualBinaryIsAProgramAndItsTwinForAvx512()
    {
        Tool.Require("gcc", "gcc");
        Assert.SkipUnless(RuntimeInformation.RuntimeIdentifier == "linux-x64", "dual binaries are for linux-x64");
        var project = Project.Replace("<PublishAot>", "<CompiledNetsDualBinary>true</CompiledNetsDualBinary><PublishAot>", StringComparison.Ordinal);
        // A space in all paths.
        var folder = packages.CreateProject("Dual binary", native: true, ("Dual.csproj", project), ("Program.cs", Program));
        await PublishAsync(folder);
        string[] programs = [Path.Combine(folder, "out", "Dual"), Path.Combine(folder, "out", "Dual.avx512")];
        Assert.Equal(
            $"{(Avx512F.IsSupported ? "Avx512" : Avx2.IsSupported && Fma.IsSupported ? "Avx2" : "Vector128")}\nsame\n",
            (await Tool.RunAsync(folder, programs[0])).Output);
        if (Tool.IsOnPath("qemu-x86_64"))
            Assert.Equal("Avx2\nsame\n", (await Tool.RunAsync(folder, "qemu-x86_64", "-cpu", "Haswell", programs[0])).Output);
        var twin = await Tool.RunAsync(folder, programs[1]);
        if (Avx512F.IsSupported) Assert.Equal("Avx512\nsame\n", twin.Output);
        else Assert.Contains(Refusal, twin.Error);

        // Where nothing has changed, nothing is compiled or linked.
        var compiled = CompiledFiles();
        Assert.Equal(4, compiled.Count);
        await PublishAsync(folder);
        Assert.Equal(compiled, CompiledFiles());

        // Of both programs, object file and program.
        Dictionary<string, DateTime> CompiledFiles() => new[] { "bin", "obj" }
            .SelectMany(below => Directory.GetFiles(Path.Combine(folder, below), "Dual*", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) is "Dual.o" || Path.GetFileName(file) is "Dual" && Path.GetFileName(Path.GetDirectoryName(file)) is "native" or "bin")
            .ToDictionary(file => file, File.GetLastWriteTimeUtc);
    }

    [Fact]
    public async Task ADualBinaryOfALibraryIsAnErrorThatSaysSo()
    {
        var project = Project.Replace("<OutputType>Exe</OutputType>", "", StringComparison.Ordinal);
        var folder = packages.CreateProject("DualLibrary", native: true, ("DualLibrary.csproj", project), ("Empty.cs", "internal static class Empty;"));
        var (exitCode, log) = await Dotnet.RunAsync(folder, "publish", "-c", "Release", "-p:CompiledNetsDualBinary=true");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error : CompiledNetsDualBinary is for programs on linux-x64; set CompiledNetsInstructionSet for others.", log);
    }

    [Fact]
    public async Task ABinaryForArm64IsMadeOnX64AndComputesTheSame()
    {
        Tool.Require("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu");
        Tool.Require("qemu-aarch64", "qemu-user");
        // The emulated system has the C library and nothing else.
        var project = Project.Replace("<PublishAot>", "<InvariantGlobalization>true</InvariantGlobalization><PublishAot>", StringComparison.Ordinal);
        var folder = packages.CreateProject("NativeArm64", native: true, ("NativeArm64.csproj", project), ("Program.cs", Program));
        await PublishAsync(folder, "-r", "linux-arm64");
        var run = await Tool.RunAsync(folder, "qemu-aarch64", "-L", "/usr/aarch64-linux-gnu", "out/NativeArm64");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("Vector128\nsame\n", run.Output);
    }

    private static async Task PublishAsync(string folder, params string[] options)
    {
        var (exitCode, log) = await Dotnet.RunAsync(folder, ["publish", "-c", "Release", "-o", "out", .. options]);
        Assert.True(exitCode == 0 && !log.Contains("warning"), log);
    }

    // Everything that a net offers, so that the compiler looks through all of it for code that trimming could break.
    private const string Program =
        """
        using System;
        using System.IO;
        using System.Linq;
        using System.Runtime.Intrinsics.X86;
        using CompiledNets;

        var net = Small.FromRandom(seed: 7);
        var image = new float[Small.InputLength];
        RandomWeights.Input("image", 1, image);
        var output = new float[Small.OutputLength];
        net.Fork().Run(image, output);
        Console.WriteLine(Avx512F.IsSupported ? "Avx512" : Avx2.IsSupported && Fma.IsSupported ? "Avx2" : "Vector128");

        var expected = Small.RunEager(new RandomWeights(7), image).ToArray();
        var scale = expected.Max(Math.Abs);
        Console.WriteLine(output.Zip(expected, (a, e) => Math.Abs(a - e)).Max() < 1e-4 * scale ? "same" : "different");

        using (var onnx = File.Create("small.onnx")) Small.Trace().WriteOnnx(new RandomWeights(7), onnx);
        File.WriteAllText("small.txt", Small.Info.ToString() + net.Profile(1) + Small.Trace().ToMermaid());
        if (args.Length > 0) Small.Load(args[0]).Run(new byte[3 * 32 * 32], PixelFormat.ImageNet, output);

        [CompiledNet]
        internal partial class Small
        {
            private static Tensor Forward([Shape(3, 32, 32)] Tensor image)
            {
                var x = image.Conv2d("stem", 32, 3, stride: 2, padding: 1, bias: false).BatchNorm2d("norm").Silu();
                x = x.MaxPool2d(2) + x.Conv2d("down", 32, 3, stride: 2, padding: 1).Gelu();
                x = x.Conv2d("depthwise", 32, 3, padding: 1, groups: 32).Conv2d("grouped", 32, 3, padding: 1, groups: 8).Conv2d("wide", 64, 3, padding: 1).Relu();
                return x.AdaptiveAvgPool2d(1).Flatten().Linear("classifier", 10).Softmax();
            }
        }
        """;

    private static readonly string Project =
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <PublishAot>true</PublishAot>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="CompiledNets" Version="{Repository.PackageVersion}" />
          </ItemGroup>
        </Project>
        """;
}
