using Xunit;

namespace CompiledNets.Package.Tests;

/// <summary>The examples that are native files, published and run as their READMEs say.</summary>
[Collection(RepositoryProjects.Collection)]
public sealed class NativeExampleTests : IDisposable
{
    private static readonly string Examples = Path.Combine(Repository.Root, "examples");

    private static readonly string Picture = Path.Combine(Examples, "Edge", "Digits", "meter.pgm");

    private readonly string folder = Directory.CreateTempSubdirectory("compilednets-examples-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Digits_IsOneSmallFileThatReads()
    {
        Tool.Require("gcc", "gcc");
        await PublishAsync("Edge/Digits");
        var program = Path.Combine(folder, "digits");
        Assert.Equal("0048213\n", (await Tool.RunAsync(folder, program, Picture)).Output);
        Assert.InRange(new FileInfo(program).Length, 500_000, 2_000_000);
        Assert.Empty(Directory.GetFiles(folder, "*.weights").Concat(Directory.GetFiles(folder, "*.so")));
    }

    [Fact]
    public async Task Digits_ReadsOnArm64()
    {
        Tool.Require("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu");
        Tool.Require("qemu-aarch64", "qemu-user");
        await PublishAsync("Edge/Digits", "-r", "linux-arm64");
        Assert.Equal("0048213\n", (await Tool.RunAsync(folder, "qemu-aarch64", "-L", "/usr/aarch64-linux-gnu", Path.Combine(folder, "digits"), Picture)).Output);
    }

    [Fact]
    public async Task Digits_LinkedStaticallyReadsWhereThereIsNoCLibrary()
    {
        Tool.Require("gcc", "gcc");
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Tool.IsOnPath("chroot"), "only root may change the root");
        // The linker warns of functions that look up users.
        var (exitCode, log) = await Dotnet.RunAsync(
            folder, "publish", Path.Combine(Examples, "Edge", "Digits"), "-c", "Release", "-o", folder, "-p:StaticExecutable=true", "-p:PositionIndependentExecutable=false");
        Assert.True(exitCode == 0, log);
        var root = Directory.CreateDirectory(Path.Combine(folder, "root")).FullName;
        File.Copy(Path.Combine(folder, "digits"), Path.Combine(root, "digits"));
        File.Copy(Picture, Path.Combine(root, "meter.pgm"));
        Assert.Equal("0048213\n", (await Tool.RunAsync(folder, "chroot", root, "/digits", "/meter.pgm")).Output);
    }

    [Fact]
    public async Task NativeLibrary_IsCalledFromC()
    {
        Tool.Require("gcc", "gcc");
        await PublishAsync("NativeLibrary", "-r", "linux-x64");
        var source = Path.Combine(Examples, "NativeLibrary");
        var compiled = await Tool.RunAsync(
            folder, "gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", $"-I{source}", Path.Combine(source, "main.c"), "digitreader.so", "-Wl,-rpath,$ORIGIN", "-o", "read-digits");
        Assert.True(compiled.ExitCode == 0, compiled.Error);
        var program = Path.Combine(folder, "read-digits");

        Assert.Equal("0048213\n", (await Tool.RunAsync(folder, program, Picture)).Output);
        Assert.Equal("0048213\n", (await Tool.RunAsync(folder, program, Picture, Path.Combine(Examples, "ReadDigits", "digits.safetensors"))).Output);
        var (exitCode, _, error) = await Tool.RunAsync(folder, program, Picture, Picture);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("meter.pgm: the header's length is ", error);
    }

    private Task PublishAsync(string example, params string[] options) => RepositoryProjects.PublishAsync(Path.Combine("examples", example), folder, options);
}
