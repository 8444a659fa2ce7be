namespace CompiledNets;

/// <summary>
/// Runs a declaration as the plain C# that it is: each operator is computed at once, in double, by code written to be obviously
/// right. The reference for compiled nets, and the way to look at one in a debugger: a breakpoint anywhere in the declaration
/// sees every tensor's numbers.
/// </summary>
public static class Eager
{
    /// <summary>Runs a declaration of one input.</summary>
    /// <typeparam name="T">What the declaration returns: a <see cref="Tensor"/> or a tuple of them.</typeparam>
    /// <param name="forward">The declaration.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="inputShape">The shape of its input.</param>
    /// <param name="input">The elements of its input, row-major.</param>
    /// <param name="onLayer">Called after each operator with the layer's name (see <see cref="Node.Name"/>) and its output.</param>
    /// <returns>What the declaration returns; <see cref="Tensor.ToArray"/> has the numbers.</returns>
    /// <exception cref="ArgumentException">The input has not as many elements as its shape.</exception>
    /// <exception cref="ShapeException">An operator does not accept its arguments.</exception>
    /// <exception cref="WeightException">The weights do not fit the declaration, or some of them are left over at its end.</exception>
    public static T Run<T>(
        Func<Tensor, T> forward, WeightSource weights, TensorShape inputShape, ReadOnlySpan<float> input,
        Action<string, Tensor>? onLayer = null) =>
        Run(inputs => forward(inputs[0]), weights, [("input", inputShape, input.ToArray())], onLayer);

    /// <summary>Runs a declaration of any number of inputs.</summary>
    /// <typeparam name="T">What the declaration returns: a <see cref="Tensor"/> or a tuple of them.</typeparam>
    /// <param name="forward">Calls the declaration with the inputs in their order.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="inputs">Name, shape and row-major elements of each input.</param>
    /// <param name="onLayer">Called after each operator with the layer's name (see <see cref="Node.Name"/>) and its output.</param>
    /// <returns>What the declaration returns; <see cref="Tensor.ToArray"/> has the numbers.</returns>
    /// <exception cref="ArgumentException">An input has not as many elements as its shape.</exception>
    /// <exception cref="ShapeException">An operator does not accept its arguments.</exception>
    /// <exception cref="WeightException">The weights do not fit the declaration, or some of them are left over at its end.</exception>
    public static T Run<T>(
        Func<IReadOnlyList<Tensor>, T> forward,
        WeightSource weights,
        IReadOnlyList<(string Name, TensorShape Shape, float[] Values)> inputs,
        Action<string, Tensor>? onLayer = null)
    {
        var interpreter = new EagerInterpreter(weights, onLayer);
        var result = forward([.. inputs.Select(input => interpreter.Input(input.Name, input.Shape, input.Values))]);
        interpreter.VerifyWeights();
        return result;
    }
}
