namespace CompiledNets;

public sealed partial record Graph
{
    /// <summary>Runs a declaration of one input and one output once, and records its operators instead of computing them.</summary>
    /// <param name="forward">The declaration.</param>
    /// <param name="input">The shape of its input.</param>
    /// <param name="inputName">The name of the input in the graph.</param>
    /// <exception cref="ShapeException">An operator does not accept its arguments.</exception>
    public static Graph Trace(Func<Tensor, Tensor> forward, TensorShape input, string inputName = "input") =>
        Trace(inputs => [("output", forward(inputs[0]))], (inputName, input));

    /// <summary>Runs a declaration of any number of inputs and outputs once, and records its operators.</summary>
    /// <param name="forward">Calls the declaration with the inputs in their order, and names what it returns.</param>
    /// <param name="inputs">Name and shape of each input.</param>
    /// <exception cref="ShapeException">An operator does not accept its arguments.</exception>
    /// <example><code>
    /// Graph.Trace(
    ///     x =>
    ///     {
    ///         var (scores, boxes) = Detector.Forward(x[0]);
    ///         return [("scores", scores), ("boxes", boxes)];
    ///     },
    ///     ("image", new TensorShape(1, 3, 240, 320)));
    /// </code></example>
    public static Graph Trace(
        Func<IReadOnlyList<Tensor>, IReadOnlyList<(string Name, Tensor Tensor)>> forward, params (string Name, TensorShape Shape)[] inputs)
    {
        var recorder = new GraphRecorder();
        var tensors = inputs.Select(input => recorder.Input(input.Name, input.Shape)).ToArray();
        return recorder.ToGraph(forward(tensors));
    }
}
