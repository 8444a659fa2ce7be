using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class SKNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SelectiveKernel.SKNet50(image);
}

[CompiledNet]
public partial class SKNet101
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SelectiveKernel.SKNet101(image);
}

[CompiledNet]
public partial class SKResNet18
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SelectiveKernel.SKResNet18(image);
}

[CompiledNet]
public partial class SKResNet34
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SelectiveKernel.SKResNet34(image);
}

[CompiledNet]
public partial class SKResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SelectiveKernel.SKResNet50(image);
}

[CompiledNet]
public partial class SKResNeXt50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SelectiveKernel.SKResNeXt50(image);
}

[CompiledNet]
public partial class SKNet26
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SelectiveKernel.SKNet26(image);
}
