using CompiledNets.Generator.Declaration;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emission;

/// <summary>Writes the run: one call per step, in order, each as a method that is named and documented after its layer.</summary>
internal sealed class RunEmitter
{
    /// <summary>The class with a method for each step; not a name that a declaration has for its own tables.</summary>
    public const string StepsClass = "CompiledSteps";

    private const int NumbersPerLine = 24;

    private readonly NetDeclaration net;
    private readonly Plan plan;
    private readonly CodeWriter writer;
    private readonly IReadOnlyList<string> names;
    private readonly CancellationToken cancellation;

    private RunEmitter(NetDeclaration net, Plan plan, CancellationToken cancellation)
    {
        this.net = net;
        this.plan = plan;
        this.cancellation = cancellation;
        names = NameSteps(plan);
        // A net of mere copies has no kernels, and where no other net has any, their namespace does not exist.
        string[] kernels = plan.Steps.Any(step => step.Kernel is not null) ? ["CompiledNets.Generated"] : [];
        writer = GeneratedFile.BeginWithKernels(
            ["System", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "CompiledNets", .. kernels, "CompiledNets.Runtime"]);
    }

    private string PlaneParameters => string.Concat(plan.Outputs.Select(output => $", float* {output.Name}Planes"));

    private string PlaneArguments => string.Concat(plan.Outputs.Select(output => $", {output.Name}Planes"));

    public static string Emit(NetDeclaration net, Plan plan, CancellationToken cancellation)
    {
        var emitter = new RunEmitter(net, plan, cancellation);
        emitter.EmitClass();
        return emitter.writer.ToString();
    }

    /// <summary>The names of the methods that carry out a plan's steps, in order.</summary>
    public static IReadOnlyList<string> NameSteps(Plan plan)
    {
        var used = new HashSet<string>();
        return plan.Steps.Select(step =>
        {
            var name = NameOf(step);
            var unique = name;
            for (var i = 2; !used.Add(unique); i++) unique = $"{name}_{Literal.Of(i)}";
            return unique;
        }).ToList();
    }

    // A layer without a name of its own is called after its operator, which the operation says as well.
    private static string NameOf(Step step)
    {
        var dot = step.Layer.LastIndexOf('.');
        var operation = new string([.. step.Operation.TakeWhile(char.IsLetter)]);
        var last = step.Layer.Substring(dot + 1);
        var isSaidTwice = last.Equals(operation, StringComparison.OrdinalIgnoreCase) || last.Equals($"{operation}2d", StringComparison.OrdinalIgnoreCase);
        return !isSaidTwice ? $"{Identifier.Pascal(step.Layer)}_{step.Operation}"
            : dot < 0 ? step.Operation
            : $"{Identifier.Pascal(step.Layer.Substring(0, dot))}_{step.Operation}";
    }

    private void EmitClass()
    {
        using (GeneratedFile.OpenNamespace(writer, net))
        using (writer.Block($"partial class {Identifier.EscapeType(net.ClassName)}"))
        {
            writer.Line(GeneratedFile.Attribute);
            using (writer.Block("static partial void DescribeMemory(ref int arenaLength, ref int weightLength)"))
            {
                writer.Line($"arenaLength = {plan.ArenaLength};");
                writer.Line($"weightLength = {plan.WeightLength};");
            }
            writer.Line();
            EmitPacking();
            EmitRunSteps();
            EmitProfileSteps();
            EmitSteps();
        }
    }

    private void EmitPacking()
    {
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"static unsafe partial void PackPlanes({string.Concat(plan.Inputs.Select(input => $"float* {input.Name}Source, "))}float* arena)"))
            foreach (var input in plan.Inputs)
            {
                var (channels, height, width) = Extents(input.Shape);
                writer.Line($"ImageLayout.FromPlanes({input.Name}Source, channels: {channels}, height: {height}, width: {width}, target: {Literal.Offset("arena", input.Address)}, pixel: {input.Pixel}, row: {input.Row}, block: {input.Block});");
            }
        writer.Line();
        if (plan.Inputs.Count != 1 || plan.Inputs[0].Shape[1] is not (1 or 3 or 4)) return;
        var only = plan.Inputs[0];
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block("static unsafe partial void PackPixels(byte* pixelSource, PixelFormat format, float* arena)"))
            writer.Line($"ImageLayout.FromPixels(pixelSource, format, height: {only.Shape[2]}, width: {only.Shape[3]}, target: {Literal.Offset("arena", only.Address)}, pixel: {only.Pixel}, row: {only.Row});");
        writer.Line();
    }

    private static (int Channels, int Height, int Width) Extents(TensorShape shape) => (shape[1], shape[2], shape[3]);

    private void EmitRunSteps()
    {
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"static unsafe partial void RunSteps(float* arena, float* weights{PlaneParameters}, Worker worker)"))
            for (var i = 0; i < names.Count; i++)
            {
                if (i > 0) writer.Line("worker.Barrier();");
                writer.Line($"{StepsClass}.{names[i]}(arena, weights{PlaneArguments}, worker);");
            }
        writer.Line();
    }

    private void EmitProfileSteps()
    {
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"static unsafe partial void ProfileSteps(float* arena, float* weights{PlaneParameters}, NetProfile profile)"))
            for (var i = 0; i < names.Count; i++)
            {
                writer.Line($"{StepsClass}.{names[i]}(arena, weights{PlaneArguments}, Worker.Alone);");
                writer.Line($"profile.EndStep({Literal.Of(names[i])}, {Literal.Of(plan.Steps[i].Description)});");
            }
        writer.Line();
    }

    private void EmitSteps()
    {
        writer.Line("/// <summary>The steps of a run, named after the layers; sizes and places are constants.</summary>");
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"private static unsafe class {StepsClass}"))
        {
            for (var i = 0; i < names.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var step = plan.Steps[i];
                writer.Line($"/// <summary>{Xml(step.Description)}.</summary>");
                writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
                EmitStep(names[i], step);
                writer.Line();
            }
            for (var i = 0; i < plan.Tables.Count; i++) EmitTable(i, plan.Tables[i]);
        }
    }

    private void EmitStep(string name, Step step)
    {
        var head = $"public static void {name}(float* arena, float* weights{PlaneParameters}, Worker worker)";
        if (step.Kernel is null)
        {
            using (writer.Block(head)) writer.Line($"if (worker.Index == 0) {step.Method}({string.Join(", ", step.Arguments)});");
            return;
        }
        writer.Line($"{head} =>");
        using (writer.Indent()) writer.Line($"Kernels.{step.Kernel.MethodName}({string.Join(", ", step.Arguments.Append("worker"))});");
    }

    // Constants of the assembly's read-only data, which never moves.
    private void EmitTable(int index, EquatableArray<int> table)
    {
        writer.Line("/// <summary>Offsets of channels or blocks from the start of the arena, in floats.</summary>");
        writer.Line($"private static int* Table{index} => (int*)Unsafe.AsPointer(ref MemoryMarshal.GetReference((ReadOnlySpan<int>)");
        using (writer.Indent())
        {
            writer.Line("[");
            using (writer.Indent())
                for (var i = 0; i < table.Count; i += NumbersPerLine)
                    writer.Line($"{string.Join(", ", table.Skip(i).Take(NumbersPerLine).Select(Literal.Of))},");
            writer.Line("]));");
        }
        writer.Line();
    }

    // The names of layers may hold anything, which must neither end the comment's line nor its element.
    private static string Xml(string text) => string.Concat(text.Select(character => character switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => char.IsControl(character) ? " " : character.ToString(),
    }));
}
