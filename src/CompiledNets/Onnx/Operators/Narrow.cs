using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Narrow narrow, OnnxStep step) =>
        Emit(
            step,
            "Slice",
            [
                step.Input,
                Constant(step, "starts", narrow.Start),
                Constant(step, "ends", narrow.Start + narrow.Length),
                Constant(step, "axes", narrow.Dimension),
            ]);
}
