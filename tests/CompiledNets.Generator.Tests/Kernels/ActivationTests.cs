using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Activation functions against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class ActivationTests
{
    private static readonly NetBatch nets = new(
    [
        .. from function in new[] { "Relu()", "Relu6()", "LeakyRelu()", "LeakyRelu(0.2)", "Sigmoid()", "HardSigmoid()", "HardSwish()", "Silu()" }
           from operand in new[]
           {
               "x", "(x * 8)", "(x * 200)", """x.Conv2d("c", 17, 3, padding: 1)""", """x.Conv2d("c", 7, 3, padding: 1, groups: 7)""", "x.AvgPool2d(2)",
               """x.Flatten().Linear("l", 9)""",
           }
           select NetBatch.Declare("7, 5, 6", $"{operand}.{function}"),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 20, 1).HardSwish().Conv2d("d", 5, 3).Relu().Sigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 9, 3).Silu().LeakyRelu(-0.5)"""),
        NetBatch.Declare("7, 5, 6", "x.Relu() + x.Relu6()"),
        NetBatch.Declare("7, 5, 6", "x * x.Sigmoid()"),
        NetBatch.DeclareBody("7, 5, 6", """x = x.Conv2d("c", 20, 3); x = x * x.Sigmoid();"""),
        NetBatch.DeclareBody("7, 5, 6", """x = x.Conv2d("c", 20, 3); x = x.Sigmoid() * x;"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
