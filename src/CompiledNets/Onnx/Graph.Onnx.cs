using CompiledNets.Onnx;

namespace CompiledNets;

public sealed partial record Graph
{
    /// <summary>
    /// The graph with its weights as an ONNX model (operator set 17): nodes are named after the layers, weights after their
    /// state-dict keys, inputs and outputs as in the graph.
    /// </summary>
    /// <param name="weights">The weights.</param>
    /// <returns>The bytes of an <c>.onnx</c> file.</returns>
    /// <exception cref="WeightException">The weights do not fit the graph.</exception>
    /// <exception cref="NotSupportedException">
    /// ONNX cannot say what an operator does, or the model is larger than the 2 GB of a protobuf message.
    /// </exception>
    public byte[] ToOnnx(WeightSource weights)
    {
        var writer = new OnnxWriter(OnnxExporter.Export(this));
        weights.Verify(Parameters);
        var model = new byte[writer.Length];
        writer.Write(weights, new MemoryStream(model));
        return model;
    }

    /// <summary>Writes the graph with its weights as an ONNX model, one weight after the other; see <see cref="ToOnnx"/>.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="stream">Where the bytes go.</param>
    /// <exception cref="WeightException">The weights do not fit the graph.</exception>
    /// <exception cref="NotSupportedException">
    /// ONNX cannot say what an operator does, or the model is larger than the 2 GB of a protobuf message.
    /// </exception>
    public void WriteOnnx(WeightSource weights, Stream stream)
    {
        var writer = new OnnxWriter(OnnxExporter.Export(this));
        weights.Verify(Parameters);
        writer.Write(weights, stream);
    }
}
