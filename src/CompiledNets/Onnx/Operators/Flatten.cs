using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    // ONNX's Flatten always makes a matrix.
    private void Export(Flatten flatten, OnnxStep step)
    {
        if (flatten.StartDimension == 1) Emit(step, "Flatten", step.Inputs, new OnnxAttribute.Integer("axis", 1));
        else Emit(step, "Reshape", [step.Input, ShapeConstant(step)]);
    }

    private string ShapeConstant(OnnxStep step) => Constant(step, "shape", [.. step.Node.Shape.Select(size => (long)size)]);
}
