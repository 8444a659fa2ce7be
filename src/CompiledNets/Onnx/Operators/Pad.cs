using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Pad pad, OnnxStep step) =>
        Emit(step, "Pad", [step.Input, PadsConstant(step, pad.Padding), Constant(step, "value", pad.Value)]);

    private string EmitPad(OnnxStep step, Padding padding, float value) =>
        EmitPart(step, "pad", "Pad", [step.Input, PadsConstant(step, padding), Constant(step, "value", value)]);

    // Before each dimension, then behind each; batch and channels have none.
    private string PadsConstant(OnnxStep step, Padding padding) =>
        Constant(step, "pads", 0, 0, padding.Top, padding.Left, 0, 0, padding.Bottom, padding.Right);
}
