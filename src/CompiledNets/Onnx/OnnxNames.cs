namespace CompiledNets.Onnx;

/// <summary>
/// Names of values. In ONNX inputs, weights, constants and results share one space of names, while a layer, its key and an output
/// of the declaration may well be called alike.
/// </summary>
internal sealed class OnnxNames
{
    private readonly HashSet<string> taken = [];

    /// <summary>The name itself, or with a number behind it where it is taken.</summary>
    public string Take(string name)
    {
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++) unique = $"{name}_{i}";
        return unique;
    }
}
