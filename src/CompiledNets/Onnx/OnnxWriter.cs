using System.Runtime.InteropServices;

namespace CompiledNets.Onnx;

/// <summary>
/// Writes a model as the messages of onnx.proto. Weights are read and written one after the other, so that a large net does not
/// stand in memory twice; the lengths before them follow from their shapes.
/// </summary>
internal sealed class OnnxWriter
{
    /// <summary>The operator set, the lowest whose operators say all that ours do.</summary>
    public const int OperatorSet = 17;

    // The version of the file format that came with operator set 17.
    private const int FormatVersion = 8;

    private readonly OnnxModel model;
    private readonly ReadOnlyMemory<byte> head;
    private readonly ReadOnlyMemory<byte> graphStart;
    private readonly IReadOnlyList<(Parameter Parameter, ReadOnlyMemory<byte> Prefix)> weights;

    /// <exception cref="NotSupportedException">The model is larger than a protobuf message may be.</exception>
    public OnnxWriter(OnnxModel model)
    {
        this.model = model;
        graphStart = ProtobufWriter.Compose(WriteGraphStart);
        weights = [.. model.Parameters.Select(parameter => (parameter, WeightPrefix(parameter)))];
        var graphLength = graphStart.Length + weights.Sum(weight => weight.Prefix.Length + weight.Parameter.Shape.ByteCount);
        head = ProtobufWriter.Compose(writer => WriteHead(writer, graphLength));
        Length = head.Length + graphLength;
        if (Length > int.MaxValue)
            throw new NotSupportedException(
                $"the ONNX model would have {Length:N0} bytes, {weights.Sum(weight => weight.Parameter.Shape.ByteCount):N0} of them weights; " +
                $"a protobuf message may have at most {int.MaxValue:N0}");
    }

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    public void Write(WeightSource source, Stream stream)
    {
        stream.Write(head.Span);
        stream.Write(graphStart.Span);
        foreach (var (parameter, prefix) in weights)
        {
            stream.Write(prefix.Span);
            var numbers = new float[parameter.Shape.ElementCount];
            source.Read(parameter, numbers);
            stream.Write(LittleEndian(numbers));
        }
    }

    private static void WriteHead(ProtobufWriter writer, long graphLength)
    {
        writer.Integer(OnnxFields.Model.FormatVersion, FormatVersion);
        writer.Text(OnnxFields.Model.ProducerName, "CompiledNets");
        writer.Message(OnnxFields.Model.OperatorSets, set => set.Integer(OnnxFields.OperatorSetId.Version, OperatorSet));
        writer.Prefix(OnnxFields.Model.Graph, graphLength);
    }

    private void WriteGraphStart(ProtobufWriter writer)
    {
        writer.Text(OnnxFields.Graph.Name, "net");
        foreach (var input in model.Inputs) writer.Message(OnnxFields.Graph.Inputs, message => WriteValue(message, input));
        foreach (var output in model.Outputs) writer.Message(OnnxFields.Graph.Outputs, message => WriteValue(message, output));
        foreach (var node in model.Nodes) writer.Message(OnnxFields.Graph.Nodes, message => WriteNode(message, node));
        foreach (var constant in model.Constants) writer.Message(OnnxFields.Graph.Initializers, message => WriteConstant(message, constant));
    }

    private static void WriteValue(ProtobufWriter writer, OnnxValue value)
    {
        writer.Text(OnnxFields.ValueInfo.Name, value.Name);
        writer.Message(OnnxFields.ValueInfo.Type, type => type.Message(OnnxFields.Type.Tensor, tensor =>
        {
            tensor.Integer(OnnxFields.TensorType.ElementType, OnnxFields.ElementType.Float);
            tensor.Message(OnnxFields.TensorType.Shape, shape =>
            {
                foreach (var size in value.Shape)
                    shape.Message(OnnxFields.Shape.Dimensions, dimension => dimension.Integer(OnnxFields.Dimension.Value, size));
            });
        }));
    }

    private static void WriteNode(ProtobufWriter writer, OnnxNode node)
    {
        foreach (var input in node.Inputs) writer.Text(OnnxFields.Node.Inputs, input);
        writer.Text(OnnxFields.Node.Outputs, node.Output);
        writer.Text(OnnxFields.Node.Name, node.Name);
        writer.Text(OnnxFields.Node.Operator, node.Operator);
        foreach (var attribute in node.Attributes)
            writer.Message(OnnxFields.Node.Attributes, message => WriteAttribute(message, attribute));
    }

    private static void WriteAttribute(ProtobufWriter writer, OnnxAttribute attribute)
    {
        writer.Text(OnnxFields.Attribute.Name, attribute.Name);
        switch (attribute)
        {
            case OnnxAttribute.Integer integer:
                writer.Integer(OnnxFields.Attribute.Integer, integer.Value);
                writer.Integer(OnnxFields.Attribute.Type, OnnxFields.AttributeType.Integer);
                break;
            case OnnxAttribute.Float number:
                writer.Float(OnnxFields.Attribute.Float, number.Value);
                writer.Integer(OnnxFields.Attribute.Type, OnnxFields.AttributeType.Float);
                break;
            case OnnxAttribute.Text text:
                writer.Text(OnnxFields.Attribute.Text, text.Value);
                writer.Integer(OnnxFields.Attribute.Type, OnnxFields.AttributeType.Text);
                break;
            case OnnxAttribute.Integers integers:
                foreach (var value in integers.Values) writer.Integer(OnnxFields.Attribute.Integers, value);
                writer.Integer(OnnxFields.Attribute.Type, OnnxFields.AttributeType.Integers);
                break;
        }
    }

    private static void WriteConstant(ProtobufWriter writer, OnnxConstant constant)
    {
        foreach (var size in constant.Sizes) writer.Integer(OnnxFields.Tensor.Dimensions, size);
        var isFloat = constant.Numbers is float[];
        writer.Integer(OnnxFields.Tensor.ElementType, isFloat ? OnnxFields.ElementType.Float : OnnxFields.ElementType.Int64);
        writer.Text(OnnxFields.Tensor.Name, constant.Name);
        writer.Bytes(OnnxFields.Tensor.RawData, isFloat ? LittleEndian((float[])constant.Numbers) : LittleEndian((long[])constant.Numbers));
    }

    private static ReadOnlyMemory<byte> WeightPrefix(Parameter parameter)
    {
        var start = ProtobufWriter.Compose(tensor =>
        {
            foreach (var size in parameter.Shape) tensor.Integer(OnnxFields.Tensor.Dimensions, size);
            tensor.Integer(OnnxFields.Tensor.ElementType, OnnxFields.ElementType.Float);
            tensor.Text(OnnxFields.Tensor.Name, parameter.Key);
            tensor.Prefix(OnnxFields.Tensor.RawData, parameter.Shape.ByteCount);
        });
        return ProtobufWriter.Compose(writer =>
        {
            writer.Prefix(OnnxFields.Graph.Initializers, start.Length + parameter.Shape.ByteCount);
            writer.Raw(start.Span);
        });
    }

    // .NET runs on little-endian machines only, save for one that no vector kernel is written for.
    private static ReadOnlySpan<byte> LittleEndian<T>(T[] numbers) where T : struct => MemoryMarshal.AsBytes(numbers.AsSpan());
}
