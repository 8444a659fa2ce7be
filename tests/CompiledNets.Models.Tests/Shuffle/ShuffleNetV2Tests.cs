namespace CompiledNets.Models.Tests.Shuffle;

[CompiledNet]
public partial class ShuffleNetV2X05At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ShuffleNetV2.X05(image);
}

[CompiledNet]
public partial class ShuffleNetV2X10At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ShuffleNetV2.X10(image);
}

[CompiledNet]
public partial class ShuffleNetV2X10At224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => ShuffleNetV2.X10(image);
}

public class ShuffleNetV2X05At64Tests() : GoldenTests<ShuffleNetV2X05At64>("shufflenet_v2_x0_5_64x64");

public class ShuffleNetV2X10At64Tests() : GoldenTests<ShuffleNetV2X10At64>("shufflenet_v2_x1_0_64x64");

public class ShuffleNetV2X10At224Tests() : GoldenTests<ShuffleNetV2X10At224>("shufflenet_v2_x1_0_224x224");
