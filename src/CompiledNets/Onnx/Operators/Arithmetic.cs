using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Scale scale, OnnxStep step)
    {
        var (multiplies, adds) = (scale.Factor != 1, scale.Offset != 0);
        if (!multiplies && !adds) Skip(step);
        else if (!adds) Emit(step, "Mul", [step.Input, Constant(step, "factor", scale.Factor)]);
        else Emit(step, "Add", [multiplies ? Product(scale, step) : step.Input, Constant(step, "offset", scale.Offset)]);
    }

    private string Product(Scale scale, OnnxStep step) =>
        EmitPart(step, "product", "Mul", [step.Input, Constant(step, "factor", scale.Factor)]);
}
