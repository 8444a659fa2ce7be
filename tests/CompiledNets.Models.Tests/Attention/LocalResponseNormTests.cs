namespace CompiledNets.Models.Tests.Attention;

[CompiledNet]
public partial class ConvolutionAndLocalResponseNorm
{
    static Tensor Forward([Shape(8, 8, 8)] Tensor x) => x.Conv2d("conv.conv", 16, 3, padding: 1).Relu().LocalResponseNorm(5, alpha: 1, beta: 0.75, k: 2);
}

public class ConvolutionAndLocalResponseNormTests() : GoldenTests<ConvolutionAndLocalResponseNorm>("conv_lrn_8x8");
