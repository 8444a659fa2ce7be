using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Maximum and mean over windows against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class PoolTests
{
    private static readonly NetBatch nets = new(
    [
        .. Channels().Concat(Sizes()).Concat(Windows()),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 20, 3).Relu().MaxPool2d(3, 2).Conv2d("d", 8, 3, padding: 1)"""),
        NetBatch.Declare("18, 9, 10", """Tensor.Concat(x, x.Relu()).MaxPool2d(2).BatchNorm2d("n").Relu()"""),
        .. new[]
        {
            "x[.., 3..9].MaxPool2d(2)", "x[.., .., 2..7, 3..].MaxPool2d(3, 1, 1)", "x[.., .., 2..7, 3..].AvgPool2d(3, 1, 1)", "x.AvgPool2d(2) * 3 - 1",
            "x.MaxPool2d(3, 1, 1) + x", "x.AvgPool2d(3, 1, 1) * x", "-1 * x.MaxPool2d(2).Sigmoid()",
            "x.ChannelShuffle(2).AvgPool2d(3, 2, 1, true, false).Relu()", "Tensor.Concat(x.MaxPool2d(2), x.AvgPool2d(2))",
        }.Select(expression => NetBatch.Declare("18, 9, 10", expression)),
        // An image so large that its rows are fetched ahead.
        NetBatch.Declare("32, 96, 97", "x.MaxPool2d(3, 2, 1)"),
    ]);

    private static IEnumerable<string> Channels() =>
        from channels in new[] { 1, 3, 4, 15, 16, 17, 33, 64 }
        from kind in new[] { "Max", "Avg" }
        select NetBatch.Declare($"{channels}, 9, 8", $"x.{kind}Pool2d(3, 2, 1)");

    private static IEnumerable<string> Sizes() =>
        from size in new[] { "1, 1", "2, 2", "2, 3", "7, 7", "5, 30", "30, 5", "13, 14", "15, 29" }
        from pool in new[] { "Max", "Avg" }.SelectMany(kind => new[] { $"{kind}Pool2d(1)", $"{kind}Pool2d(3, 1, 1)", $"{kind}Pool2d(3, 2, 1, ceilMode: true)" })
            .Append("AvgPool2d(3, 1, 1, countIncludePad: false)")
        select NetBatch.Declare($"5, {size}", $"x.{pool}");

    // Windows, strides, padding and dilation in both roundings and, for the mean, both ways to count.
    private static IEnumerable<string> Windows()
    {
        string[] windows =
        [
            "2", "3", "4", "5", "7", "9, 9", "(1, 3)", "(3, 1)", "(2, 3), (1, 2)", "3, 2", "3, 3", "2, 3", "2, (3, 1)", "1, 2", "1, 3", "3, 1, 1", "3, 2, (1, 0)",
            "4, 2, 2", "5, 3, 2", "7, 2, 3", "3, 2, (1, 0, 0, 1)", "(5, 2), (2, 1), (2, 1)", "2, 1, (1, 1, 0, 0)", "3, 2, Padding.Same", "2, 2, Padding.Same",
        ];
        string[] dilated = ["3, 1, 1, 2", "3, 2, 1, 2", "2, 2, 1, (1, 3)", "3, 1, 0, 3", "3, 2, (1, 0), (3, 1)"];
        foreach (var rounding in new[] { "ceilMode: false", "ceilMode: true" })
        {
            foreach (var window in windows.Concat(dilated)) yield return NetBatch.Declare("19, 11, 10", $"x.MaxPool2d({window}, {rounding})");
            foreach (var window in windows)
                foreach (var counting in new[] { "countIncludePad: false", "countIncludePad: true" })
                    yield return NetBatch.Declare("19, 11, 10", $"x.AvgPool2d({window}, {rounding}, {counting})");
        }
    }

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
