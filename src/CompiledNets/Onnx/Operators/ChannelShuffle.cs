using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    // Channels as a table of a row per group, which is then read by columns.
    private void Export(ChannelShuffle shuffle, OnnxStep step)
    {
        var (batch, channels) = (step.InputShape[0], step.InputShape[1]);
        var pixels = step.InputShape.ElementCount / batch / channels;
        var table = Constant(step, "table", batch, shuffle.Groups, channels / shuffle.Groups, pixels);
        var rows = EmitPart(step, "rows", "Reshape", [step.Input, table]);
        var columns = EmitPart(step, "columns", "Transpose", [rows], new OnnxAttribute.Integers("perm", 0, 2, 1, 3));
        Emit(step, "Reshape", [columns, ShapeConstant(step)]);
    }
}
