using CompiledNets.Generator.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNets.Generator.Tests.Emission;

/// <summary>Projects with another version of C#, and without nullable reference types.</summary>
public class LanguageTests
{
    [Theory]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.CSharp13, NullableContextOptions.Warnings)]
    [InlineData(LanguageVersion.Latest, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.Preview, NullableContextOptions.Enable)]
    public void ANetCompilesAndRuns(LanguageVersion version, NullableContextOptions nullable)
    {
        var compilation = Harness.Compile(SmallNets.Branches);
        var trees = compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.GetText(), ((CSharpParseOptions)tree.Options).WithLanguageVersion(version), tree.FilePath));
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees).WithOptions(compilation.Options.WithNullableContextOptions(nullable));
        var type = CompiledSource.Compile(compilation).Net();
        EagerComparison.AssertSame(type, SmallNets.Branches, EagerComparison.InputsOf(type));
        Assert.DoesNotContain(CompiledSource.Generate([CompiledSource.SetInUse], compilation).Compilation.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }
}
