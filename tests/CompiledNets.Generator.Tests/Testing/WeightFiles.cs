using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNets.Generator.Tests.Testing;

/// <summary>What the build hands to the generator of a project's weight files.</summary>
/// <param name="digests">The name of each file, and its digest; null where the build has not made it yet.</param>
/// <param name="properties">Build properties.</param>
internal sealed class WeightFiles((string File, string? Digest)[] digests, params (string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
{
    private readonly Dictionary<AdditionalText, string> texts = digests.ToDictionary(file => (AdditionalText)new Text(file.Digest), file => file.File);

    public override AnalyzerConfigOptions GlobalOptions => new Options(properties.ToDictionary(property => $"build_property.{property.Name}", property => property.Value));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Options(new() { ["build_metadata.AdditionalFiles.CompiledNetsWeights"] = texts.GetValueOrDefault(textFile, "") });

    public GeneratorDriver Drive(Compilation compilation) => Harness.NewDriver()
        .AddAdditionalTexts([.. texts.Keys, new Text("some other text")])
        .WithUpdatedAnalyzerConfigOptions(this)
        .RunGenerators(compilation, TestContext.Current.CancellationToken);

    private sealed class Text(string? text) : AdditionalText
    {
        public override string Path => "digest.txt";

        public override SourceText? GetText(CancellationToken cancellationToken = default) => text is null ? null : SourceText.From(text);
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
