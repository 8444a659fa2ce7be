namespace CompiledNets.Fuzz.Declarations;

/// <summary>Declarations that are wrong in all ways.</summary>
public class FuzzedDeclarationTests
{
    private const ulong Seed = 1;
    private const int Declarations = 300;

    [Fact]
    public void AnyDeclaration_EndsInANetOrInDiagnostics()
    {
        var outcome = DeclarationFuzzer.Run(Seed, Declarations);
        Assert.InRange(outcome.Refused, Declarations / 4, Declarations);
        Assert.InRange(outcome.Compiled, Declarations / 50, Declarations);
    }
}
