using System.Text.Json;
using CompiledNets.Testing;

namespace CompiledNets.Models.Tests.Squeeze;

public class RealWeightsTests
{
    [Fact]
    public void SqueezeNet11_TrainedOnImageNet_GivesTheLogitsOfPyTorch()
    {
        var file = RepositoryFiles.FindReal("squeezenet1_1.safetensors");
        var reference = RepositoryFiles.FindReal("squeezenet1_1.reference.json");
        Assert.SkipWhen(file is null || reference is null, "trained weights (../shared/real/squeezenet1_1.*) are not on this machine");
        using var json = JsonDocument.Parse(File.ReadAllBytes(reference!));
        var logits = json.RootElement.GetProperty("prng_input").GetProperty("logits").EnumerateArray().Select(value => value.GetDouble());
        using var weights = SafeTensors.Open(file!);

        var output = Eager.Run(x => SqueezeNet.V11(x), weights, new TensorShape(1, 3, 227, 227), PrngInput());

        Assert.InRange(Tolerance.Deviation(logits.ToArray(), output.ToArray()), 0, Tolerance.Eager);
    }

    private static float[] PrngInput()
    {
        var input = new float[3 * 227 * 227];
        RandomWeights.Input("input", 1, input);
        return Array.ConvertAll(input, value => 100f * value);
    }
}
