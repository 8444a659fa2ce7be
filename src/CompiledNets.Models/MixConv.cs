#nullable enable

using System.Linq;

namespace CompiledNets.Models;

/// <summary>
/// MixConv (Tan and Le, arXiv 1907.09595), figure 2 and section 3: groups of channels, each convolved by a kernel of another size.
/// With one kernel it is an ordinary convolution. Layer names are those of timm's <c>MixedConv2d</c>: <c>name</c> for one kernel,
/// <c>name.0</c>, <c>name.1</c> and so on for several.
/// </summary>
internal static class MixConv
{
    /// <summary>Depthwise convolutions of several sizes, as in figure 2 of the paper.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="kernels">The kernel of each group of channels.</param>
    /// <param name="stride">Step of the kernels.</param>
    /// <param name="padding">Zeros around the image; half of each kernel where not given.</param>
    /// <returns>N×C×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Depthwise(Tensor x, string name, int[] kernels, int stride = 1, Padding? padding = null)
    {
        if (kernels.Length == 1) return Convolve(x, name, kernels[0]);
        return Tensor.Concat(x.Split(Sizes(x.Channels, kernels.Length)).Select((part, i) => Convolve(part, $"{name}.{i}", kernels[i])));

        Tensor Convolve(Tensor part, string prefix, int kernel) =>
            part.Conv2d(prefix, part.Channels, kernel, stride, padding ?? kernel / 2, groups: part.Channels, bias: false);
    }

    /// <summary>1×1 convolutions of groups of channels side by side, which MixNet uses where it says so.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="groups">Number of groups.</param>
    /// <returns>N×channels×H×W.</returns>
    public static Tensor Pointwise(Tensor x, string name, int channels, int groups)
    {
        if (groups == 1) return x.Conv2d(name, channels, 1, bias: false);
        var outputs = Sizes(channels, groups);
        return Tensor.Concat(
            x.Split(Sizes(x.Channels, groups)).Select((part, i) => part.Conv2d($"{name}.{i}", outputs[i], 1, bias: false)));
    }

    // What does not divide evenly goes to the first group, the one with the smallest kernel.
    private static int[] Sizes(int channels, int groups)
    {
        var sizes = Enumerable.Repeat(channels / groups, groups).ToArray();
        sizes[0] += channels % groups;
        return sizes;
    }
}
