namespace CompiledNets.Onnx;

/// <summary>The field numbers and enumeration values of onnx.proto, as far as they are written.</summary>
internal static class OnnxFields
{
    public static class Model
    {
        public const int FormatVersion = 1, ProducerName = 2, Graph = 7, OperatorSets = 8;
    }

    public static class OperatorSetId
    {
        public const int Version = 2;
    }

    public static class Graph
    {
        public const int Nodes = 1, Name = 2, Initializers = 5, Inputs = 11, Outputs = 12;
    }

    public static class Node
    {
        public const int Inputs = 1, Outputs = 2, Name = 3, Operator = 4, Attributes = 5;
    }

    public static class Attribute
    {
        public const int Name = 1, Float = 2, Integer = 3, Text = 4, Integers = 8, Type = 20;
    }

    public static class AttributeType
    {
        public const int Float = 1, Integer = 2, Text = 3, Integers = 7;
    }

    public static class Tensor
    {
        public const int Dimensions = 1, ElementType = 2, Name = 8, RawData = 9;
    }

    public static class ElementType
    {
        public const int Float = 1, Int64 = 7;
    }

    public static class ValueInfo
    {
        public const int Name = 1, Type = 2;
    }

    public static class Type
    {
        public const int Tensor = 1;
    }

    public static class TensorType
    {
        public const int ElementType = 1, Shape = 2;
    }

    public static class Shape
    {
        public const int Dimensions = 1;
    }

    public static class Dimension
    {
        public const int Value = 1;
    }
}
