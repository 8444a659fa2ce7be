using System.Text;
using CompiledNets.Models;
using CompiledNets.Testing;

namespace CompiledNets.Tests.Onnx;

public class ModelTests
{
    private static readonly RandomWeights Weights = new(seed: 1);

    [Theory]
    [InlineData("squeezenet1_0_64x64")]
    [InlineData("squeezenet1_1_64x64")]
    [InlineData("squeezenet1_1_224x224")]
    public void SqueezeNet_GivesTheOutputOfPyTorch(string name)
    {
        var golden = Golden.Load(name);
        Func<Tensor, Tensor> forward = name.Contains("1_0") ? x => SqueezeNet.V10(x) : x => SqueezeNet.V11(x);
        var model = Graph.Trace(forward, golden.InputShape).ToOnnx(golden.Weights);

        var (output, values) = OnnxCase.Run(model, ("input", golden.InputShape, golden.Input)).Single();

        Assert.Equal("output", output);
        Assert.InRange(golden.Deviation(Array.ConvertAll(values, value => (double)value)), 0, Tolerance.Compiled);
    }

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Zoo = new()
    {
        ["densenet"] = x => DenseNet.Net(x, [2, 2, 2, 2]),
        ["efficientnet"] = x => EfficientNet.B0(x),
        ["mobilenet v3"] = x => MobileNetV3.Small(x),
        ["resnet"] = x => ResNet.ResNet18(x),
        ["shufflenet v2"] = x => ShuffleNetV2.X05(x),
    };

    public static TheoryData<string> Families => [.. Zoo.Keys];

    [Theory]
    [MemberData(nameof(Families))]
    public void WholeNets_GiveTheOutputOfEager(string family) => OnnxCase.AssertSame(Zoo[family], 1, 3, 32, 32);

    [Fact]
    public void InputsAndOutputs_KeepTheirNamesAndOrder()
    {
        var (image, mask) = (new TensorShape(1, 3, 4, 5), new TensorShape(1, 1, 4, 5));
        var graph = Graph.Trace(
            x => [("boxes", x[0].Conv2d("boxes", 2, 1) * x[1]), ("scores", x[0].Relu()), ("copy", x[1])],
            ("image", image), ("mask", mask));

        var results = OnnxCase.Run(
            graph.ToOnnx(Weights), ("mask", mask, EagerCase.Random("mask", mask)), ("image", image, EagerCase.Random("image", image)));

        Assert.Equal(["boxes", "scores", "copy"], results.Select(result => result.Name));
        Assert.Equal(EagerCase.Random("mask", mask), results[2].Values);
        Assert.Equal(EagerCase.Random("image", image).Select(value => Math.Max(value, 0)), results[1].Values);
    }

    [Fact]
    public void OneResultReturnedTwice_IsBothOutputs()
    {
        var shape = new TensorShape(1, 3);
        var graph = Graph.Trace(
            x =>
            {
                var y = x[0].Linear("fc", 2);
                return [("first", y), ("second", y), ("third", y.Dropout())];
            },
            ("input", shape));

        var results = OnnxCase.Run(graph.ToOnnx(Weights), ("input", shape, EagerCase.Random("input", shape)));

        Assert.Equal(["first", "second", "third"], results.Select(result => result.Name));
        Assert.Equal(results[0].Values, results[1].Values);
        Assert.Equal(results[0].Values, results[2].Values);
    }

    // The layer is called as the output is, and another one as its weight.
    [Fact]
    public void NamesThatCollide_AreToldApart()
    {
        OnnxCase.AssertSame(x => x.Linear("output", 4).Softmax(), 2, 3);
        OnnxCase.AssertSame(x => x.Linear("fc", 4).BatchNorm2d("fc.weight").Linear("input", 3), 2, 3);
    }

    [Fact]
    public void SharedWeights_StandInTheModelOnce()
    {
        Func<Tensor, Tensor> twice = x => x.Conv2d("conv", 3, 1).Relu().Conv2d("conv", 3, 1);
        OnnxCase.AssertSame(twice, 1, 3, 4, 5);
        var text = Encoding.Latin1.GetString(Graph.Trace(twice, new TensorShape(1, 3, 4, 5)).ToOnnx(Weights));
        Assert.Equal(2 + 1, text.Split("conv.weight").Length - 1);
    }

    [Fact]
    public void WriteOnnx_WritesTheSameBytes()
    {
        var graph = Graph.Trace(x => SqueezeNet.V11(x), new TensorShape(1, 3, 64, 64));
        using var stream = new MemoryStream();

        graph.WriteOnnx(Weights, stream);

        Assert.Equal(graph.ToOnnx(Weights), stream.ToArray());
    }

    [Fact]
    public void MissingWeights_AreNamed()
    {
        var graph = Graph.Trace(x => x.Linear("fc", 4), new TensorShape(1, 3));
        Assert.Contains("'fc.weight' is missing", Assert.Throws<WeightException>(() => graph.ToOnnx(new WeightDictionary())).Message);
    }

    [Fact]
    public void MoreThanAProtobufMessageHolds_IsRefusedBeforeAnyWeightIsRead()
    {
        var graph = Graph.Trace(x => x.Linear("fc1", 40_000).Linear("fc2", 40_000), new TensorShape(1, 4));
        var error = Assert.Throws<NotSupportedException>(() => graph.WriteOnnx(Weights, Stream.Null));
        Assert.Contains("6,400,960,000 of them weights", error.Message);
    }

    private sealed record Unheard : Operator
    {
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
    }

    [Fact]
    public void UnknownOperator_IsNamed()
    {
        var graph = Graph.Trace(x => x.Interpreter.Apply(new Unheard(), [x], x.Shape), new TensorShape(1, 4));
        var error = Assert.Throws<NotSupportedException>(() => graph.ToOnnx(Weights));
        Assert.Contains("Unheard", error.Message);
    }
}
