using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Regressions;

/// <summary>
/// Nets that once differed from the reference or stopped the generator. What the fuzzer prints goes here, as a declaration and a
/// remark on what was wrong; whoever mends it adds the net first.
/// </summary>
[Trait("Kind", "Operator")]
public class FoundNetsTests
{
    private static readonly NetBatch nets = new(
    [
        // Strassen's halves share a pixel of an odd number of them, which several threads stored in an order of their own.
        NetBatch.Declare("416, 7, 15", """x.Conv2d("c", 416, 1)"""),
        NetBatch.Declare("416, 15, 15", """x.Conv2d("c", 416, 1)"""),
        // Tiles of registers that overlap, where a product adds in place. A race between threads shows here by chance only.
        NetBatch.Declare("256, 13, 14", """x.Conv2d("c", 256, 1).Relu()"""),
        // Weights of groups were looked for beyond their place, where five blocks of a group are computed by two and one.
        NetBatch.Declare("60, 8, 8", """x.Conv2d("c", 240, 1, groups: 3)"""),
        NetBatch.Declare("728, 6, 6", """x.Conv2d("c", 728, 1)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void CompiledCode_IsEager(string declaration) => nets.Check(declaration);

    // Was an exception of the generator, for two arguments of one name.
    [Fact]
    public void TwoInputsOfOneName_AreADiagnostic()
    {
        var result = Harness.Drive(Harness.Compile(
            "[CompiledNet] partial class Net { static Tensor Forward([Shape(1, 2, 2)] Tensor x, [Shape(1, 2, 2)] Tensor x) => x; }")).GetRunResult();
        Assert.Null(result.Results.Single().Exception);
        Assert.Equal(["CN0005"], result.Diagnostics.Select(diagnostic => diagnostic.Id));
    }
}
