using CompiledNets.Generator.Declaration;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator;

/// <summary>A net with its plan.</summary>
internal sealed record PlannedNet(NetDeclaration Net, Plan Plan);
