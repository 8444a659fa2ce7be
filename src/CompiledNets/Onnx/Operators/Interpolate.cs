using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Interpolate interpolate, OnnxStep step)
    {
        if (interpolate.Mode == InterpolationMode.Nearest) EmitNearest(interpolate, step);
        else EmitResize(step, "linear", interpolate.AlignCorners ? "align_corners" : "half_pixel");
    }

    // Resize finds pixels in float32, which for a factor that is no whole number may round to a neighbour.
    private void EmitNearest(Interpolate interpolate, OnnxStep step)
    {
        var (height, width) = (step.InputShape[2], step.InputShape[3]);
        if (interpolate.Size.Height % height == 0 && interpolate.Size.Width % width == 0)
        {
            EmitResize(step, "nearest", "asymmetric", new OnnxAttribute.Text("nearest_mode", "floor"));
            return;
        }
        var rows = Constant(step, "row_sources", Nearest(interpolate, height, interpolate.Size.Height));
        var columns = Constant(step, "column_sources", Nearest(interpolate, width, interpolate.Size.Width));
        var tall = EmitPart(step, "rows", "Gather", [step.Input, rows], new OnnxAttribute.Integer("axis", 2));
        Emit(step, "Gather", [tall, columns], new OnnxAttribute.Integer("axis", 3));
    }

    private static long[] Nearest(Interpolate interpolate, int size, int outputs) =>
        [.. interpolate.Sources(size, outputs).Select(source => (long)source.First)];

    // The second and third input are a region to crop and factors, neither of which is given.
    private void EmitResize(OnnxStep step, string mode, string coordinates, params OnnxAttribute[] attributes) =>
        Emit(
            step,
            "Resize",
            [step.Input, "", "", ShapeConstant(step)],
            [new OnnxAttribute.Text("mode", mode), new OnnxAttribute.Text("coordinate_transformation_mode", coordinates), .. attributes]);
}
