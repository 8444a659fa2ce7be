using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(BatchNorm2d norm, OnnxStep step) =>
        Emit(step, "BatchNormalization", WithParameters(step), new OnnxAttribute.Float("epsilon", (float)norm.Eps));
}
