using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class ConvNeXtTiny
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ConvNeXt.Tiny(image);
}

[CompiledNet]
public partial class ConvNeXtSmall
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ConvNeXt.Small(image);
}

[CompiledNet]
public partial class ConvNeXtBase
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ConvNeXt.Base(image);
}

[CompiledNet]
public partial class ConvNeXtLarge
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ConvNeXt.Large(image);
}
