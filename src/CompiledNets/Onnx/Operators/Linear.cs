using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Linear _, OnnxStep step) =>
        Emit(step, "Gemm", WithParameters(step), new OnnxAttribute.Integer("transB", 1));
}
