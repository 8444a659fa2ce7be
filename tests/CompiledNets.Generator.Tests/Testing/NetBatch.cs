using CompiledNets.Testing;
using Xunit.Sdk;

namespace CompiledNets.Generator.Tests.Testing;

/// <summary>
/// Many declarations that are compiled together, when the first of them is tested: each for itself would take a second.
/// </summary>
internal sealed class NetBatch
{
    private readonly string[] declarations;
    private readonly Lazy<CompiledSource?> compiled;

    public NetBatch(IEnumerable<string> declarations)
    {
        this.declarations = [.. declarations.Distinct()];
        compiled = new(CompileAll);
    }

    public TheoryData<string> Declarations => [.. declarations];

    /// <summary>The kernels that all declarations share, as one text per instruction set.</summary>
    public IEnumerable<string> Kernels => compiled.Value!.Files.Where(file => file.Key.StartsWith("Kernels.", StringComparison.Ordinal)).Select(file => file.Value);

    /// <summary>A declaration of one input and one output.</summary>
    /// <param name="shape">The input's shape, as the attribute takes it.</param>
    /// <param name="expression">The output, an expression over x.</param>
    public static string Declare(string shape, string expression) => $"static Tensor Forward([Shape({shape})] Tensor x) => {expression};";

    /// <summary>A declaration of one input and several statements that end in x.</summary>
    public static string DeclareBody(string shape, string statements) =>
        $"static Tensor Forward([Shape({shape})] Tensor x) {{ {statements} return x; }}";

    /// <summary>Asserts that compiled code gives what the eager reference gives.</summary>
    public void Check(string declaration)
    {
        var (type, tolerance) = Find(declaration);
        EagerComparison.AssertSame(type, declaration, EagerComparison.InputsOf(type), tolerance);
    }

    /// <summary>Asserts that compiled code gives what the eager reference gives for certain inputs.</summary>
    public void Check(string declaration, float[][] inputs)
    {
        var (type, tolerance) = Find(declaration);
        EagerComparison.AssertSame(type, declaration, inputs, tolerance);
    }

    /// <summary>The net of a declaration, and how far it may lie from its reference.</summary>
    public (ITestedNetType Type, double Tolerance) Find(string declaration)
    {
        var index = Array.IndexOf(declarations, declaration);
        var source = compiled.Value ?? CompiledSource.Compile(ClassOf(declaration, index));
        var usesWinograd = source.Files[$"{NameOf(index)}.Run.g.cs"].Contains("Winograd");
        return (source.Net(NameOf(index)), usesWinograd ? Tolerance.Winograd : Tolerance.Compiled);
    }

    // Where one declaration does not compile, each is compiled for itself, so that only its own tests fail.
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
}
