using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Planning;

/// <summary>Chooses how a convolution is computed: by <see cref="ConvolutionCost"/>, unless its choice is what is to be measured.</summary>
/// <param name="direct">The direct form.</param>
/// <param name="winograd">Forms by Winograd's method, at least one.</param>
/// <returns>One of the latter; null for the direct form.</returns>
internal delegate WinogradKernel? ConvolutionChoice(ConvolutionKernel direct, IReadOnlyList<WinogradKernel> winograd);
