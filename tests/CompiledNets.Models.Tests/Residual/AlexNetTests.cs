namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class AlexNetAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => AlexNet.OneGpu(image);
}

[CompiledNet]
public partial class AlexNetAt224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => AlexNet.OneGpu(image);
}

public class AlexNetAt64Tests() : GoldenTests<AlexNetAt64>("alexnet_64x64");

public class AlexNetAt224Tests() : GoldenTests<AlexNetAt224>("alexnet_224x224");
