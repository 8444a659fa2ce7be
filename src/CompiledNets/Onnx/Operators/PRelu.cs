using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    // ONNX broadcasts from the last dimension, and the slopes belong to the channels.
    private void Export(PRelu prelu, OnnxStep step)
    {
        var slopes = graph.ParametersOf(step.Node).Single().Key;
        if (prelu.NumParameters > 1 && step.InputShape.Rank > 2)
        {
            long[] sizes = [prelu.NumParameters, .. step.InputShape.Skip(2).Select(_ => 1L)];
            slopes = EmitPart(step, "slopes", "Reshape", [slopes, Constant(step, "slopes_shape", sizes)]);
        }
        Emit(step, "PRelu", [step.Input, slopes]);
    }
}
