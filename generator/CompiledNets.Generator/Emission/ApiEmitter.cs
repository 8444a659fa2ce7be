using System.Globalization;
using CompiledNets.Generator.Declaration;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Emission;

/// <summary>
/// Writes what a user calls: loading, running, information. Cheap, since an editor asks for it at each key stroke; the code of
/// the run stands behind partial methods, which may lack a body while an editor skips implementation files.
/// </summary>
internal sealed class ApiEmitter
{
    private readonly NetDeclaration net;
    private readonly CodeWriter writer = GeneratedFile.Begin("System", "System.IO", "CompiledNets", "CompiledNets.Runtime");
    private readonly IReadOnlyList<Input> inputs;
    private readonly IReadOnlyList<(string Name, TensorShape Shape)> outputs;
    private readonly ApiNames names;

    private ApiEmitter(NetDeclaration net)
    {
        this.net = net;
        inputs = net.Graph.Inputs.Select(node => (Input)node.Operator).ToList();
        outputs = net.Graph.Outputs.Select(output => (output.Name, net.Graph.Nodes[output.Node].Shape)).ToList();
        names = new ApiNames(inputs.Select(input => input.Name).ToList(), outputs.Select(output => output.Name).ToList());
    }

    private string ClassName => Identifier.EscapeType(net.ClassName);

    // The class as a type; in full where it has the name of one that the generated code uses.
    private string Self => net.HiddenNames.Contains(net.ClassName) ? $"global::{net.FullName}" : ClassName;

    private bool IsUnary => inputs.Count == 1 && outputs.Count == 1;

    private int Batch => inputs.Max(input => input.Shape[0]);

    // Parameters and locals that give way to the names of inputs and outputs.
    private string Image => names.Free("image");

    private string Pixels => names.FreeAmongOutputs("pixels");

    private string Format => names.FreeAmongOutputs("format");

    private string Runs => names.Free("runs");

    private string SpanParameters => string.Join(", ",
        inputs.Select(input => $"ReadOnlySpan<float> {Identifier.Escape(input.Name)}")
            .Concat(outputs.Select(output => $"Span<float> {Identifier.Escape(names.OutputParameter(output.Name))}")));

    private string PlaneArguments => string.Concat(outputs.Select(output => $", {output.Name}Planes"));

    private string PlanePointers => string.Concat(outputs.Select(output => $", float* {output.Name}Planes"));

    public static string Emit(NetDeclaration net)
    {
        var emitter = new ApiEmitter(net);
        emitter.EmitClass();
        return emitter.writer.ToString();
    }

    private void EmitClass()
    {
        using (GeneratedFile.OpenNamespace(writer, net))
        {
            EmitSummary();
            using (writer.Block($"partial class {ClassName} : {(IsUnary ? "IUnaryNet" : "ICompiledNet")}<{Self}>"))
            {
                EmitLengths();
                EmitMemory();
                EmitLoading();
                EmitRun();
                if (TakesPixels) EmitPixelRun();
                EmitThreads();
                EmitInformation();
                EmitParts();
            }
        }
    }

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private void EmitSummary()
    {
        writer.Line("/// <summary>");
        writer.Line($"/// {Grouped(net.Graph.ParameterCount)} parameters, {Grouped(net.Graph.MultiplyAdds)} multiply-adds.");
        foreach (var input in inputs) writer.Line($"/// Input <c>{input.Name}</c>: {input.Shape}.");
        foreach (var (name, shape) in outputs) writer.Line($"/// Output <c>{name}</c>: {shape}.");
        writer.Line("/// </summary>");
    }

    private void EmitLengths()
    {
        foreach (var input in inputs) Constant(names.InputLength(input.Name), input.Shape, $"input <c>{input.Name}</c>");
        foreach (var (name, shape) in outputs) Constant(names.OutputLength(name), shape, $"output <c>{name}</c>");

        void Constant(string name, TensorShape shape, string what)
        {
            Member($"The number of floats of {what}, {shape}.");
            writer.Line($"public const int {name} = {shape.ElementCount};");
            writer.Line();
        }
    }

