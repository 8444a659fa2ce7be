using CompiledNets.Operators;

namespace CompiledNets.Generator.Passes;

/// <summary>
/// Makes activations, residual additions and other elementwise operators part of the kernel that computes their operand, which
/// has it in registers; chains without such a kernel become one elementwise kernel.
/// </summary>
internal static class FuseElementwise
{
    public static Graph Run(Graph graph)
    {
        var editor = new GraphEditor(graph);
        for (var i = 0; i < editor.Count; i++)
        {
            var node = editor[i];
            if (node.Operator is Binary binary) FuseBinary(editor, i, node, binary);
            else if (StepOf(node.Operator) is { } step) Append(editor, i, node, node.Inputs[0], step);
        }
        return editor.ToGraph();
    }

    private static EpilogueStep? StepOf(Operator operation) => operation switch
    {
        Activate activate => new ActivateStep(activate.Function, activate.Slope),
        Scale scale => new ScaleStep(scale.Factor, scale.Offset),
        BatchNorm2d norm => new NormalizeStep(norm),
        PRelu prelu => new PReluStep(prelu),
        LayerScale scale => new LayerScaleStep(scale),
        _ => null,
    };

    private static void FuseBinary(GraphEditor editor, int index, Node node, Binary binary)
    {
        // The operand that is computed last joins the other in its epilogue, so that the other one is ready by then.
        var (carrier, operand) = (node.Inputs[0], node.Inputs[1]);
        var swap = editor[carrier].Shape != node.Shape
            || (editor[operand].Shape == node.Shape && CanCarry(editor, operand) && (operand > carrier || !CanCarry(editor, carrier)));
        if (swap) (carrier, operand) = (operand, carrier);

        // Sizes that neither operand has alone are left to the lowering, which copies one of them to full size.
        if (editor[carrier].Shape != node.Shape || SpreadOf(editor[operand].Shape, node.Shape) is not { } spread) return;
        Append(editor, index, node, carrier, BinaryStep.Of(binary, 0, spread, isReversed: swap), operand);
    }

    private static void Append(GraphEditor editor, int index, Node node, int carrier, EpilogueStep step, params int[] operands)
    {
        var source = editor[carrier];
        var fused = CanCarry(editor, carrier) ? AsFused(source.Operator) : null;
        if (fused is null)
        {
            fused = new Fused(new Identity(), default, default);
            source = node with { Inputs = new([carrier]) };
        }
        if (step is BinaryStep binary) step = binary with { Input = source.Inputs.Count };
        editor.Replace(index, source with
        {
            Operator = fused with { Epilogue = fused.Epilogue.Add(step) },
            Inputs = source.Inputs.Concat(operands).ToEquatableArray(),
        });
    }

    private static bool CanCarry(GraphEditor editor, int index) => editor.IsUsedOnce(index) && AsFused(editor[index].Operator) is not null;

    private static Fused? AsFused(Operator operation) => operation switch
    {
        Fused fused => fused,
        Conv2d or Linear or AvgPool2d or MaxPool2d or AdaptiveAvgPool2d or LayerNorm or Interpolate => new Fused(operation, default, default),
        _ => null,
    };

    private static Spread? SpreadOf(TensorShape operand, TensorShape full)
    {
        if (operand == full) return Spread.None;
        if (operand.ElementCount == 1) return Spread.Scalar;
        if (full.Rank != 4 || operand.Rank != 4) return null;
        if (operand[1] == full[1] && operand[2] == 1 && operand[3] == 1) return Spread.Channel;
        return operand[1] == 1 && operand[2] == full[2] && operand[3] == full[3] ? Spread.Spatial : null;
    }
}
