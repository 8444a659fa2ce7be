using CompiledNets.Generator.Declaration;

namespace CompiledNets.Generator.Emission;

/// <summary>The files generated for one net.</summary>
internal static class NetSource
{
    public static string EmitApi(NetDeclaration net) => $"// API of {net.HintName}\n";

    public static string EmitRun(NetDeclaration net) => $"// Code of {net.HintName}: {net.Graph.Nodes.Count} nodes\n";
}
