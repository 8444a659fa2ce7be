using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Reductions against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class ReduceTests
{
    private static readonly NetBatch nets = new(
    [
        .. from function in new[] { "Mean", "Sum", "Amax" }
           from dims in new[] { "1", "2", "3", "[2, 3]", "[1, 2]", "[1, 3]", "[1, 2, 3]" }
           from keep in new[] { "", ", keepDim: true" }
           // Nothing but the batch would be left.
           where (dims, keep) != ("[1, 2, 3]", "")
           select NetBatch.Declare("20, 3, 4", $"x.{function}({dims}{keep})"),
        NetBatch.Declare("32, 3, 4", """x.Amax(1, keepDim: true) + x"""),
        NetBatch.Declare("32, 3, 4", """(x - 3).Amax([1, 2, 3], keepDim: true) * x"""),
        NetBatch.Declare("20, 3, 4", """(x - 3).Amax(1)"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten().Sum(1, keepDim: true)"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).Mean(2)"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).Mean(1)"""),
        NetBatch.Declare("20, 3, 4", """Tensor.Concat(x, x[.., 3..9] * 2).Mean(1, keepDim: true)"""),
        NetBatch.Declare("20, 3, 4", """Tensor.Concat(x.Mean(1, keepDim: true), x.Amax(1, keepDim: true)).Conv2d("c", 1, 3, padding: 1).Sigmoid() * x"""),
        NetBatch.Declare("20, 3, 4", """x[.., 2..7, 1.., ..3].Sum([2, 3], keepDim: true)"""),
        NetBatch.Declare("20, 3, 4", """x.Conv2d("c", 20, 3, padding: 1).Sum(1, keepDim: true)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
