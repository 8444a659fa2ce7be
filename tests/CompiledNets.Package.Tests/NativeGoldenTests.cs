using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace CompiledNets.Package.Tests;

/// <summary>
/// Nets with reference results (tests/NativeGoldens) as native binaries: for each setting of <c>CompiledNetsInstructionSet</c>, on
/// emulated older processors, and for ARM64.
/// </summary>
[Collection(RepositoryProjects.Collection)]
public sealed class NativeGoldenTests : IDisposable
{
    private const string Nets = "mobilenet_v2_64x64\nshufflenet_v2_x1_0_64x64\nmobilenet_v3_small_64x64\nresnet18_64x64\ngooglenet_64x64\n";

    private readonly string folder = Directory.CreateTempSubdirectory("compilednets-goldens-").FullName;

    private string Program => Path.Combine(folder, "goldens");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Avx_ComputesTheGoldensHereAndOnOlderProcessors()
    {
        await PublishForX64Async("avx");
        await AssertGoldensAsync(Avx2.IsSupported && Fma.IsSupported ? "Avx2" : "Vector128", Program);
        if (!Tool.IsOnPath("qemu-x86_64")) return;
        await AssertGoldensAsync("Avx2", "qemu-x86_64", "-cpu", "Haswell", Program);
        await AssertGoldensAsync("Vector128", "qemu-x86_64", "-cpu", "SandyBridge", Program);
    }

    [Fact]
    public async Task V2_ComputesTheGoldensHereAndOnNehalem()
    {
        await PublishForX64Async("x86-64-v2");
        await AssertGoldensAsync("Vector128", Program);
        if (Tool.IsOnPath("qemu-x86_64")) await AssertGoldensAsync("Vector128", "qemu-x86_64", "-cpu", "Nehalem", Program);
    }

    [Fact]
    public async Task V3_ComputesTheGoldens()
    {
        Assert.SkipUnless(Avx2.IsSupported && Fma.IsSupported, "this processor has no AVX2");
        await PublishForX64Async("x86-64-v3");
        await AssertGoldensAsync("Avx2", Program);
    }

    [Fact]
    public async Task V4_ComputesTheGoldens()
    {
        Assert.SkipUnless(Avx512F.IsSupported, "this processor has no AVX-512");
        await PublishForX64Async("x86-64-v4");
        await AssertGoldensAsync("Avx512", Program);
    }

    [Fact]
    public async Task DualBinary_UsesAvx512WhereItIs()
    {
        await PublishForX64Async("avx", "-p:CompiledNetsDualBinary=true");
        if (Avx512F.IsSupported) await AssertGoldensAsync("Avx512", Program);
        if (Tool.IsOnPath("qemu-x86_64")) await AssertGoldensAsync("Avx2", "qemu-x86_64", "-cpu", "Haswell", Program);
        File.Delete($"{Program}.avx512");
        await AssertGoldensAsync(Avx2.IsSupported && Fma.IsSupported ? "Avx2" : "Vector128", Program);
    }

    [Fact]
    public async Task Arm64_ComputesTheGoldens()
    {
        Tool.Require("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu");
        Tool.Require("qemu-aarch64", "qemu-user");
        await RepositoryProjects.PublishAsync("tests/NativeGoldens", folder, "-r", "linux-arm64");
        await AssertGoldensAsync("AdvSimd", "qemu-aarch64", "-L", "/usr/aarch64-linux-gnu", Program);
    }

    private async Task PublishForX64Async(string instructionSet, params string[] options)
    {
        Tool.Require("gcc", "gcc");
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "this processor is no x64");
        await RepositoryProjects.PublishAsync("tests/NativeGoldens", folder, [$"-p:CompiledNetsInstructionSet={instructionSet}", .. options]);
    }

    private async Task AssertGoldensAsync(string kernels, string program, params string[] arguments)
    {
        var (exitCode, output, error) = await Tool.RunAsync(folder, program, arguments);
        Assert.Equal($"{kernels}\n{Nets}", output);
        Assert.True(exitCode == 0, error);
    }
}
