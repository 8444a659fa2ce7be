using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    // The sum takes its axes as an input since operator set 13, the others only since 18.
    private void Export(Reduce reduce, OnnxStep step)
    {
        long[] axes = [.. reduce.Dimensions.Select(dimension => (long)dimension)];
        switch (reduce.Function)
        {
            case Reduction.Sum: Emit(step, "ReduceSum", [step.Input, Constant(step, "axes", axes)]); break;
            case Reduction.Mean: Emit(step, "ReduceMean", step.Inputs, new OnnxAttribute.Integers("axes", axes)); break;
            case Reduction.Max: Emit(step, "ReduceMax", step.Inputs, new OnnxAttribute.Integers("axes", axes)); break;
            default: throw new NotSupportedException($"the reduction {reduce.Function} of '{step.Node.Name}' has no translation into ONNX");
        }
    }
}
