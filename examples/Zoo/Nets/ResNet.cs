using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class ResNet18
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet18(image);
}

[CompiledNet]
public partial class ResNet34
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet34(image);
}

[CompiledNet]
public partial class ResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet50(image);
}

[CompiledNet]
public partial class ResNet101
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet101(image);
}

[CompiledNet]
public partial class ResNet152
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet152(image);
}

[CompiledNet]
public partial class ResNet50D
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet50(image, style: Models.ResNetStyle.D);
}

[CompiledNet]
public partial class ResNet50T
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet50(image, style: Models.ResNetStyle.T);
}

[CompiledNet]
public partial class WideResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.WideResNet50(image);
}

[CompiledNet]
public partial class WideResNet101
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.WideResNet101(image);
}

[CompiledNet]
public partial class PlainNet34
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.Plain34(image);
}

[CompiledNet]
public partial class PreActivationResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.PreActivation(image, [3, 4, 6, 3]);
}

[CompiledNet]
public partial class PreActivationResNet200
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.PreActivation(image, [3, 24, 36, 3]);
}

[CompiledNet]
public partial class WideResNet28By10
{
    static Tensor Forward([Shape(3, 32, 32)] Tensor image) => Models.WideResNet.Net(image);
}
