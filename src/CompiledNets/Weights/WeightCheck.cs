namespace CompiledNets;

/// <summary>Compares what a network expects with what is stored, and words every refusal alike.</summary>
internal sealed class WeightCheck(string? origin)
{
    private const int Listed = 8;
    private readonly List<string> problems = [];

    /// <summary>A refusal that begins with the file's name, where there is one.</summary>
    public static WeightException Refusal(string? origin, string message, Exception? inner = null)
    {
        var text = origin is null ? message : $"{origin}: {message}";
        return inner is null ? new WeightException(text) : new WeightException(text, inner);
    }

    /// <summary>A key in quotes, shortened where a hostile file made it long.</summary>
    public static string Quote(string key) => key.Length <= 200 ? $"'{key}'" : $"'{key[..200]}…'";

    public void Missing(Parameter parameter) => problems.Add($"tensor {Quote(parameter.Key)} is missing, expected {parameter.Shape}");

    public void Found(Parameter parameter, string found) =>
        problems.Add($"tensor {Quote(parameter.Key)} is {found}, expected {parameter.Shape}");

    public void Problem(string problem) => problems.Add(problem);

    /// <summary>Reports every stored tensor that no parameter names.</summary>
    public void Extra(IEnumerable<(string Key, string Found)> stored, IReadOnlyList<Parameter> parameters)
    {
        var expected = parameters.Select(parameter => parameter.Key).ToHashSet();
        foreach (var (key, found) in stored)
            if (!expected.Contains(key) && !IsStepCounter(key)) problems.Add($"tensor {Quote(key)} ({found}) is not used by the network");
    }

    /// <exception cref="WeightException">There was a problem.</exception>
    public void ThrowIfAny()
    {
        if (problems.Count == 0) return;
        var listed = string.Join("; ", problems.Take(Listed));
        throw Refusal(origin, problems.Count <= Listed ? listed : $"{listed}; and {problems.Count - Listed} more");
    }

    // PyTorch's BatchNorm counts its training steps in the state dict; inference has no use for them.
    private static bool IsStepCounter(string key) => key == "num_batches_tracked" || key.EndsWith(".num_batches_tracked", StringComparison.Ordinal);
}
