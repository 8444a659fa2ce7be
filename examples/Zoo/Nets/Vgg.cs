using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class Vgg11
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Vgg.Vgg11(image);
}

[CompiledNet]
public partial class Vgg11WithNorm
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Vgg.Vgg11(image, norm: true);
}

[CompiledNet]
public partial class Vgg13
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Vgg.Vgg13(image);
}

[CompiledNet]
public partial class Vgg13WithNorm
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Vgg.Vgg13(image, norm: true);
}

[CompiledNet]
public partial class Vgg16
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Vgg.Vgg16(image);
}

[CompiledNet]
public partial class Vgg16WithNorm
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Vgg.Vgg16(image, norm: true);
}

[CompiledNet]
public partial class Vgg19
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Vgg.Vgg19(image);
}

[CompiledNet]
public partial class Vgg19WithNorm
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Vgg.Vgg19(image, norm: true);
}
