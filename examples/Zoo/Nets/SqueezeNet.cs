using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class SqueezeNet10
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SqueezeNet.V10(image);
}

[CompiledNet]
public partial class SqueezeNet10SimpleBypass
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SqueezeNet.V10(image, bypass: Models.SqueezeNet.Bypass.Simple);
}

[CompiledNet]
public partial class SqueezeNet10ComplexBypass
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SqueezeNet.V10(image, bypass: Models.SqueezeNet.Bypass.Complex);
}

[CompiledNet]
public partial class SqueezeNet11
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SqueezeNet.V11(image);
}
