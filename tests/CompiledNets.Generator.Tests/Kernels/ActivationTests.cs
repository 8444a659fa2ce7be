using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Activation functions against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class ActivationTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("7, 5, 6", """x.Relu()"""),
        NetBatch.Declare("7, 5, 6", """(x * 8).Relu()"""),
        NetBatch.Declare("7, 5, 6", """(x * 200).Relu()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 17, 3, padding: 1).Relu()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 7, 3, padding: 1, groups: 7).Relu()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 20, 1).Relu().Conv2d("d", 5, 3)"""),
        NetBatch.Declare("7, 5, 6", """x.AvgPool2d(2).Relu()"""),
        NetBatch.Declare("7, 5, 6", """x.Flatten().Linear("l", 9).Relu()"""),
        NetBatch.Declare("7, 5, 6", """x.Relu6()"""),
        NetBatch.Declare("7, 5, 6", """(x * 8).Relu6()"""),
        NetBatch.Declare("7, 5, 6", """(x * 200).Relu6()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 17, 3, padding: 1).Relu6()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 7, 3, padding: 1, groups: 7).Relu6()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 20, 1).Relu6().Conv2d("d", 5, 3)"""),
        NetBatch.Declare("7, 5, 6", """x.AvgPool2d(2).Relu6()"""),
        NetBatch.Declare("7, 5, 6", """x.Flatten().Linear("l", 9).Relu6()"""),
        NetBatch.Declare("7, 5, 6", """x.LeakyRelu()"""),
        NetBatch.Declare("7, 5, 6", """(x * 8).LeakyRelu()"""),
        NetBatch.Declare("7, 5, 6", """(x * 200).LeakyRelu()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 17, 3, padding: 1).LeakyRelu()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 7, 3, padding: 1, groups: 7).LeakyRelu()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 20, 1).LeakyRelu().Conv2d("d", 5, 3)"""),
        NetBatch.Declare("7, 5, 6", """x.AvgPool2d(2).LeakyRelu()"""),
        NetBatch.Declare("7, 5, 6", """x.Flatten().Linear("l", 9).LeakyRelu()"""),
        NetBatch.Declare("7, 5, 6", """x.LeakyRelu(0.2)"""),
        NetBatch.Declare("7, 5, 6", """(x * 8).LeakyRelu(0.2)"""),
        NetBatch.Declare("7, 5, 6", """(x * 200).LeakyRelu(0.2)"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 17, 3, padding: 1).LeakyRelu(0.2)"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 7, 3, padding: 1, groups: 7).LeakyRelu(0.2)"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 20, 1).LeakyRelu(0.2).Conv2d("d", 5, 3)"""),
        NetBatch.Declare("7, 5, 6", """x.AvgPool2d(2).LeakyRelu(0.2)"""),
        NetBatch.Declare("7, 5, 6", """x.Flatten().Linear("l", 9).LeakyRelu(0.2)"""),
        NetBatch.Declare("7, 5, 6", """x.Sigmoid()"""),
        NetBatch.Declare("7, 5, 6", """(x * 8).Sigmoid()"""),
        NetBatch.Declare("7, 5, 6", """(x * 200).Sigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 17, 3, padding: 1).Sigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 7, 3, padding: 1, groups: 7).Sigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 20, 1).Sigmoid().Conv2d("d", 5, 3)"""),
        NetBatch.Declare("7, 5, 6", """x.AvgPool2d(2).Sigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.Flatten().Linear("l", 9).Sigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.HardSigmoid()"""),
        NetBatch.Declare("7, 5, 6", """(x * 8).HardSigmoid()"""),
        NetBatch.Declare("7, 5, 6", """(x * 200).HardSigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 17, 3, padding: 1).HardSigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 7, 3, padding: 1, groups: 7).HardSigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 20, 1).HardSigmoid().Conv2d("d", 5, 3)"""),
        NetBatch.Declare("7, 5, 6", """x.AvgPool2d(2).HardSigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.Flatten().Linear("l", 9).HardSigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.HardSwish()"""),
        NetBatch.Declare("7, 5, 6", """(x * 8).HardSwish()"""),
        NetBatch.Declare("7, 5, 6", """(x * 200).HardSwish()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 17, 3, padding: 1).HardSwish()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 7, 3, padding: 1, groups: 7).HardSwish()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 20, 1).HardSwish().Conv2d("d", 5, 3)"""),
        NetBatch.Declare("7, 5, 6", """x.AvgPool2d(2).HardSwish()"""),
        NetBatch.Declare("7, 5, 6", """x.Flatten().Linear("l", 9).HardSwish()"""),
        NetBatch.Declare("7, 5, 6", """x.Silu()"""),
        NetBatch.Declare("7, 5, 6", """(x * 8).Silu()"""),
        NetBatch.Declare("7, 5, 6", """(x * 200).Silu()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 17, 3, padding: 1).Silu()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 7, 3, padding: 1, groups: 7).Silu()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 20, 1).Silu().Conv2d("d", 5, 3)"""),
        NetBatch.Declare("7, 5, 6", """x.AvgPool2d(2).Silu()"""),
        NetBatch.Declare("7, 5, 6", """x.Flatten().Linear("l", 9).Silu()"""),
        NetBatch.Declare("7, 5, 6", """x.Relu().Sigmoid().HardSwish()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 9, 3).Silu().LeakyRelu(-0.5)"""),
        NetBatch.Declare("7, 5, 6", """x * x.Sigmoid()"""),
        NetBatch.Declare("7, 5, 6", """x.Conv2d("c", 9, 3) * 1"""),
        NetBatch.Declare("7, 5, 6", """x.Relu() + x.Relu6()"""),
        NetBatch.DeclareBody("7, 5, 6", """x = x.Conv2d("c", 20, 3); x = x * x.Sigmoid();"""),
        NetBatch.DeclareBody("7, 5, 6", """x = x.Conv2d("c", 20, 3); x = x.Sigmoid() * x;"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
