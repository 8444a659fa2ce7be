namespace CompiledNets.Models.Tests.Squeeze;

[CompiledNet]
public partial class SqueezeNet10At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => SqueezeNet.V10(image);
}

[CompiledNet]
public partial class SqueezeNet11At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => SqueezeNet.V11(image);
}

[CompiledNet]
public partial class SqueezeNet11At224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => SqueezeNet.V11(image);
}

public class SqueezeNet10At64Tests() : GoldenTests<SqueezeNet10At64>("squeezenet1_0_64x64");

public class SqueezeNet11At64Tests() : GoldenTests<SqueezeNet11At64>("squeezenet1_1_64x64");

public class SqueezeNet11At224Tests() : GoldenTests<SqueezeNet11At224>("squeezenet1_1_224x224");
