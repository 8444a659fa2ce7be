using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(LocalResponseNorm norm, OnnxStep step)
    {
        if (norm.Size % 2 == 1)
            Emit(
                step, "LRN", step.Inputs, new OnnxAttribute.Integer("size", norm.Size), new OnnxAttribute.Float("alpha", norm.Alpha),
                new OnnxAttribute.Float("beta", norm.Beta), new OnnxAttribute.Float("bias", norm.K));
        else
            EmitEvenResponseNorm(norm, step);
    }

    // Of an even window one channel more lies before than behind, in ONNX behind than before. The mean of squares is then a pool
    // over a picture whose rows are the channels.
    private void EmitEvenResponseNorm(LocalResponseNorm norm, OnnxStep step)
    {
        var (batch, channels) = (step.InputShape[0], step.InputShape[1]);
        var rows = Constant(step, "rows", batch, 1, channels, step.InputShape.ElementCount / batch / channels);
        var squares = EmitPart(step, "squares", "Reshape", [EmitPart(step, "square", "Mul", [step.Input, step.Input]), rows]);
        var means = EmitPart(
            step, "means", "AveragePool", [squares],
            new OnnxAttribute.Integers("kernel_shape", norm.Size, 1),
            new OnnxAttribute.Integers("pads", norm.Size / 2, 0, (norm.Size - 1) / 2, 0),
            new OnnxAttribute.Integer("count_include_pad", 1));
        var image = EmitPart(step, "image", "Reshape", [means, ShapeConstant(step)]);
        var scaled = EmitPart(step, "scaled", "Mul", [image, Constant(step, "alpha", norm.Alpha)]);
        var sum = EmitPart(step, "sum", "Add", [scaled, Constant(step, "k", norm.K)]);
        Emit(step, "Div", [step.Input, EmitPart(step, "power", "Pow", [sum, Constant(step, "beta", norm.Beta)])]);
    }
}
