namespace CompiledNets;

/// <summary>Compares what a network expects with what is stored, and words every refusal alike.</summary>
internal sealed class WeightCheck(string? origin)
{
    private const int Listed = 8;

    // Only what is listed is kept, or a file of a million stray tensors would cost as many messages.
    private readonly List<string> listed = [];
    private int count;

    /// <summary>A refusal that begins with the file's name, where there is one.</summary>
    public static WeightException Refusal(string? origin, string message, Exception? inner = null)
    {
        var text = origin is null ? message : $"{origin}: {message}";
        return inner is null ? new WeightException(text) : new WeightException(text, inner);
    }

    /// <summary>A key in quotes, shortened where a hostile file made it long.</summary>
    public static string Quote(string key) => key.Length <= 200 ? $"'{key}'" : $"'{key[..200]}…'";

    public void Missing(Parameter parameter) => Problem($"tensor {Quote(parameter.Key)} is missing, expected {parameter.Shape}");

    public void Found(Parameter parameter, string found) =>
        Problem($"tensor {Quote(parameter.Key)} is {found}, expected {parameter.Shape}");

    public void Problem(string problem)
    {
        if (count++ < Listed) listed.Add(problem);
    }

    /// <summary>Reports every stored tensor that no parameter names.</summary>
    public void Extra(IEnumerable<(string Key, string Found)> stored, IReadOnlyList<Parameter> parameters)
    {
        var expected = parameters.Select(parameter => parameter.Key).ToHashSet();
        foreach (var (key, found) in stored)
            if (!expected.Contains(key) && !IsStepCounter(key)) Problem($"tensor {Quote(key)} ({found}) is not used by the network");
    }

    /// <exception cref="WeightException">There was a problem.</exception>
    public void ThrowIfAny()
    {
        if (count == 0) return;
        var message = string.Join("; ", listed);
        throw Refusal(origin, count == listed.Count ? message : $"{message}; and {count - listed.Count} more");
    }

    // PyTorch's BatchNorm counts its training steps in the state dict; inference has no use for them.
    private static bool IsStepCounter(string key) =>
        key == "num_batches_tracked" || key.EndsWith(".num_batches_tracked", StringComparison.Ordinal);
}
