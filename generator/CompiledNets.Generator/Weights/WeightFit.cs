using CompiledNets.Generator.Declaration;
using CompiledNets.Generator.Diagnostics;

namespace CompiledNets.Generator.Weights;

/// <summary>Compares the weight file that a net names with what the net reads.</summary>
internal static class WeightFit
{
    private const int Listed = 8;

    /// <summary>What is wrong, at the argument of the attribute that names the file.</summary>
    public static EquatableArray<DiagnosticInfo> Check(DeclarationResult result, EquatableArray<WeightDigest> digests)
    {
        if (result is not { Declaration: { Options.Weights: { } file } net, WeightsLocation: { } location }) return EquatableArray<DiagnosticInfo>.Empty;
        var digest = digests.FirstOrDefault(digest => digest.File == file);
        if (digest is null)
            return Report(Descriptors.NoWeightFile, [file, digests.Count == 0 ? "lists none" : $"lists {string.Join(", ", digests.Select(other => $"'{other.File}'"))}"]);
        if (digest.Tensors is not { } tensors) return EquatableArray<DiagnosticInfo>.Empty;

        var problems = Problems(net, tensors).ToList();
        var listed = problems.Take(Listed).Select(problem => Info(Descriptors.WeightsDoNotFit, [file, problem]));
        return problems.Count <= Listed
            ? listed.ToEquatableArray()
            : listed.Append(Info(Descriptors.WeightsDoNotFit, [file, $"and {problems.Count - Listed} more tensors are wrong"])).ToEquatableArray();

        DiagnosticInfo Info(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, string[] arguments) =>
            new(descriptor, location, EquatableArray<LocationInfo>.Empty, arguments.ToEquatableArray());

        EquatableArray<DiagnosticInfo> Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, string[] arguments) =>
            new[] { Info(descriptor, arguments) }.ToEquatableArray();
    }

    private static IEnumerable<string> Problems(NetDeclaration net, EquatableArray<DigestTensor> tensors)
    {
        var stored = new Dictionary<string, DigestTensor>();
        foreach (var tensor in tensors) stored[tensor.Key] = tensor;
        foreach (var parameter in net.Graph.Parameters)
        {
            if (!stored.TryGetValue(parameter.Key, out var tensor)) yield return $"tensor '{parameter.Key}' is missing, expected {parameter.Shape}";
            else if (!tensor.Sizes.SequenceEqual(parameter.Shape.Select(size => (long)size))) yield return $"tensor '{parameter.Key}' is {tensor}, expected {parameter.Shape}";
            else if (tensor.ElementType is not ("F32" or "F16" or "BF16" or "F64"))
                yield return $"tensor '{parameter.Key}' is {tensor}, expected F32, F16, BF16 or F64";
        }
        var used = new HashSet<string>(net.Graph.Parameters.Select(parameter => parameter.Key));
        foreach (var tensor in tensors)
            if (!used.Contains(tensor.Key) && !IsStepCounter(tensor.Key)) yield return $"tensor '{tensor.Key}' ({tensor}) is not used by the net";
    }

    // PyTorch's BatchNorm counts its training steps in the state dict; inference has no use for them.
    private static bool IsStepCounter(string key) =>
        key == "num_batches_tracked" || key.EndsWith(".num_batches_tracked", StringComparison.Ordinal);
}
