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
        Assert.Contains("README.md", files);
        Assert.Contains("LICENSE", files);
    }

    [Fact]
    public void TheZooIsSourceOnly()
    {
        var files = FilesOf("CompiledNets.Models");
        Assert.DoesNotContain(files, file => file.EndsWith(".dll", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ANetOfAFreshProjectBuildsAndRuns()
    {
        var (exitCode, output) = await packages.RunProjectAsync("FreshProject", ("FreshProject.csproj", FreshProject), ("Program.cs", Program));
        Assert.True(exitCode == 0, output);
        Assert.Equal("2×16×56×56\n", output.ReplaceLineEndings("\n"));
    }

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
        using CompiledNets;

        Console.WriteLine(new TensorShape(2, 16, 56, 56));

        static class Helper
        {
            public static Tensor Block(Tensor x, string name) => x.Conv2d(name, 16, 3).Relu();
        }
        """;

    private HashSet<string> FilesOf(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{package}.{Repository.PackageVersion}.nupkg"));
        return archive.Entries.Select(entry => entry.FullName).ToHashSet();
    }
}
