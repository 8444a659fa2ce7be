namespace CompiledNets.Models.Tests.Attention;

[CompiledNet]
public partial class ConvNeXtTinyAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => ConvNeXt.Tiny(x);
}

public class ConvNeXtTinyAt64Tests() : GoldenTests<ConvNeXtTinyAt64>("convnext_tiny_64x64");
