namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] MatMul(Dense left, Dense right, TensorShape shape)
    {
        var (rows, inner, columns) = (shape[-2], left.Shape[-1], shape[-1]);
        var output = new double[shape.ElementCount];
        for (var i = 0; i < output.Length; i++)
        {
            var (batch, row, column) = (i / columns / rows, i / columns % rows, i % columns);
            for (var j = 0; j < inner; j++)
                output[i] += left.Values[(batch * rows + row) * inner + j] * right.Values[(batch * inner + j) * columns + column];
        }
        return output;
    }
}
