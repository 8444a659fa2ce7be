using System.Numerics;
using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Linear linear, Dense input, double[][] parameters, TensorShape shape)
    {
        var features = input.Shape[1];
        var output = new double[shape.ElementCount];
        Parallel.For(0, output.Length, i =>
        {
            var (n, o) = (i / linear.OutFeatures, i % linear.OutFeatures);
            output[i] = Dot(input.Values.AsSpan(n * features, features), parameters[0].AsSpan(o * features, features));
            if (linear.Bias) output[i] += parameters[1][o];
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
