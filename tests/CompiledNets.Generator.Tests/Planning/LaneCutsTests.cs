using CompiledNets.Generator.Passes;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Tests.Planning;

/// <summary>ShuffleNet's unit with three groups, whose sums have the lanes of a concatenation.</summary>
public class LaneCutsTests
{
    private static readonly Graph graph = PassPipeline.Run(Graph.Trace(Forward, new TensorShape(1, 24, 9, 8)));

    private static Tensor Forward(Tensor x)
    {
        var y = Tensor.Concat(x.AvgPool2d(3, 1, 1), x.Conv2d("parts", 216, 1, groups: 3)).Relu();
        for (var i = 0; i < 2; i++)
            y = (y + y.Conv2d($"down{i}", 60, 1, groups: 3).Relu().ChannelShuffle(3).Conv2d($"up{i}", 240, 1, groups: 3)).Relu();
        return y;
    }

    [Fact]
    public void APartOfAConcatenation_IsCutWhereALaterSumHasGroups()
    {
        var node = Enumerable.Range(0, graph.Nodes.Count).Single(i => graph.Nodes[i].Name == "parts");
        Assert.Equal([56, 136], LaneCuts.Of(graph)[node]);
        Assert.Equal([.. Enumerable.Range(0, 56), .. Enumerable.Repeat(-1, 8), .. Enumerable.Range(56, 160)], RecipeOf("parts").OutputLanes);
    }

    [Fact]
    public void ASum_ReadsItsOwnGroupsOnly()
    {
        // 24 and 56 channels of the first group are two blocks and four, 80 of the others five.
        Assert.Equal(Enumerable.Repeat(20, 16), RecipeOf("up0").PanelLanes);
        Assert.Equal(Enumerable.Repeat(20, 16), RecipeOf("up1").PanelLanes);
    }

    [Fact]
    public void OutputsOfOtherGroups_ShareNoBlock_WhereThatIsQuicker()
    {
        Assert.Equal(Enumerable.Repeat(80, 6), RecipeOf("down0").PanelLanes);
        Assert.Equal([.. Enumerable.Range(20, 20), .. Enumerable.Repeat(-1, 12)], RecipeOf("down0").OutputLanes.Skip(32).Take(32));
    }

    [Theory, InlineData(60, 3, true), InlineData(34, 2, true), InlineData(32, 2, false), InlineData(60, 1, false), InlineData(240, 240, false)]
    public void GroupsOfNoMoreThanABlock_NeedNoCuts(int outputs, int groups, bool areCut) =>
        Assert.Equal(areCut, LaneCuts.OfGroups(new("c", outputs, 1, 1, 0, 1, groups, true)).Count > 0);

    private static ConvolutionRecipe RecipeOf(string layer) => Assert.IsType<ConvolutionRecipe>(Lowering.Run(graph).Weights.Single(recipe => recipe.Layer == layer));
}
