extern alias Runtime;

using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using CompiledNets.Testing;
using Xunit.Sdk;
using AlignedBuffer = Runtime::CompiledNets.Runtime.AlignedBuffer;
using RandomWeights = Runtime::CompiledNets.RandomWeights;

namespace CompiledNets.Generator.Tests.Testing;

/// <summary>
/// Many declarations that are compiled together, when the first of them is tested: each for itself would take a second.
/// </summary>
internal sealed class NetBatch
{
    private const ulong Seed = 7;

    private readonly string[] declarations;
    private readonly Lazy<CompiledSource?> compiled;

    public NetBatch(IEnumerable<string> declarations)
    {
        this.declarations = [.. declarations.Distinct()];
        compiled = new(CompileAll);
    }

    public TheoryData<string> Declarations => [.. declarations];

    /// <summary>A declaration of one input and one output.</summary>
    /// <param name="shape">The input's shape, as the attribute takes it.</param>
    /// <param name="expression">The output, an expression over x.</param>
    public static string Declare(string shape, string expression) => $"static Tensor Forward([Shape({shape})] Tensor x) => {expression};";

    /// <summary>A declaration of one input and several statements that end in x.</summary>
    public static string DeclareBody(string shape, string statements) =>
        $"static Tensor Forward([Shape({shape})] Tensor x) {{ {statements} return x; }}";

    /// <summary>The net of a declaration.</summary>
    public ITestedNetType Net(string declaration) => Find(declaration).Type;

    // Where one declaration does not compile, the others are compiled one by one, so that only its own tests fail.
    private (ITestedNetType Type, double Tolerance) Find(string declaration)
    {
        var index = Array.IndexOf(declarations, declaration);
        var source = compiled.Value ?? CompiledSource.Compile(ClassOf(declaration, index));
        var usesWinograd = source.Files[$"{NameOf(index)}.Run.g.cs"].Contains("Winograd");
        return (source.Net(NameOf(index)), usesWinograd ? Tolerance.Winograd : Tolerance.Compiled);
    }

    /// <summary>Asserts that compiled code gives what the eager reference gives, also when memory is full of old numbers.</summary>
    public void Check(string declaration)
    {
        var type = Net(declaration);
        var shapes = type.Trace().Inputs.Select(input => (input.Name, input.Shape.ElementCount)).ToList();
        Check(declaration, [.. shapes.Select(input => Numbers(input.Name, Seed, input.ElementCount))]);
    }

    /// <summary>Asserts that compiled code gives what the eager reference gives for certain inputs.</summary>
    public void Check(string declaration, float[][] inputs)
    {
        var (type, tolerance) = Find(declaration);
        var weights = new RandomWeights(Seed);
        var expected = type.RunEager(weights, inputs);
        var net = type.Load(weights);
        var outputs = expected.Select(output => new float[output.Length]).ToArray();
        FillScratchMemory(net, float.NaN);
        net.Run(inputs, outputs);
        for (var i = 0; i < outputs.Length; i++) AssertNear(declaration, i, expected[i], outputs[i], tolerance);

        // What an earlier run left behind must not matter.
        var again = outputs.Select(output => new float[output.Length]).ToArray();
        net.Run([.. inputs.Select(input => Numbers("other", Seed, input.Length))], again);
        net.Run(inputs, again);
        for (var i = 0; i < outputs.Length; i++) Assert.Equal(outputs[i], again[i]);
    }

    private CompiledSource? CompileAll()
    {
        try
        {
            return CompiledSource.Compile(string.Join("\n\n", declarations.Select(ClassOf)));
        }
        catch (FailException)
        {
            return null;
        }
    }

    private static string NameOf(int index) => $"Net{index}";

    private static string ClassOf(string declaration, int index) => $"[CompiledNet]\npublic partial class {NameOf(index)}\n{{\n{declaration}\n}}";

    private static float[] Numbers(string key, ulong seed, int count)
    {
        var values = new float[count];
        RandomWeights.Input(key, seed, values);
        return values;
    }

    private static unsafe void FillScratchMemory(ITestedNet net, float value)
    {
        var arena = (AlignedBuffer)net.Net.GetType().GetField("arena", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(net.Net)!;
        new Span<float>(arena.Pointer, arena.Length).Fill(value);
    }

    private static void AssertNear(string declaration, int output, double[] expected, float[] actual, double tolerance)
    {
        var found = Array.ConvertAll(actual, value => (double)value);
        var deviation = Tolerance.Deviation(expected, found);
        if (deviation <= tolerance) return;
        var worst = Enumerable.Range(0, expected.Length).MaxBy(i => Distance(expected[i], found[i]));
        Assert.Fail(string.Create(CultureInfo.InvariantCulture,
            $"{declaration}\noutput {output} deviates by {deviation:E2} of its scale; the largest difference is at [{worst}] of {expected.Length}: " +
            $"expected {expected[worst]}, found {found[worst]}; {CompiledSource.SetInUse.Name}"));
    }

    private static double Distance(double expected, double found) =>
        expected.Equals(found) ? 0 : double.IsFinite(expected) && double.IsFinite(found) ? Math.Abs(expected - found) : double.PositiveInfinity;
}
