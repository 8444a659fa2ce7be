using CompiledNets.Operators;
using CompiledNets.Runtime;

namespace CompiledNets.Generator.Planning;

/// <summary>How one block of packed weights comes from the state dict.</summary>
/// <param name="Offset">Where it starts, in floats.</param>
/// <param name="Layer">The layer's name.</param>
internal abstract record WeightRecipe(int Offset, string Layer)
{
    /// <summary>The part of the stored layer that is read; null for all of it.</summary>
    public ParameterPart? Part { get; init; }
}

/// <summary>Bias and weights of a convolution or linear layer.</summary>
/// <param name="Norms">BatchNorms to fold in.</param>
/// <param name="Groups">Groups of the convolution.</param>
/// <param name="OutputLanes">The output channel of each lane.</param>
/// <param name="InputLanes">The input channel of each lane that is read.</param>
/// <param name="Panel">Blocks of outputs side by side.</param>
/// <param name="Segment">Input lanes that are read tap by tap together.</param>
/// <param name="PanelLanes">How many of the input lanes are each panel's own; empty where all panels read the same.</param>
internal sealed record ConvolutionRecipe(
    int Offset, string Layer, EquatableArray<BatchNorm2d> Norms, int Groups, EquatableArray<int> OutputLanes, EquatableArray<int> InputLanes,
    int Panel, int Segment, EquatableArray<int> PanelLanes) : WeightRecipe(Offset, Layer);

/// <summary>Bias and weights of a depthwise convolution.</summary>
/// <param name="Norms">BatchNorms to fold in.</param>
/// <param name="Lanes">The channel of each lane.</param>
internal sealed record DepthwiseRecipe(int Offset, string Layer, EquatableArray<BatchNorm2d> Norms, EquatableArray<int> Lanes)
    : WeightRecipe(Offset, Layer);

/// <summary>Factors and offsets of a BatchNorm that stands by itself.</summary>
/// <param name="Norm">The BatchNorm.</param>
/// <param name="Lanes">The channel of each lane.</param>
internal sealed record NormRecipe(int Offset, BatchNorm2d Norm, EquatableArray<int> Lanes) : WeightRecipe(Offset, Norm.Name);

/// <summary>Numbers of one tensor as they are.</summary>
/// <param name="Key">The tensor's key.</param>
/// <param name="Lanes">The index of each number; −1 for a lane without one.</param>
internal sealed record ParameterRecipe(int Offset, string Layer, string Key, EquatableArray<int> Lanes) : WeightRecipe(Offset, Layer);

/// <summary>0 for lanes with a channel, −∞ for the others.</summary>
/// <param name="Lanes">The channel of each lane.</param>
internal sealed record MaskRecipe(int Offset, string Layer, EquatableArray<int> Lanes) : WeightRecipe(Offset, Layer);

/// <summary>Bias and transformed weights of a convolution by Winograd's method.</summary>
/// <param name="Norms">BatchNorms to fold in.</param>
/// <param name="Vertical">How the kernel's rows are transformed.</param>
/// <param name="Horizontal">How its columns are.</param>
/// <param name="OutputLanes">The output channel of each lane.</param>
/// <param name="InputLanes">The input channel of each lane.</param>
internal sealed record WinogradRecipe(
    int Offset, string Layer, EquatableArray<BatchNorm2d> Norms, WinogradAxis Vertical, WinogradAxis Horizontal, EquatableArray<int> OutputLanes,
    EquatableArray<int> InputLanes) : WeightRecipe(Offset, Layer);

/// <summary>Bias and weights of a convolution by Strassen's method, and sums of quarters of the weights.</summary>
/// <param name="Norms">BatchNorms to fold in.</param>
/// <param name="OutputLanes">The output channel of each lane.</param>
/// <param name="InputLanes">The input channel of each lane.</param>
/// <param name="HasRest">Whether the quarter that only the direct form reads is kept too.</param>
internal sealed record StrassenRecipe(
    int Offset, string Layer, EquatableArray<BatchNorm2d> Norms, EquatableArray<int> OutputLanes, EquatableArray<int> InputLanes, bool HasRest)
    : WeightRecipe(Offset, Layer);

/// <summary>Bias and weights of a grouped convolution whose groups share a block of 16 channels.</summary>
/// <param name="Norms">BatchNorms to fold in.</param>
/// <param name="GroupWidth">Channels of a group.</param>
/// <param name="Lanes">The channel of each lane, the same for input and output.</param>
internal sealed record GroupedRecipe(int Offset, string Layer, EquatableArray<BatchNorm2d> Norms, int GroupWidth, EquatableArray<int> Lanes)
    : WeightRecipe(Offset, Layer);
