namespace CompiledNets.Models.Tests;

/// <summary>What a network without reference outputs is known by: its published number of parameters.</summary>
internal static class ParameterCount
{
    /// <summary>Trainable parameters of a network for colour images.</summary>
    /// <param name="forward">The network.</param>
    /// <param name="size">Height and width of the image.</param>
    public static long Of(Func<Tensor, Tensor> forward, int size = 224) =>
        Graph.Trace(forward, new TensorShape(1, 3, size, size)).ParameterCount;

    /// <summary>The same in millions, as timm's tables have it, to compare with two digits behind the point.</summary>
    /// <param name="forward">The network.</param>
    public static double Millions(Func<Tensor, Tensor> forward) => Of(forward) / 1e6;

    /// <summary>How far a number of <see cref="Millions"/> may lie from one of two digits behind the point.</summary>
    public const double Rounding = 0.005;
}
