namespace CompiledNets.Generator.Tests.Diagnostics;

/// <summary>What is wrong with the class or with the signature of Forward.</summary>
public class ClassDiagnosticsTests
{
    private const string Forward = "static Tensor Forward([Shape(3, 8, 8)] Tensor x) => x.Relu();";

    [Theory]
    [InlineData("CN0001", "must be partial", "[CompiledNet] class ⟦Net⟧ { F }")]
    [InlineData("CN0001", "'Outer' must be partial", "class ⟦Outer⟧ { [CompiledNet] partial class Net { F } }")]
    [InlineData("CN0002", "abstract; remove 'abstract'", "[CompiledNet] abstract partial class ⟦Net⟧ { F }")]
    [InlineData("CN0002", "static; remove 'static'", "[CompiledNet] static partial class ⟦Net⟧ { F }")]
    [InlineData("CN0002", "generic; remove its type parameters", "[CompiledNet] partial class ⟦Net⟧<T> { F }")]
    [InlineData("CN0002", "a record; make it a class", "[CompiledNet] partial record ⟦Net⟧ { F }")]
    [InlineData("CN0002", "nested in the generic type 'Outer'; move it out", "partial class Outer<T> { [CompiledNet] partial class ⟦Net⟧ { F } }")]
    [InlineData("CN0002", "is local to its file; remove 'file'", "[CompiledNet] file partial class ⟦Net⟧ { F }")]
    [InlineData("CN0002", "is no class; make it one", "[CompiledNet] partial struct ⟦Net⟧ { F }")]
    [InlineData("CN0002", "has a constructor; remove it, as Load makes the instances", "[CompiledNet] partial class Net { public ⟦Net⟧() { } F }")]
    [InlineData("CN0002", "has a constructor", "[CompiledNet] partial class ⟦Net⟧(int n) { int N => n; F }")]
    [InlineData("CN0003", "add 'static Tensor Forward(", "[CompiledNet] partial class ⟦Net⟧ { static Tensor Forwards(Tensor x) => x; }")]
    [InlineData("CN0004", "has 2 methods named Forward", "[CompiledNet] partial class Net { F static Tensor ⟦Forward⟧([Shape(1, 2, 2)] Tensor a, [Shape(1, 2, 2)] Tensor b) => a; }")]
    [InlineData("CN0005", "is not static", "[CompiledNet] partial class Net { Tensor ⟦Forward⟧([Shape(1, 2, 2)] Tensor x) => x; }")]
    [InlineData("CN0005", "is generic", "[CompiledNet] partial class Net { static Tensor ⟦Forward⟧<T>([Shape(1, 2, 2)] Tensor x) => x; }")]
    [InlineData("CN0005", "has no parameter", "[CompiledNet] partial class Net { static Tensor ⟦Forward⟧() => null!; }")]
    [InlineData("CN0005", "has no body", "[CompiledNet] partial class Net { static partial Tensor ⟦Forward⟧([Shape(1, 2, 2)] Tensor x); }")]
    [InlineData("CN0005", "has two inputs named 'x'", "[CompiledNet] partial class Net { static Tensor ⟦Forward⟧([Shape(1, 2, 2)] Tensor x, [Shape(1, 2, 2)] Tensor x) => x; }")]
    [InlineData("CN0005", "has two outputs named 'a'", "[CompiledNet] partial class Net { static (Tensor a, Tensor a) ⟦Forward⟧([Shape(1, 2, 2)] Tensor x) => (x, x); }")]
    [InlineData("CN0005", "has two outputs named 'output2'", "[CompiledNet] partial class Net { static (Tensor output2, Tensor) ⟦Forward⟧([Shape(1, 2, 2)] Tensor x) => (x, x); }")]
    [InlineData("CN0006", "returns 'int'", "[CompiledNet] partial class Net { static ⟦int⟧ Forward([Shape(1, 2, 2)] Tensor x) => 1; }")]
    [InlineData("CN0006", "returns '(Tensor a, int b)'", "[CompiledNet] partial class Net { static ⟦(Tensor a, int b)⟧ Forward([Shape(1, 2, 2)] Tensor x) => (x, 1); }")]
    [InlineData("CN0006", "returns 'Tensor[]'", "[CompiledNet] partial class Net { static ⟦Tensor[]⟧ Forward([Shape(1, 2, 2)] Tensor x) => [x]; }")]
    [InlineData("CN0006", "returns 'ValueTuple<Tensor>'", "[CompiledNet] partial class Net { static ⟦ValueTuple<Tensor>⟧ Forward([Shape(1, 2, 2)] Tensor x) => new(x); }")]
    [InlineData("CN0007", "parameter 'width' of Forward is of type 'int'", "[CompiledNet] partial class Net { static Tensor Forward([Shape(1, 2, 2)] Tensor x, int ⟦width⟧) => x; }")]
    [InlineData("CN0007", "is passed by reference", "[CompiledNet] partial class Net { static Tensor Forward([Shape(1, 2, 2)] ref Tensor ⟦x⟧) => x; }")]
    [InlineData("CN0007", "is a params array", "[CompiledNet] partial class Net { static Tensor Forward(params Tensor[] ⟦xs⟧) => xs[0]; }")]
    [InlineData("CN0008", "write [Shape(channels, height, width)] before it", "[CompiledNet] partial class Net { static Tensor Forward(Tensor ⟦x⟧) => x; }")]
    [InlineData("CN0009", "1×3×0×8 is no shape", "[CompiledNet] partial class Net { static Tensor Forward([⟦Shape(3, 0, 8)⟧] Tensor x) => x; }")]
    [InlineData("CN0009", "is too large", "[CompiledNet] partial class Net { static Tensor Forward([⟦Shape(9, 3, 50000, 50000)⟧] Tensor x) => x; }")]
    [InlineData("CN0016", "output 'output' of Forward is null", "[CompiledNet] partial class Net { static Tensor ⟦Forward⟧([Shape(1, 2, 2)] Tensor x) => null!; }")]
    [InlineData("CN0016", "output 'b' of Forward is null", "[CompiledNet] partial class Net { static (Tensor a, Tensor b) ⟦Forward⟧([Shape(1, 2, 2)] Tensor x) => (x, null!); }")]
    [InlineData("CN0020", "'Net' declares 'weights', which the compiled code of the net declares, too", "[CompiledNet] partial class Net { static readonly int[] ⟦weights⟧ = [1]; F }")]
    [InlineData("CN0020", "'Info'", "[CompiledNet] partial class Net { record ⟦Info⟧(int A); F }")]
    [InlineData("CN0020", "'team'", "[CompiledNet] partial class Net { static readonly int[] ⟦team⟧ = [1]; F }")]
    [InlineData("CN0020", "'Threads'", "[CompiledNet] partial class Net { static int ⟦Threads⟧() => 1; F }")]
    [InlineData("CN0020", "'RunOnThreads'", "[CompiledNet] partial class Net { const int ⟦RunOnThreads⟧ = 1; F }")]
    [InlineData("CN0020", "'Load'", "[CompiledNet] partial class Net { static Net ⟦Load⟧(string path) => null!; F }")]
    [InlineData("CN0020", "'Trace'", "[CompiledNet] partial class Net { static void ⟦Trace⟧() { } F }")]
    [InlineData("CN0020", "'InputLength'", "[CompiledNet] partial class Net { const int ⟦InputLength⟧ = 3; F }")]
    [InlineData("CN0020", "'LoadPacked'", "[CompiledNet(Weights = \"w\")] partial class Net { static Net ⟦LoadPacked⟧(string path) => null!; F }")]
    [InlineData("CN0020", "'OpenWeights'", "[CompiledNet(Weights = \"w\")] partial class Net { static void ⟦OpenWeights⟧(ref CompiledNets.Runtime.AlignedBuffer? a) { } F }")]
    [InlineData("CN0020", "'OpenWeights'", "[CompiledNet(Weights = \"w\")] partial class Net { const int ⟦OpenWeights⟧ = 1; F }")]
    [InlineData("CN0020", "'EmbeddedWeights'", "[CompiledNet(Weights = \"w\")] partial class Net { static int ⟦EmbeddedWeights⟧() => 1; F }")]
    [InlineData("CN0020", "'Load'", "[CompiledNet(Weights = \"w\")] partial class Net { static Net ⟦Load⟧() => null!; F }")]
    public void Reports(string id, string message, string source) => Marked.Check(id, message, source.Replace(" F ", $" {Forward} "));

    [Fact]
    public void OverloadsOfGeneratedMethodsAreNoFault() => Assert.Empty(Marked.Of(
        "[CompiledNet] partial class Net { static Tensor Load(Tensor x) => x; static Tensor Trace(Tensor x) => x; static int Run() => 1; static Tensor Forward([Shape(1, 2, 2)] Tensor x) => x; }"));

    [Fact]
    public void MembersNamedLikeThoseOfPackedWeightsAreNoFault_WhereNoneArePacked() => Assert.Empty(Marked.Of(
        "[CompiledNet] partial class Net { const int OpenWeights = 1; static Net LoadPacked(string path) => null!; static Net Load() => null!; static Tensor Forward([Shape(1, 2, 2)] Tensor x) => x; }"));

    [Fact]
    public void SeveralFaultsAreReportedAtOnce()
    {
        var ids = Marked.Of("[CompiledNet] class Net { int Forward(Tensor x, int y) => 1; }").Select(info => info.Descriptor.Id);
        Assert.Equal(["CN0001", "CN0005", "CN0006", "CN0008", "CN0007"], ids);
    }
}
