using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Linear linear, OnnxStep step)
    {
        if (step.InputShape.Rank == 2) Emit(step, "Gemm", WithParameters(step), new OnnxAttribute.Integer("transB", 1));
        else EmitPointwise(linear, step);
    }

    // Over an image a linear layer is a convolution of 1×1 pixel.
    private void EmitPointwise(Linear linear, OnnxStep step)
    {
        var parameters = WithParameters(step);
        var shape = Constant(step, "kernel_shape", linear.OutFeatures, step.InputShape[1], 1, 1);
        var kernel = EmitPart(step, "kernel", "Reshape", [parameters[1], shape]);
        Emit(step, "Conv", [step.Input, kernel, .. parameters.Skip(2)]);
    }
}
