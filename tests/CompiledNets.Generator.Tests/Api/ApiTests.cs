extern alias Runtime;

using CompiledNets.Generator.Tests.Testing;
using CompiledNets.Testing;
using Runtime::CompiledNets;

namespace CompiledNets.Generator.Tests.Api;

// Inside the namespace, where they come before the generator's own copies.
using Parameter = Runtime::CompiledNets.Parameter;
using TensorShape = Runtime::CompiledNets.TensorShape;

/// <summary>What a user calls on a net.</summary>
public class ApiTests
{
    private static readonly Lazy<CompiledSource> compiled = new(() => CompiledSource.Compile(
        SmallNets.TwoLayers, SmallNets.Residual, SmallNets.Branches,
        """[CompiledNet] public partial class Gray { static Tensor Forward([Shape(2, 1, 5, 7)] Tensor x) => x.Conv2d("c", 3, 3, padding: 1); }""",
        """[CompiledNet] public partial class Alpha { static Tensor Forward([Shape(4, 5, 7)] Tensor x) => x.Relu() * 2; }"""));

    private static ITestedNetType Type(string name) => compiled.Value.Net(name);

    [Theory, InlineData("TwoLayers"), InlineData("Residual"), InlineData("Branches"), InlineData("Gray")]
    public void Run_AllocatesNothing(string name)
    {
        var (net, inputs, outputs) = (Type(name).FromRandom(1), EagerComparison.InputsOf(Type(name)), EagerComparison.OutputsOf(Type(name)));
        net.Run(inputs, outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) net.Run(inputs, outputs);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void RunOfPixels_AllocatesNothing()
    {
        var (net, outputs, pixels) = (Type("TwoLayers").FromRandom(1), EagerComparison.OutputsOf(Type("TwoLayers")), new byte[6 * 6 * 3]);
        net.Run(pixels, PixelFormat.ImageNet, outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) net.Run(pixels, PixelFormat.ImageNet, outputs);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Forks_RunOnThreadsOfTheirOwn()
    {
        var net = Type("Branches").FromRandom(1);
        var inputs = Enumerable.Range(0, 2).Select(i => EagerComparison.InputsOf(Type("Branches"), $"{i}")).ToArray();
        var expected = inputs.Select(input => Run(net, "Branches", input)).ToArray();
        ITestedNet[] forks = [net, net.Fork()];
        Parallel.For(0, 2, i =>
        {
            for (var run = 0; run < 500; run++) Assert.Equal(expected[i], Run(forks[i], "Branches", inputs[i]));
        });
    }

    [Theory, InlineData(-1, 0), InlineData(1, 0), InlineData(0, -1), InlineData(0, 1)]
    public void Run_RefusesOtherLengths(int moreInputs, int moreOutputs)
    {
        var (inputs, outputs) = (EagerComparison.InputsOf(Type("TwoLayers")), EagerComparison.OutputsOf(Type("TwoLayers")));
        var (expected, found) = moreInputs != 0 ? (inputs[0].Length, inputs[0].Length + moreInputs) : (outputs[0].Length, outputs[0].Length + moreOutputs);
        var exception = Assert.Throws<ArgumentException>(() =>
            Type("TwoLayers").FromRandom(1).Run([new float[inputs[0].Length + moreInputs]], [new float[outputs[0].Length + moreOutputs]]));
        Assert.Contains($"{expected} elements", exception.Message);
        Assert.Contains($"found {found}", exception.Message);
        Assert.Equal(moreInputs != 0 ? "image" : "output", exception.ParamName);
    }

    [Fact]
    public void ARefusedRun_LeavesTheOutputAlone()
    {
        var outputs = EagerComparison.OutputsOf(Type("Branches"));
        outputs[0].AsSpan().Fill(5);
        Assert.Throws<ArgumentException>(() => Type("Branches").FromRandom(1).Run(EagerComparison.InputsOf(Type("Branches")), [outputs[0], new float[1]]));
        Assert.All(outputs[0], value => Assert.Equal(5, value));
    }

    [Theory, InlineData(6 * 6 * 3 - 1), InlineData(6 * 6 * 3 + 1), InlineData(6 * 6 * 4)]
    public void RunOfPixels_RefusesOtherLengths(int length)
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            Type("TwoLayers").FromRandom(1).Run(new byte[length], PixelFormat.Rgb(), EagerComparison.OutputsOf(Type("TwoLayers"))));
        Assert.Contains("108 elements", exception.Message);
        Assert.Contains($"found {length}", exception.Message);
    }

