using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(Activate activation, OnnxStep step)
    {
        switch (activation.Function)
        {
            case Activation.Relu: Emit(step, "Relu", step.Inputs); break;
            case Activation.Relu6: Emit(step, "Clip", [step.Input, Constant(step, "min", 0f), Constant(step, "max", 6f)]); break;
            case Activation.LeakyRelu: Emit(step, "LeakyRelu", step.Inputs, new OnnxAttribute.Float("alpha", activation.Slope)); break;
            case Activation.Sigmoid: Emit(step, "Sigmoid", step.Inputs); break;
            case Activation.HardSigmoid: Emit(step, "HardSigmoid", step.Inputs, new OnnxAttribute.Float("alpha", 1f / 6), new OnnxAttribute.Float("beta", 0.5f)); break;
            case Activation.HardSwish: Emit(step, "HardSwish", step.Inputs); break;
            case Activation.Silu: Emit(step, "Mul", [step.Input, EmitPart(step, "sigmoid", "Sigmoid", step.Inputs)]); break;
            default: throw new NotSupportedException($"the activation {activation.Function} of '{step.Node.Name}' has no translation into ONNX");
        }
    }
}
