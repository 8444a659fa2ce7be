using CompiledNets.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Tests.Diagnostics;

/// <summary>Sources in which <c>⟦</c> and <c>⟧</c> stand around the expression that a diagnostic must underline.</summary>
internal static class Marked
{
    public static Diagnostic Check(string id, string message, params string[] sources)
    {
        var marked = sources.Single(source => source.Contains('⟦'));
        var expected = marked[(marked.IndexOf('⟦') + 1)..marked.IndexOf('⟧')];
        var start = marked.IndexOf('⟦');

        var compilation = Harness.Compile([.. sources.Select(source => source.Replace("⟦", "").Replace("⟧", ""))]);
        var diagnostic = Assert.Single(Harness.Drive(compilation).GetRunResult().Diagnostics);

        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal($"File{Array.IndexOf(sources, marked) + 1}.cs", diagnostic.Location.GetLineSpan().Path);
        var text = marked.Replace("⟦", "").Replace("⟧", "");
        Assert.Equal(expected, text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(start, diagnostic.Location.SourceSpan.Start);
        Assert.NotEmpty(diagnostic.Descriptor.Description.ToString());
        return diagnostic;
    }

    /// <summary>The one result of a net that is wrong.</summary>
    public static EquatableArray<DiagnosticInfo> Of(string source) => Harness.Read(Harness.Compile(source)).Diagnostics;
}
