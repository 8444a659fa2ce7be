using System.Diagnostics;
using System.Globalization;

namespace CompiledNets;

/// <summary>
/// A tensor inside a declaration. Its methods are the operators, named and parametrised as in <c>torch.nn.functional</c> and
/// <c>torch.nn</c>; a layer with parameters takes its state-dict prefix first. What a method does depends on who runs the
/// declaration: the compiler and a trace record it, the eager reference computes it.
/// </summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class Tensor
{
    private const int ValuesInDebugger = 8;

    internal Tensor(Interpreter interpreter, TensorShape shape, object value)
    {
        Interpreter = interpreter;
        Shape = shape;
        Value = value;
    }

    /// <summary>The shape, N×C×H×W for an image.</summary>
    public TensorShape Shape { get; }

    /// <summary>The number of channels of N×C×H×W, or of features of N×F.</summary>
    public int Channels => Shape[1];

    /// <summary>The height of N×C×H×W.</summary>
    public int Height => Shape[2];

    /// <summary>The width of N×C×H×W.</summary>
    public int Width => Shape[3];

    internal Interpreter Interpreter { get; }

    /// <summary>What the interpreter keeps for this tensor: a node's index or its numbers.</summary>
    internal object Value { get; }

    internal string DebuggerText
    {
        get
        {
            if (Interpreter.ValuesOf(this) is not { } values) return Shape.ToString();
            var first = values.Take(ValuesInDebugger).Select(value => value.ToString("G6", CultureInfo.InvariantCulture));
            return $"{Shape}: {string.Join(", ", first)}{(values.Count > ValuesInDebugger ? ", …" : "")}";
        }
    }

    /// <summary>A copy of the elements in row-major order, which exist while the eager reference runs the declaration.</summary>
    /// <exception cref="InvalidOperationException">The declaration is only being recorded or compiled; there are no numbers.</exception>
    public double[] ToArray() =>
        Interpreter.ValuesOf(this)?.ToArray()
        ?? throw new InvalidOperationException(
            "the tensor has no numbers here: a declaration is recorded once, for all inputs, so it cannot depend on what is in a tensor; only Eager.Run computes it");

    private static Tensor Apply(Operator operation, params Tensor[] inputs)
    {
        var interpreter = inputs[0].Interpreter;
        if (inputs.Any(input => input.Interpreter != interpreter))
            throw operation.Error("the inputs come from different runs of a declaration; a tensor must not be kept between runs");
        return interpreter.Apply(operation, inputs, operation.InferShape(inputs.Select(input => input.Shape).ToArray()));
    }
}
