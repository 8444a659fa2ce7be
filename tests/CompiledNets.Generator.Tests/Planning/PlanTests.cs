using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Generator.Planning;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Tests.Planning;

public class PlanTests
{
    private const string Copy = "ImageLayout.Gather";
    private const string Clear = "ImageLayout.ClearPadding";

    private static readonly Dictionary<string, (Func<Tensor, Tensor> Forward, int Channels)> withoutCopies = new()
    {
        ["SqueezeNet's fire module"] = (
            x =>
            {
                var squeezed = x.Conv2d("squeeze", 12, 1).Relu();
                return Tensor.Concat(squeezed.Conv2d("a", 20, 1).Relu(), squeezed.Conv2d("b", 20, 3, padding: 1).Relu()).Conv2d("next", 12, 1);
            }, 40),
        ["ShuffleNet V2's unit"] = (
            x =>
            {
                for (var i = 0; i < 3; i++)
                {
                    var halves = x.Chunk(2);
                    var right = halves[1].Conv2d($"{i}.p", 29, 1).Relu().Conv2d($"{i}.d", 29, 3, 1, 1, groups: 29).Conv2d($"{i}.q", 29, 1).Relu();
                    x = Tensor.Concat(halves[0], right).ChannelShuffle(2);
                }
                return x.Conv2d("next", 12, 1);
            }, 58),
        ["Inception's module"] = (
            x => Tensor.Concat(
                x.Conv2d("a", 24, 1).Relu(),
                x.Conv2d("b0", 18, 1).Relu().Conv2d("b1", 26, 3, padding: 1).Relu(),
                x.Conv2d("c0", 6, 1).Relu().Conv2d("c1", 10, 5, padding: 2).Relu(),
                x.MaxPool2d(3, 1, 1).Conv2d("d", 9, 1).Relu()).Conv2d("next", 12, 3, padding: 1), 40),
        ["a dense block"] = (
            x =>
            {
                for (var i = 0; i < 4; i++) x = Tensor.Concat(x, x.BatchNorm2d($"{i}.n").Relu().Conv2d($"{i}.c", 12, 3, padding: 1));
                return x;
            }, 20),
        ["a residual"] = (x => x + x.Conv2d("a", 20, 3, padding: 1).Relu().Conv2d("b", 20, 3, padding: 1), 20),
        ["a residual of concatenated parts"] = (
            x =>
            {
                var y = Tensor.Concat(x.Conv2d("a", 7, 1), x.Conv2d("b", 9, 1));
                return y + y.Conv2d("c", 16, 1);
            }, 20),
        ["an inverted residual with a gate"] = (
            x =>
            {
                var y = x.Conv2d("e", 50, 1).Relu6().Conv2d("d", 50, 3, 1, 1, groups: 50).Relu6();
                y *= y.AdaptiveAvgPool2d(1).Conv2d("r", 8, 1).Relu().Conv2d("x", 50, 1).Sigmoid();
                return x + y.Conv2d("p", 20, 1);
            }, 20),
        ["a slice of channels"] = (x => x.Narrow(1, 7, 20).Conv2d("c", 8, 3, padding: 1), 40),
        ["flattened features"] = (x => x.Conv2d("c", 20, 3).Flatten().Linear("l", 5).Softmax(), 20),
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor>> withCopies = new()
    {
        ["a shuffled residual of what is no convolution"] = x => x.ChannelShuffle(2).Relu() + x,
        ["rows of one behind the other"] = x => Tensor.Concat([x, x], 2),
        ["a padded slice of rows"] = x => x.Narrow(2, 1, 4).Conv2d("c", 4, 3, padding: 1),
    };

    public static TheoryData<string> WithoutCopies => [.. withoutCopies.Keys];

    public static TheoryData<string> WithCopies => [.. withCopies.Keys];

    [Theory, MemberData(nameof(WithoutCopies))]
    public void ChannelsThatOnlyChangePlaces_CopyNothing(string name)
    {
        var (forward, channels) = withoutCopies[name];
        Assert.DoesNotContain(PlanOf(forward, channels).Steps, step => step.Method == Copy);
    }

    [Theory, MemberData(nameof(WithCopies))]
    public void WhatCannotDoWithout_Copies(string name) => Assert.Contains(PlanOf(withCopies[name], 20).Steps, step => step.Method == Copy);

    [Fact]
    public void OneBorder_ServesAllReaders()
    {
        var steps = PlanOf(x =>
        {
            var y = x.Conv2d("a", 5, 1);
            return y.Conv2d("b", 4, 3, padding: 1) + y.Conv2d("c", 4, 5, padding: 2);
        }, 20).Steps;
        Assert.Equal([Clear], steps.Select(step => step.Method).Where(method => method == Clear));
        Assert.Equal("a", steps.Single(step => step.Method == Clear).Layer);
        Assert.Equal(Clear, steps[steps.ToList().FindIndex(step => step.Kernel is not null) - 1].Method);
    }

    [Fact]
    public void WithoutPadding_NothingIsCleared() =>
        Assert.DoesNotContain(PlanOf(x => x.Conv2d("a", 4, 3).Relu().MaxPool2d(3, 2, 1).Conv2d("b", 4, 1), 20).Steps, step => step.Method == Clear);

    [Fact]
    public void ThePaddingOfTheInput_IsClearedFirst() => Assert.Equal(Clear, PlanOf(x => x.Conv2d("a", 4, 3, padding: 1), 3).Steps[0].Method);

    [Fact]
    public void EqualLayers_ShareAKernel()
    {
        var plan = PlanOf(x =>
        {
            for (var i = 0; i < 4; i++) x = x.Conv2d($"c{i}", 20, 1).BatchNorm2d($"n{i}").Relu();
            return x;
        }, 20);
        Assert.Equal(4, plan.Steps.Count(step => step.Kernel is not null));
        Assert.Single(plan.Steps.Select(step => step.Kernel).OfType<KernelShape>().Distinct());
    }

    [Fact]
    public void DifferentLayers_HaveDifferentNamesOfKernels()
    {
        var plan = PlanOf(x => x.Conv2d("a", 20, 1).Relu().Conv2d("b", 20, 1).LeakyRelu(0.1).Conv2d("c", 20, 1).LeakyRelu(0.2).Conv2d("d", 20, 1) * 2, 20);
        var kernels = plan.Steps.Select(step => step.Kernel).OfType<KernelShape>().ToList();
        Assert.Equal(4, kernels.Count);
        Assert.Equal(4, kernels.Select(kernel => kernel.MethodName).Distinct().Count());
    }

    [Fact]
    public void Weights_StartOnCacheLinesAndDoNotOverlap()
    {
        var plan = PlanOf(x => x.Conv2d("a", 5, 3).Relu().BatchNorm2d("n").Conv2d("d", 5, 3, groups: 5).Flatten().Linear("l", 3).Softmax(), 20);
        var starts = plan.Weights.Select(recipe => recipe.Offset).ToList();
        Assert.All(starts, start => Assert.Equal(0, start % 16));
        Assert.Equal(starts.Distinct().Order(), starts);
        var lengths = plan.Weights.Zip(starts.Skip(1).Append(plan.WeightLength), (recipe, next) => (recipe.Layer.Split('.')[^1], next - recipe.Offset));
        Assert.Equal([("a", 16 * (1 + 20 * 9)), ("d", 16 * (1 + 9)), ("l", 16 * (1 + 5 * 20)), ("n", 32), ("softmax", 16)], lengths.OrderBy(length => length.Item1));
    }

    [Fact]
    public void AConvolutionOverAConcatenation_HasNoWeightsForDeadLanes()
    {
        var plan = PlanOf(x => Tensor.Concat(x.Conv2d("a", 15, 1), x.Conv2d("b", 16, 1)).Conv2d("c", 4, 1, bias: false).BatchNorm2d("n"), 20);
        var recipe = Assert.IsType<ConvolutionRecipe>(plan.Weights[2]);
        Assert.Equal(("c", 1), (recipe.Layer, recipe.Groups));
        Assert.Equal([new BatchNorm2d("n", 1e-5)], recipe.Norms);
        Assert.Equal([.. Enumerable.Range(0, 15), -1, .. Enumerable.Range(15, 16)], recipe.InputLanes);
        Assert.Equal([0, 1, 2, 3, .. Enumerable.Repeat(-1, 12)], recipe.OutputLanes);
    }

    [Fact]
    public void MostlyDeadLanes_AreSkippedByATable()
    {
        var plan = PlanOf(x => Tensor.Concat(x.Conv2d("a", 3, 1), x.Conv2d("b", 2, 1)).Conv2d("c", 4, 1), 20);
        Assert.Equal([0, 1, 2, 3, 4], Assert.IsType<ConvolutionRecipe>(plan.Weights[2]).InputLanes);
    }

    [Fact]
    public void AShuffle_ReordersTheWeightsOfItsReader()
    {
        var plan = PlanOf(x => x.Conv2d("a", 16, 1).ChannelShuffle(4).Conv2d("c", 4, 1), 20);
        Assert.Equal(Enumerable.Range(0, 16).Select(lane => lane % 4 * 4 + lane / 4), Assert.IsType<ConvolutionRecipe>(plan.Weights[1]).InputLanes);
    }

    [Fact]
    public void ADepthwiseConvolution_FollowsTheLanesOfItsInput()
    {
        var plan = PlanOf(x => x.Conv2d("a", 16, 1).ChannelShuffle(2).Conv2d("d", 16, 3, groups: 16), 20);
        Assert.Equal(Enumerable.Range(0, 16).Select(lane => lane % 8 * 2 + lane / 8), Assert.IsType<DepthwiseRecipe>(plan.Weights[1]).Lanes);
    }

    [Fact]
    public void ASoftmax_MasksDeadLanesOnly()
    {
        Assert.Contains(PlanOf(x => x.Softmax(), 20).Weights, recipe => recipe is MaskRecipe);
        Assert.DoesNotContain(PlanOf(x => x.Softmax(), 32).Weights, recipe => recipe is MaskRecipe);
    }

    [Fact]
    public void AChain_ReusesItsMemory()
    {
        static Tensor Chain(Tensor x, int layers)
        {
            for (var i = 0; i < layers; i++) x = x.Conv2d($"c{i}", 32, 1).Relu();
            return x;
        }

        Assert.Equal(PlanOf(x => Chain(x, 3), 32).ArenaLength, PlanOf(x => Chain(x, 30), 32).ArenaLength);
    }

    [Fact]
    public void ASum_TakesThePlaceOfWhatIsReadNoMore()
    {
        Assert.True(Overwrites(x => Hidden(x, y => y + Changed(y))));
        Assert.True(Overwrites(x => Hidden(x, y => (Changed(y).Relu() - y).HardSwish())));
        // Also where it is a concatenation of more than one piece of memory.
        Assert.True(Overwrites(x => Hidden(Tensor.Concat(x.Conv2d("p", 16, 1), x.Conv2d("q", 4, 1)), y => y + Changed(y))));
    }

    [Fact]
    public void ASum_LeavesAloneWhatIsReadAgain()
    {
        Assert.False(Overwrites(x => Hidden(x, y => (y + Changed(y)) * y.Sigmoid())));
        Assert.False(Overwrites(x => Hidden(x, y => Tensor.Concat(y.Narrow(1, 3, 5), y + Changed(y)))));
        // By the convolution itself, whose other outputs are still to be computed.
        Assert.False(Overwrites(x => Hidden(x, y => y + y.Conv2d("last", 20, 3, padding: 1))));
        // Some kernels store what the SiLU is to be taken of, before they read what is added.
        Assert.False(Overwrites(x => Hidden(x, y => y + Changed(y).Silu())));
    }

    private static Tensor Hidden(Tensor x, Func<Tensor, Tensor> forward) => forward(x.Conv2d("first", 20, 1).Relu()).Conv2d("end", 4, 1);

    private static Tensor Changed(Tensor x) => x.Conv2d("a", 24, 1).Relu().Conv2d("last", 20, 1);

    private static bool Overwrites(Func<Tensor, Tensor> forward)
    {
        var step = PlanOf(forward, 20).Steps.Single(step => step.Layer == "last");
        return step.Reads.Intersect(step.Writes).Any();
    }

    private static Plan PlanOf(Func<Tensor, Tensor> forward, int channels) =>
        Lowering.Run(PassPipeline.Run(Graph.Trace(forward, new TensorShape(1, channels, 9, 8))));
}
