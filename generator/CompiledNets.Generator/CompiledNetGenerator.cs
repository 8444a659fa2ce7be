using CompiledNets.Generator.Declaration;
using CompiledNets.Generator.Diagnostics;
using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Weights;
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

        var digests = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((source, cancellation) => WeightDigest.Read(source.Left, source.Right, cancellation))
            .Where(digest => digest is not null)
            .Select((digest, _) => digest!)
            .Collect()
            .Select((all, _) => all.ToEquatableArray());
        context.RegisterSourceOutput(results.Combine(digests).Select((source, _) => WeightFit.Check(source.Left, source.Right)), (production, infos) =>
        {
            foreach (var info in infos) production.ReportDiagnostic(info.ToDiagnostic());
        });

        var declarations = results
            .Where(result => result.Declaration is not null)
            .Select((result, _) => result.Declaration!)
            .WithTrackingName(WellKnownTrackingNames.Declarations);
        context.RegisterSourceOutput(declarations, (production, net) => Guard(production, net.FullName, () =>
            production.AddSource($"{net.HintName}.g.cs", SourceText.From(NetSource.EmitApi(net), GeneratedFile.Encoding))));

        // The heavy part: an editor asks for it only when it builds.
        var plans = declarations.Select(PlannedNet.Of).WithTrackingName(WellKnownTrackingNames.Plans);
        var weightsLimit = context.AnalyzerConfigOptionsProvider.Select((provider, _) => EmbeddedWeights.Limit(provider.GlobalOptions));
        context.RegisterImplementationSourceOutput(plans.Combine(weightsLimit), (production, source) => Guard(production, source.Left.Net.FullName, () =>
        {
            var (planned, limit) = source;
            foreach (var (suffix, text) in NetSource.EmitNet(planned.Net, planned.RequirePlan(), limit, production.CancellationToken))
                production.AddSource($"{planned.Net.HintName}.{suffix}.g.cs", SourceText.From(text, GeneratedFile.Encoding));
        }));

        var kernelSets = context.AnalyzerConfigOptionsProvider.Select((provider, _) => KernelSets.Of(provider.GlobalOptions));
        var checksOverflow = context.CompilationProvider.Select((compilation, _) => compilation.Options.CheckOverflow);
        var kernels = plans.SelectMany((planned, _) => planned.Plans).Collect().Combine(kernelSets).Combine(checksOverflow).WithTrackingName(WellKnownTrackingNames.Kernels);
        context.RegisterImplementationSourceOutput(kernels, (production, source) => Guard(production, "kernels", () =>
        {
            var ((nets, sets), isChecked) = source;
            foreach (var (name, text) in NetSource.EmitKernels(nets, sets, isChecked, production.CancellationToken))
                production.AddSource($"{name}.g.cs", SourceText.From(text, GeneratedFile.Encoding));
        }));
    }

    // The compiler would turn an exception into a warning that does not say which net it was, and leave out all others.
    private static void Guard(SourceProductionContext production, string what, Action emit)
    {
        try
        {
            emit();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            production.ReportDiagnostic(Diagnostic.Create(Descriptors.Internal, Location.None, $"{what}: {exception.GetType().Name}: {exception.Message}"));
        }
    }
}
