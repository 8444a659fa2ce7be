using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Emission;

/// <summary>The names in the API of a net. Inputs and outputs keep those of the declaration; all others give way to them.</summary>
internal sealed class ApiNames
{
    private static readonly HashSet<string> members =
    [
        "arena", "weights", "team", "Load", "FromRandom", "Fork", "Threads", "Run", "RunOnThreads", "RunShare", "Profile", "Info", "Trace", "RunEager", "CompiledSteps",
        "DescribeMemory", "ListParameters", "PackWeights", "PackPlanes", "PackPixels", "RunSteps", "ProfileSteps",
    ];

    // Only where weights are packed when the project is built.
    private static readonly HashSet<string> packingMembers = ["EmbeddedWeights", "LoadPacked", "OpenWeights", "DescribePackedWeights"];

    private readonly HashSet<string> parameters = [];
    private readonly Dictionary<string, string> inputLengths = [];
    private readonly Dictionary<string, string> outputLengths = [];
    private readonly Dictionary<string, string> outputParameters = [];

    public ApiNames(IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        parameters.UnionWith(inputs);
        foreach (var output in outputs)
        {
            var parameter = Free(parameters, inputs.Contains(output) ? $"{output}Output" : output);
            parameters.Add(parameter);
            outputParameters.Add(output, parameter);
        }

        var lengths = new HashSet<string>();
        foreach (var input in inputs) Add(inputLengths, input, inputs.Count == 1 ? "Input" : Identifier.Pascal(input));
        foreach (var output in outputs)
            Add(outputLengths, output, outputs.Count == 1 ? "Output" : $"{Identifier.Pascal(output)}{(inputs.Contains(output) ? "Output" : "")}");

        void Add(Dictionary<string, string> names, string name, string prefix)
        {
            var free = Free(lengths, $"{prefix}Length");
            lengths.Add(free);
            names.Add(name, free);
        }
    }

    /// <summary>A name that no input and no output has.</summary>
    public string Free(string name) => Free(parameters, name);

    /// <summary>A name that no output has; for a method without the inputs.</summary>
    public string FreeAmongOutputs(string name) => Free([.. outputParameters.Values], name);

    /// <summary>The parameter of an output; not that of an input of the same name.</summary>
    public string OutputParameter(string output) => outputParameters[output];

    /// <summary>The constant with the number of floats of an input.</summary>
    public string InputLength(string input) => inputLengths[input];

    /// <summary>The constant with the number of floats of an output.</summary>
    public string OutputLength(string output) => outputLengths[output];

    /// <summary>True where the generated half of the class declares the same as a member of the user's half; overloads are none.</summary>
    /// <param name="member">The user's member.</param>
    /// <param name="packsWeights">Whether the net's weights are packed when the project is built.</param>
    public bool Declare(ISymbol member, bool packsWeights) => member switch
    {
        IMethodSymbol { Name: "EmbeddedWeights" } or IMethodSymbol { Name: "Load", Parameters: [] } => packsWeights,
        IMethodSymbol { Name: "LoadPacked", Parameters: [{ Type.SpecialType: SpecialType.System_String }] } => packsWeights,
        IMethodSymbol { Name: "OpenWeights" or "DescribePackedWeights", Parameters: [{ RefKind: not RefKind.None }] } => packsWeights,
        IMethodSymbol { Name: "LoadPacked" or "OpenWeights" or "DescribePackedWeights" } => false,
        IMethodSymbol { Name: "Load", Parameters: [{ Type.Name: "String" or "Stream" or "ReadOnlySpan" or "WeightSource" }] } => true,
        IMethodSymbol { Name: "FromRandom", Parameters: [{ Type.SpecialType: SpecialType.System_UInt64 }] } => true,
        IMethodSymbol { Name: "Profile", Parameters: [{ Type.SpecialType: SpecialType.System_Int32 }] } => true,
        IMethodSymbol { Name: "Fork" or "Trace", Parameters: [] } => true,
        IMethodSymbol { Name: not ("Info" or "Threads" or "arena" or "weights" or "team" or "CompiledSteps") } => inputLengths.ContainsValue(member.Name) || outputLengths.ContainsValue(member.Name),
        _ => members.Contains(member.Name) || (packsWeights && packingMembers.Contains(member.Name)) || inputLengths.ContainsValue(member.Name) || outputLengths.ContainsValue(member.Name),
    };

    private static string Free(HashSet<string> taken, string name)
    {
        var free = name;
        for (var i = 2; taken.Contains(free); i++) free = name + Literal.Of(i);
        return free;
    }
}
