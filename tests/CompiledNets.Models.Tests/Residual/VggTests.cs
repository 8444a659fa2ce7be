namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class Vgg19At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => Vgg.Vgg19(image);
}

[CompiledNet]
public partial class Vgg19WithNormAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => Vgg.Vgg19(image, norm: true);
}

public class Vgg19At64Tests() : GoldenTests<Vgg19At64>("vgg19_64x64");

public class Vgg19WithNormAt64Tests() : GoldenTests<Vgg19WithNormAt64>("vgg19_bn_64x64");
