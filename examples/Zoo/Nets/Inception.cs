using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class InceptionV2
{
    static Tensor Forward([Shape(3, 299, 299)] Tensor image) => Models.Inception.V2(image);
}

[CompiledNet]
public partial class InceptionV3
{
    static Tensor Forward([Shape(3, 299, 299)] Tensor image) => Models.Inception.V3(image);
}

[CompiledNet]
public partial class InceptionV4
{
    static Tensor Forward([Shape(3, 299, 299)] Tensor image) => Models.InceptionV4.Forward(image);
}

[CompiledNet]
public partial class InceptionResNetV2
{
    static Tensor Forward([Shape(3, 299, 299)] Tensor image) => Models.InceptionResNet.V2(image);
}

[CompiledNet]
public partial class Xception
{
    static Tensor Forward([Shape(3, 299, 299)] Tensor image) => Models.Xception.Forward(image);
}
