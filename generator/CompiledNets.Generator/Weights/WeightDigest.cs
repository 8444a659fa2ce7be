using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CompiledNets.Generator.Weights;

/// <summary>
/// Which tensors a weight file has. The compiler gives a generator no binary files, so a build step leaves a text with one tensor a
/// line: element type, sizes and key, with tabs between.
/// </summary>
/// <param name="File">The name of the weight file.</param>
/// <param name="Tensors">Its tensors; null where the step has not run yet, as in an editor before the first build.</param>
internal sealed record WeightDigest(string File, EquatableArray<DigestTensor>? Tensors)
{
    private const string Metadata = "build_metadata.AdditionalFiles.CompiledNetsWeights";

    /// <summary>Reads a text, if it is a digest.</summary>
    public static WeightDigest? Read(AdditionalText text, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        if (!options.GetOptions(text).TryGetValue(Metadata, out var file) || file.Length == 0) return null;
        if (text.GetText(cancellation) is not { } lines) return new WeightDigest(file, null);
        return new WeightDigest(file, lines.Lines
            .Select(line => line.ToString().Split(['\t'], 3))
            .Where(fields => fields.Length == 3)
            .Select(fields => new DigestTensor(fields[2], fields[0], SizesOf(fields[1])))
            .ToEquatableArray());
    }

    private static EquatableArray<long> SizesOf(string text) =>
        text.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(size => long.Parse(size, CultureInfo.InvariantCulture)).ToEquatableArray();
}

/// <summary>A tensor of a weight file.</summary>
/// <param name="Key">Its state-dict key.</param>
/// <param name="ElementType">Its element type as safetensors names it.</param>
/// <param name="Sizes">The sizes of its dimensions.</param>
internal sealed record DigestTensor(string Key, string ElementType, EquatableArray<long> Sizes)
{
    /// <summary>Element type and shape.</summary>
    public override string ToString() => $"{ElementType} {(Sizes.Count == 0 ? "scalar" : string.Join("×", Sizes))}";
}
