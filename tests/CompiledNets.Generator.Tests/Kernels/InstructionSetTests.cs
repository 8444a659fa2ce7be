using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Which instruction set kernels use is decided once per process, so the tests of operators and of whole architectures run again in processes that lack some.</summary>
public class InstructionSetTests
{
    private const string LackingVariable = "COMPILEDNETS_TESTS_LACKING";

    [Fact]
    public Task OperatorTests_PassWithoutAvx512() => RunAgainWithout("EnableAVX512", "--filter-trait", "Kind=Operator", "--minimum-expected-tests", "1000");

    [Fact]
    public Task OperatorTests_PassWithoutAvx2() => RunAgainWithout("EnableAVX2", "--filter-trait", "Kind=Operator", "--minimum-expected-tests", "1000");

    // Plain C# in the place of every vector is slow, so only the families with functions of their own are tested.
    [Fact]
    public Task OperatorTests_PassWithoutVectors() => RunAgainWithout(
        "EnableHWIntrinsic", "--filter-class", "*.ActivationTests", "*.SoftmaxTests", "*.NonFiniteTests", "*+ThisProcess", "--minimum-expected-tests", "150");

    [Fact]
    public Task GoldenNets_PassWithoutAvx512() => RunAgainWithout("EnableAVX512", "--filter-trait", "Kind=Golden", "--minimum-expected-tests", "30");

    [Fact]
    public Task GoldenNets_PassWithoutAvx2() => RunAgainWithout("EnableAVX2", "--filter-trait", "Kind=Golden", "--minimum-expected-tests", "30");

    [Fact]
    public Task GoldenNets_PassWithoutVectors() => RunAgainWithout("EnableHWIntrinsic", "--filter-trait", "Kind=Golden", "--minimum-expected-tests", "30");

    [Fact]
    public Task OperatorTests_PassWithEmulatedAvx512()
    {
        Assert.SkipWhen(Avx512F.IsSupported, "the processor has AVX-512, so all tests run with it");
        return RunAgain(CompiledSource.EmulationVariable, "1", "", ["--filter-trait", "Kind=Operator", "--minimum-expected-tests", "1000"]);
    }

    private static Task RunAgainWithout(string lacking, params string[] filter) => RunAgain($"DOTNET_{lacking}", "0", lacking, filter);

    private static async Task RunAgain(string variable, string value, string lacking, string[] filter)
    {
        // Without this, a filter that lets these tests in would start processes that start processes.
        Assert.SkipUnless(Environment.GetEnvironmentVariable(LackingVariable) is null, "this process was started by the same test");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. filter, "--progress", "off"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Insert(0, typeof(InstructionSetTests).Assembly.Location);
        start.Environment[variable] = value;
        start.Environment[LackingVariable] = lacking;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}\n{output}\n{await errors}");
    }

    /// <summary>Part of the tests that run again, so that a process that was to lack something proves that it does.</summary>
    [Trait("Kind", "Operator"), Trait("Kind", "Golden")]
    public class ThisProcess
    {
        [Fact]
        public void LacksWhatItShould()
        {
            var (isSupported, lacking) = Environment.GetEnvironmentVariable(LackingVariable) switch
            {
                "EnableAVX512" => (Avx512F.IsSupported, "AVX-512"),
                "EnableAVX2" => (Avx2.IsSupported, "AVX2"),
                "EnableHWIntrinsic" => (Vector128.IsHardwareAccelerated, "vectors"),
                _ => (false, "nothing"),
            };
            Assert.False(isSupported, $"the process has {lacking}");
        }
    }
}
