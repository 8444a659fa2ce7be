using CompiledNets.Generator.Declaration;
using CompiledNets.Generator.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNets.Generator;

/// <summary>Compiles every class with <c>[CompiledNet]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class CompiledNetGenerator : IIncrementalGenerator
{
    private const string AttributeName = "CompiledNets.CompiledNetAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var results = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeName, (node, _) => node is TypeDeclarationSyntax, DeclarationReader.Read)
            .WithTrackingName(WellKnownTrackingNames.Evaluate);

        // Apart from the declarations, so that an error in one net does not emit another anew.
        var diagnostics = results
            .Select((result, _) => result.Diagnostics)
            .WithTrackingName(WellKnownTrackingNames.Diagnostics);
        context.RegisterSourceOutput(diagnostics, (production, infos) =>
        {
            foreach (var info in infos) production.ReportDiagnostic(info.ToDiagnostic());
        });

        var declarations = results
            .Where(result => result.Declaration is not null)
            .Select((result, _) => result.Declaration!)
            .WithTrackingName(WellKnownTrackingNames.Declarations);
        context.RegisterSourceOutput(declarations, (production, net) =>
            production.AddSource($"{net.HintName}.g.cs", SourceText.From(NetSource.EmitApi(net), GeneratedFile.Encoding)));

        // The heavy part: an editor asks for it only when it builds.
        var plans = declarations
            .Select((net, _) => new PlannedNet(net, NetSource.PlanOf(net)))
            .WithTrackingName(WellKnownTrackingNames.Plans);
        context.RegisterImplementationSourceOutput(plans, (production, planned) =>
        {
            foreach (var (suffix, text) in NetSource.EmitNet(planned.Net, planned.Plan))
                production.AddSource($"{planned.Net.HintName}.{suffix}.g.cs", SourceText.From(text, GeneratedFile.Encoding));
        });

        var kernelSets = context.AnalyzerConfigOptionsProvider.Select((provider, _) => KernelSets.Of(provider.GlobalOptions));
        var kernels = plans.Select((planned, _) => planned.Plan).Collect().Combine(kernelSets).WithTrackingName(WellKnownTrackingNames.Kernels);
        context.RegisterImplementationSourceOutput(kernels, (production, source) =>
        {
            foreach (var (name, text) in NetSource.EmitKernels(source.Left, source.Right))
                production.AddSource($"{name}.g.cs", SourceText.From(text, GeneratedFile.Encoding));
        });
    }
}