    private void EmitMemory()
    {
        if (IsUnary)
        {
            writer.Line($"static int IUnaryNet<{Self}>.InputCount => InputLength;");
            writer.Line();
            writer.Line($"static int IUnaryNet<{Self}>.OutputCount => OutputLength;");
            writer.Line();
        }
        writer.Line("private readonly AlignedBuffer weights;");
        writer.Line("private readonly AlignedBuffer arena;");
        writer.Line("private WorkerTeam? team;");
        writer.Line();
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"private {ClassName}(AlignedBuffer weights)"))
        {
            writer.Line("int arenaLength = 0, weightLength = 0;");
            writer.Line("DescribeMemory(ref arenaLength, ref weightLength);");
            writer.Line("this.weights = weights;");
            writer.Line("arena = new AlignedBuffer(arenaLength);");
        }
        writer.Line();
    }

    private void EmitLoading()
    {
        const string refusal = "The weights are damaged, or a tensor is missing, left over, mis-shaped or mistyped.";
        Member("Loads the weights of a safetensors file, under PyTorch's state-dict keys.", ("path", "The file."), ("WeightException", refusal));
        using (writer.Block($"public static {Self} Load(string path)"))
        {
            writer.Line("using SafeTensors file = SafeTensors.Open(path);");
            writer.Line("return Load(file);");
        }
        writer.Line();
        Member("Loads the weights of a safetensors stream.", ("stream", "The stream, read to its end."), ("WeightException", refusal));
        using (writer.Block($"public static {Self} Load(Stream stream)"))
        {
            writer.Line("using SafeTensors file = SafeTensors.Read(stream);");
            writer.Line("return Load(file);");
        }
        writer.Line();
        Member("Loads the weights of a safetensors file in memory.", ("file", "The bytes of the file."), ("WeightException", refusal));
        using (writer.Block($"public static {Self} Load(ReadOnlySpan<byte> file)"))
        {
            writer.Line("using SafeTensors tensors = SafeTensors.Parse(file);");
            writer.Line("return Load(tensors);");
        }
        writer.Line();
        Member("Loads weights from any source.", ("source", "The source."), ("WeightException", refusal));
        using (writer.Block($"public static {Self} Load(WeightSource source)"))
        {
            writer.Line("int arenaLength = 0, weightLength = 0;");
            writer.Line("DescribeMemory(ref arenaLength, ref weightLength);");
            writer.Line("Parameter[] parameters = [];");
            writer.Line("ListParameters(ref parameters);");
            writer.Line("source.Verify(parameters);");
            writer.Line("AlignedBuffer packed = new AlignedBuffer(weightLength);");
            writer.Line("PackWeights(new WeightPacker(source, parameters, packed));");
            writer.Line($"return new {Self}(packed);");
        }
        writer.Line();
        if (net.Options.Weights is { } file) EmitPackedLoading(file);
        Member("A net with random weights, for benchmarks and tests; the same for the same seed on every machine.", ("seed", "Another seed gives other weights."));
        writer.Line($"public static {Self} FromRandom(ulong seed = 1) => Load(new RandomWeights(seed));");
        writer.Line();
        Member("A net with the same weights, which it shares, and scratch memory of its own, for another thread.");
        writer.Line($"public {Self} Fork() => new {Self}(weights);");
        writer.Line();
    }

    private void EmitPackedLoading(string file)
    {
        Member($"The net with the weights of {file}, which were checked, folded and packed when this was built, and are used where they lie.",
            ("WeightException", "They are not in the assembly, or the file beside it is missing, damaged or another build's."));
        using (writer.Block($"public static {Self} Load()"))
        {
            writer.Line("AlignedBuffer? packed = null;");
            writer.Line("OpenWeights(ref packed);");
            writer.Line($"return new {Self}(packed!);");
        }
        writer.Line();
        Member("The net with weights that a build of this very declaration has packed into a file, which stays mapped into memory.",
            ("path", "The file."), ("WeightException", "The file is damaged, or packed for another net, another version of this one, or another layout."));
        using (writer.Block($"public static {Self} LoadPacked(string path)"))
        {
            writer.Line("PackedWeights? description = null;");
            writer.Line("DescribePackedWeights(ref description);");
            writer.Line($"return new {Self}(description!.OpenFile(path));");
        }
        writer.Line();
    }

    private void EmitRun()
    {
        (string, string)[] parameters =
        [
            .. inputs.Select(input => (input.Name, $"{input.Shape}, {names.InputLength(input.Name)} floats.")),
            .. outputs.Select(output => (names.OutputParameter(output.Name), $"{output.Shape}, {names.OutputLength(output.Name)} floats.")),
            ("ArgumentException", "A span has another length."),
        ];
        Member("Runs the net; allocates nothing. One thread at a time: other threads take a <see cref=\"Fork\"/>.", parameters);
        using (writer.Block($"public unsafe void Run({SpanParameters})"))
        {
            EmitLengthChecks(inputs.Select(input => (Identifier.Escape(input.Name), names.InputLength(input.Name))));
            using (EmitFixed("float", inputs.Select(input => (Identifier.Escape(input.Name), SourceOf(input)))))
                EmitImages($"PackPlanes({string.Join(", ", inputs.Select(input => ImagePointer(SourceOf(input), input.Shape)))}, this.arena.Pointer);");
        }
        writer.Line();

        Member("Runs the net several times and takes the time of each step.",
            [.. inputs.Select(input => (input.Name, $"{input.Shape}, {names.InputLength(input.Name)} floats.")), (Runs, "How often to run; the least time of each step counts."), ("ArgumentException", "A span has another length.")]);
        var spans = string.Concat(inputs.Select(input => $"ReadOnlySpan<float> {Identifier.Escape(input.Name)}, "));
        var (profile, run) = (names.Free("profile"), names.Free("run"));
        using (writer.Block($"public unsafe NetProfile Profile({spans}int {Runs} = 20)"))
        {
            EmitLengthChecks(inputs.Select(input => (Identifier.Escape(input.Name), names.InputLength(input.Name))), withOutputs: false);
            writer.Line($"NetProfile {profile} = new NetProfile();");
            foreach (var (name, shape) in outputs) writer.Line($"AlignedBuffer {names.Free($"{name}Buffer")} = new AlignedBuffer({shape.ElementCount / shape[0]});");
            using (writer.Block($"fixed (float* {string.Join(", ", inputs.Select(input => $"{SourceOf(input)} = {Identifier.Escape(input.Name)}"))})"))
            using (writer.Block($"for (int {run} = 0; {run} < {Runs}; {run}++)"))
            {
                writer.Line($"{profile}.BeginRun();");
                writer.Line($"PackPlanes({string.Concat(inputs.Select(input => $"{SourceOf(input)}, "))}this.arena.Pointer);");
                writer.Line($"{profile}.EndStep(\"input\", \"the input in the order that the first layer reads\");");
                writer.Line($"ProfileSteps(this.arena.Pointer, this.weights.Pointer{string.Concat(outputs.Select(output => $", {names.Free($"{output.Name}Buffer")}.Pointer"))}, {profile});");
            }
            EmitKeepAlive();
            foreach (var (name, _) in outputs) writer.Line($"GC.KeepAlive({names.Free($"{name}Buffer")});");
            writer.Line($"return {profile};");
        }
        writer.Line();
        Member("Runs the net on small random numbers and takes the time of each step.", ("runs", "How often to run; the least time of each step counts."));
        using (writer.Block("public NetProfile Profile(int runs = 20)"))
        {
            foreach (var input in inputs)
            {
                writer.Line($"float[] {input.Name}Values = new float[{names.InputLength(input.Name)}];");
                writer.Line($"RandomWeights.Input({Literal.Of(input.Name)}, 1, {input.Name}Values);");
            }
            writer.Line($"return Profile({string.Concat(inputs.Select(input => $"{input.Name}Values, "))}runs);");
        }
        writer.Line();
    }

    // About 0.2 ms of one thread, as long as it takes to wake another: so many multiply-adds, or eighths of them in numbers that are moved.
    private const long ShortWork = 20_000_000;
    private const long MultiplyAddsPerNumber = 8;

    private bool IsShort =>
        (net.Graph.MultiplyAdds + MultiplyAddsPerNumber * net.Graph.Nodes.Sum(node => (long)node.Shape.ElementCount)) / Batch < ShortWork;

    private void EmitThreads()
    {
        Member($"How many threads share each step of a run, the calling one among them; 1 where not set. They stay ready until it is set to 1 or the net is collected.{(IsShort ? " While they sleep, the calling one runs this net alone, which takes no longer than to wake them." : "")}",
            ("ArgumentOutOfRangeException", "The number is less than 1 or more than 1,024."));
        using (writer.Block("public int Threads"))
        {
            writer.Line("get => this.team is null ? 1 : this.team.Count;");
            writer.Line("set => WorkerTeam.Resize(ref this.team, value);");
        }
        writer.Line();
        using (writer.Block($"private unsafe void RunOnThreads({PlanePointers.Substring(2)})"))
        {
            using (writer.Block("if (this.team is null)"))
            {
                writer.Line($"RunSteps(this.arena.Pointer, this.weights.Pointer{PlaneArguments}, Worker.Alone);");
                writer.Line("return;");
            }
            writer.Line($"float** arguments = stackalloc float*[] {{ this.arena.Pointer, this.weights.Pointer{PlaneArguments} }};");
            writer.Line($"this.team.Run(&RunShare, arguments{(IsShort ? ", isShort: true" : "")});");
        }
        writer.Line();
        writer.Line("private static unsafe void RunShare(float** arguments, Worker worker) =>");
        using (writer.Indent())
            writer.Line($"RunSteps({string.Join(", ", Enumerable.Range(0, 2 + outputs.Count).Select(i => $"arguments[{Literal.Of(i)}]"))}, worker);");
        writer.Line();
    }

    private bool TakesPixels => inputs.Count == 1 && inputs[0].Shape[1] is 1 or 3 or 4;

    private void EmitPixelRun()
    {
        var (channels, height, width) = (inputs[0].Shape[1], inputs[0].Shape[2], inputs[0].Shape[3]);
        var pointer = names.FreeAmongOutputs("pixelSource");
        Member("Runs the net on interleaved 8-bit pixels, which are normalized on their way into the first layer; allocates nothing.",
        [
            (Pixels, $"{(Batch == 1 ? "" : $"{Batch} images of ")}{height} rows of {width} pixels."),
            (Format, $"What the bytes of a pixel mean; it must have {channels} channels."),
            .. outputs.Select(output => (names.OutputParameter(output.Name), $"{output.Shape}, {names.OutputLength(output.Name)} floats.")),
            ("ArgumentException", "A span has another length, or the format another number of channels."),
        ]);
        var spans = string.Join(", ", outputs.Select(output => $"Span<float> {Identifier.Escape(names.OutputParameter(output.Name))}"));
        using (writer.Block($"public unsafe void Run(ReadOnlySpan<byte> {Pixels}, PixelFormat {Format}, {spans})"))
        {
            writer.Line($"RunArguments.RequireChannels({Format}, {channels});");
            EmitLengthChecks([(Pixels, $"{Batch * height * width} * {Format}.BytesPerPixel")]);
            using (EmitFixed("byte", [(Pixels, pointer)]))
            {
                var source = Batch == 1 ? pointer : $"{pointer} + {Image} * {height * width} * {Format}.BytesPerPixel";
                EmitImages($"PackPixels({source}, {Format}, this.arena.Pointer);");
            }
        }
        writer.Line();
    }

    private IDisposable EmitFixed(string type, IEnumerable<(string Span, string Pointer)> sources)
    {
        var first = writer.Block($"fixed ({type}* {string.Join(", ", sources.Select(source => $"{source.Pointer} = {source.Span}"))})");
        var second = writer.Block($"fixed (float* {string.Join(", ", outputs.Select(output => $"{TargetOf(output.Name)} = {Identifier.Escape(names.OutputParameter(output.Name))}"))})");
        return new Pair(second, first);
    }

    // Images of a batch do not mix, so they go through the same code one after the other.
    private void EmitImages(string pack)
    {
        using (writer.Loop(Image, Batch, out _))
        {
            writer.Line(pack);
            writer.Line($"RunOnThreads({string.Join(", ", outputs.Select(output => ImagePointer(TargetOf(output.Name), output.Shape)))});");
        }
        EmitKeepAlive();
    }

    // A net that is run for the last time might else be collected, and its memory freed, while the kernels work in it.
    private void EmitKeepAlive() => writer.Line("GC.KeepAlive(this);");

    // What does not depend on the batch is the same for all images.
    private string ImagePointer(string pointer, TensorShape shape) =>
        shape[0] == 1 ? pointer : $"{pointer} + {Image} * {shape.ElementCount / Batch}";

    private string SourceOf(Input input) => names.Free($"{input.Name}Source");

    private string TargetOf(string output) => names.Free($"{output}Target");

    private void EmitLengthChecks(IEnumerable<(string Span, string Length)> spans, bool withOutputs = true)
    {
        if (withOutputs) spans = spans.Concat(outputs.Select(output => (Identifier.Escape(names.OutputParameter(output.Name)), names.OutputLength(output.Name))));
        foreach (var (span, length) in spans) writer.Line($"RunArguments.RequireLength({span}.Length, {length}, nameof({span}));");
    }

    private void EmitInformation()
    {
        Member("What the net costs, layer by layer and in total; its text is a table.");
        using (writer.Block("public static NetInfo Info"))
        using (writer.Block("get"))
        {
            writer.Line("int arenaLength = 0, weightLength = 0;");
            writer.Line("DescribeMemory(ref arenaLength, ref weightLength);");
            writer.Line("return NetInfo.Of(Trace()) with { ScratchBytes = 4L * arenaLength, WeightBytes = 4L * weightLength };");
        }
        writer.Line();
        Member("The declaration as a graph, recorded by running it.");
        writer.Line("public static Graph Trace() => Graph.Trace(");
        using (writer.Indent())
        {
            EmitForward("inputs");
            writer.Line($"{string.Join(", ", inputs.Select(input => $"({Literal.Of(input.Name)}, {ShapeOf(input.Shape)})"))});");
        }
        writer.Line();
        EmitEager();
    }

    private void EmitEager()
    {
        var (source, onLayer) = (names.Free("source"), names.Free("onLayer"));
        Member("Runs the declaration as plain C#, each operator at once and in double: slow, obviously right, and open to a debugger.",
        [
            (source, "The weights."),
            .. inputs.Select(input => (input.Name, $"{input.Shape}, {names.InputLength(input.Name)} floats.")),
            (onLayer, "Called after each operator with the layer's name and its output."),
            ("ArgumentException", "A span has another length."),
            ("WeightException", "The weights do not fit the declaration."),
        ]);
        var returns = outputs.Count == 1 ? "Tensor" : $"({string.Join(", ", outputs.Select(output => $"Tensor {Identifier.Escape(output.Name)}"))})";
        var spans = string.Concat(inputs.Select(input => $"ReadOnlySpan<float> {Identifier.Escape(input.Name)}, "));
        writer.Line($"public static {returns} RunEager(WeightSource {source}, {spans}Action<string, Tensor>? {onLayer} = null) => Eager.Run(");
        using (writer.Indent())
        {
            writer.Line($"inputs => Forward({ForwardArguments("inputs")}),");
            writer.Line($"{source},");
            writer.Line($"[{string.Join(", ", inputs.Select(input => $"({Literal.Of(input.Name)}, {ShapeOf(input.Shape)}, {Identifier.Escape(input.Name)}.ToArray())"))}],");
            writer.Line($"{onLayer});");
        }
        writer.Line();
    }

    private string ForwardArguments(string list) => string.Join(", ", inputs.Select((_, index) => $"{list}[{index}]"));

    private void EmitForward(string list)
    {
        if (outputs.Count == 1)
        {
            writer.Line($"{list} => [({Literal.Of(outputs[0].Name)}, Forward({ForwardArguments(list)}))],");
            return;
        }
        writer.Line($"{list} =>");
        writer.Line("{");
        using (writer.Indent())
        {
            writer.Line($"({string.Join(", ", outputs.Select(_ => "Tensor"))}) results = Forward({ForwardArguments(list)});");
            writer.Line($"return [{string.Join(", ", outputs.Select((output, index) => $"({Literal.Of(output.Name)}, results.Item{index + 1})"))}];");
        }
        writer.Line("},");
    }

    private static string ShapeOf(TensorShape shape) => $"new TensorShape({string.Join(", ", shape.Select(Literal.Of))})";

    private void EmitParts()
    {
        var sources = string.Concat(inputs.Select(input => $"float* {input.Name}Source, "));
        writer.Line($"// Below: what {net.HintName}.Run.g.cs and {net.HintName}.Weights.g.cs define.");
        writer.Line("static partial void DescribeMemory(ref int arenaLength, ref int weightLength);");
        writer.Line();
        writer.Line("static partial void ListParameters(ref Parameter[] parameters);");
        writer.Line();
        writer.Line("static partial void PackWeights(WeightPacker packer);");
        writer.Line();
        if (net.Options.Weights is not null)
        {
            writer.Line("static partial void DescribePackedWeights(ref PackedWeights? packed);");
            writer.Line();
            writer.Line("static partial void OpenWeights(ref AlignedBuffer? packed);");
            writer.Line();
        }
        writer.Line($"static unsafe partial void PackPlanes({sources}float* arena);");
        writer.Line();
        if (TakesPixels)
        {
            writer.Line("static unsafe partial void PackPixels(byte* pixelSource, PixelFormat format, float* arena);");
            writer.Line();
        }
        writer.Line($"static unsafe partial void RunSteps(float* arena, float* weights{PlanePointers}, Worker worker);");
        writer.Line();
        writer.Line($"static unsafe partial void ProfileSteps(float* arena, float* weights{PlanePointers}, NetProfile profile);");
    }

    // The documentation and the attribute of a member; names of exceptions end in Exception.
    private void Member(string summary, params (string Name, string Text)[] parts)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        foreach (var (name, text) in parts)
            writer.Line(name.EndsWith("Exception", StringComparison.Ordinal)
                ? $"/// <exception cref=\"{name}\">{text}</exception>"
                : $"/// <param name=\"{name}\">{text}</param>");
        if (!summary.StartsWith("The number of floats", StringComparison.Ordinal)) writer.Line(GeneratedFile.Attribute);
    }

    private sealed class Pair(IDisposable inner, IDisposable outer) : IDisposable
    {
        public void Dispose()
        {
            inner.Dispose();
            outer.Dispose();
        }
    }
}
