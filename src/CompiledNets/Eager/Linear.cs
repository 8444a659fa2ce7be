using System.Numerics;
using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Linear linear, Dense input, double[][] parameters, TensorShape shape)
    {
        var (features, pixels) = (input.Shape[1], input.Inner(1));
        var output = new double[shape.ElementCount];
        Parallel.For(0, input.Shape[0] * pixels, i =>
        {
            var (n, pixel) = (i / pixels, i % pixels);
            var column = new double[features];
            for (var c = 0; c < features; c++) column[c] = input.Values[(n * features + c) * pixels + pixel];
            for (var o = 0; o < linear.OutFeatures; o++)
                output[(n * linear.OutFeatures + o) * pixels + pixel] =
                    Dot(column, parameters[0].AsSpan(o * features, features)) + (linear.Bias ? parameters[1][o] : 0);
        });
        return output;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sums = Vector<double>.Zero;
        var i = 0;
        for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
            sums += new Vector<double>(left[i..]) * new Vector<double>(right[i..]);
        var sum = Vector.Sum(sums);
        for (; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