    [Fact]
    public void RunOfPixels_RefusesOtherChannels()
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            Type("TwoLayers").FromRandom(1).Run(new byte[36], PixelFormat.Gray(), EagerComparison.OutputsOf(Type("TwoLayers"))));
        Assert.Equal("format", exception.ParamName);
    }

    [Fact]
    public void RunOfPixels_IsTheRunOfTheirNormalizedNumbers()
    {
        AssertPixels("TwoLayers", PixelFormat.ImageNet, 1, 6, 6);
        AssertPixels("TwoLayers", PixelFormat.Bgra([10, 20, 30], [0.5f, 0.25f, 2]), 1, 6, 6);
        AssertPixels("Gray", PixelFormat.Gray(127.5f, 1 / 127.5f), 2, 5, 7);
        AssertPixels("Alpha", new PixelFormat(5, [4, 0, 2, 1], [1, 2, 3, 4], [0.1f]), 1, 5, 7);
    }

    [Fact]
    public void EveryWayToLoad_GivesTheSameNet()
    {
        var tensors = Type("Branches").Trace().Parameters
            .Select(parameter => (parameter.Key, parameter.Shape, EagerComparison.Numbers(parameter.Key, parameter.Shape.ElementCount))).ToList();
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, tensors);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.safetensors");
        try
        {
            File.WriteAllBytes(path, stream.ToArray());
            stream.Position = 0;
            using var parsed = SafeTensors.Parse(stream.ToArray());
            ITestedNet[] nets = [Type("Branches").Load(path), Type("Branches").Load(stream), Type("Branches").Load(stream.ToArray()), Type("Branches").Load(parsed)];
            var outputs = nets.Select(net => Run(net, "Branches", EagerComparison.InputsOf(Type("Branches")))).ToList();
            Assert.All(outputs, output => Assert.Equal(outputs[0], output));
            Assert.NotEqual(outputs[0], Run(Type("Branches").FromRandom(1), "Branches", EagerComparison.InputsOf(Type("Branches"))));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void FromRandom_HasTheWeightsOfItsSeed()
    {
        var inputs = EagerComparison.InputsOf(Type("TwoLayers"));
        Assert.Equal(Run(Type("TwoLayers").Load(new RandomWeights(5)), "TwoLayers", inputs), Run(Type("TwoLayers").FromRandom(5), "TwoLayers", inputs));
        Assert.NotEqual(Run(Type("TwoLayers").FromRandom(6), "TwoLayers", inputs), Run(Type("TwoLayers").FromRandom(5), "TwoLayers", inputs));
    }

    [Fact]
    public void MissingWeights_AreRefusedBeforeAnyIsRead()
    {
        var source = new Refusing();
        Assert.Throws<WeightException>(() => Type("TwoLayers").Load(source));
        Assert.Equal(Type("TwoLayers").Trace().Parameters, source.Verified);
        Assert.Equal(0, source.Reads);
    }

    [Fact]
    public void WeightsOfAnotherNet_AreRefused()
    {
        var exception = Assert.Throws<WeightException>(() => Type("TwoLayers").Load(new WeightDictionary().Add("first.bias", new TensorShape(9), new float[9])));
        Assert.Contains("'first.weight' is missing", exception.Message);
        Assert.Contains("'first.bias' is 9, expected 8", exception.Message);
    }

    [Theory, InlineData("TwoLayers"), InlineData("Residual"), InlineData("Branches")]
    public void Info_HasTheTotalsOfTheGraph(string name)
    {
        var (info, graph) = (Type(name).Info, Type(name).Trace());
        Assert.Equal(graph.ParameterCount, info.Parameters);
        Assert.Equal(graph.MultiplyAdds, info.MultiplyAdds);
        Assert.Equal(graph.Nodes.Skip(1).Select(node => node.Name), info.Layers.Select(layer => layer.Name));
        Assert.InRange(info.ScratchBytes, 4 * graph.Nodes[0].Shape.ElementCount, 1 << 20);
        Assert.Contains(FormattableString.Invariant($"{graph.ParameterCount:N0} parameters, {graph.MultiplyAdds:N0} multiply-adds"), compiled.Value.Files[$"Small.{name}.g.cs"]);
    }

    [Theory, InlineData("TwoLayers"), InlineData("Residual"), InlineData("Branches")]
    public void Profile_ListsEveryStep(string name)
    {
        var calls = compiled.Value.Files[$"Small.{name}.Run.g.cs"].Split('\n')
            .SkipWhile(line => !line.Contains("partial void RunSteps")).TakeWhile(line => line.Trim() != "}")
            .Where(line => line.Contains("CompiledSteps.")).Select(line => line.Trim()["CompiledSteps.".Length..].Split('(')[0]).ToList();
        Assert.NotEmpty(calls);
        foreach (var profile in new[] { Type(name).FromRandom(1).Profile(2), Type(name).FromRandom(1).Profile(EagerComparison.InputsOf(Type(name)), 3) })
        {
            Assert.Equal(["input", .. calls], profile.Steps.Select(step => step.Name));
            Assert.All(profile.Steps, step => Assert.InRange(step.Time, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        }
    }

    private static float[][] Run(ITestedNet net, string name, float[][] inputs)
    {
        var outputs = EagerComparison.OutputsOf(Type(name));
        net.Run(inputs, outputs);
        return outputs;
    }

    private static void AssertPixels(string name, PixelFormat format, int images, int height, int width)
    {
        var pixels = Enumerable.Range(0, images * height * width * format.BytesPerPixel).Select(i => (byte)(i * 37 + i / 7)).ToArray();
        var numbers = new float[images * format.Channels * height * width];
        for (var image = 0; image < images; image++)
            for (var channel = 0; channel < format.Channels; channel++)
                for (var pixel = 0; pixel < height * width; pixel++)
                    numbers[(image * format.Channels + channel) * height * width + pixel] =
                        (pixels[(image * height * width + pixel) * format.BytesPerPixel + format.ChannelOffsets[channel]] - format.Means[channel]) * format.Scales[channel];
        var net = Type(name).FromRandom(1);
        var outputs = EagerComparison.OutputsOf(Type(name));
        net.Run(pixels, format, outputs);
        Assert.Equal(Run(net, name, [numbers]), outputs);
    }

    private sealed class Refusing : WeightSource
    {
        public IReadOnlyList<Parameter>? Verified { get; private set; }

        public int Reads { get; private set; }

        public override void Verify(IReadOnlyList<Parameter> parameters)
        {
            Verified = parameters;
            throw new WeightException("no");
        }

        protected override void ReadCore(Parameter parameter, Span<float> destination) => Reads++;
    }
}
