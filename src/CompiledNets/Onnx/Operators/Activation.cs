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
            case Activation.Gelu: ExportGelu(step); break;
            case Activation.GeluTanh: ExportGeluTanh(step); break;
            case Activation.Tanh: Emit(step, "Tanh", step.Inputs); break;
            default: throw new NotSupportedException($"the activation {activation.Function} of '{step.Node.Name}' has no translation into ONNX");
        }
    }

    // Operator set 17 has no GELU. Runtimes know it by these operators in this order, and compute it in one.
    private void ExportGelu(OnnxStep step)
    {
        var erf = EmitPart(step, "erf", "Erf", [EmitPart(step, "scaled", "Div", [step.Input, Constant(step, "sqrt2", MathF.Sqrt(2))])]);
        var share = EmitPart(step, "share", "Add", [erf, Constant(step, "one", 1f)]);
        var product = EmitPart(step, "product", "Mul", [step.Input, share]);
        Emit(step, "Mul", [product, Constant(step, "half", 0.5f)]);
    }

    private void ExportGeluTanh(OnnxStep step)
    {
        var cube = EmitPart(step, "cube", "Pow", [step.Input, Constant(step, "three", 3f)]);
        var bend = EmitPart(step, "bend", "Mul", [cube, Constant(step, "bend_factor", 0.044715f)]);
        var sum = EmitPart(step, "sum", "Add", [step.Input, bend]);
        var scaled = EmitPart(step, "scaled", "Mul", [sum, Constant(step, "scale", MathF.Sqrt(2 / MathF.PI))]);
        var share = EmitPart(step, "share", "Add", [EmitPart(step, "tanh", "Tanh", [scaled]), Constant(step, "one", 1f)]);
        Emit(step, "Mul", [EmitPart(step, "halved", "Mul", [step.Input, Constant(step, "half", 0.5f)]), share]);
    }
}
