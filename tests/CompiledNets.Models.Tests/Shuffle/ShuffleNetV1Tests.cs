namespace CompiledNets.Models.Tests.Shuffle;

[CompiledNet]
public partial class ShuffleNetV1Groups1At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ShuffleNetV1.Forward(image, groups: 1);
}

[CompiledNet]
public partial class ShuffleNetV1Groups2At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ShuffleNetV1.Forward(image, groups: 2);
}

[CompiledNet]
public partial class ShuffleNetV1Groups3At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ShuffleNetV1.Forward(image, groups: 3);
}

[CompiledNet]
public partial class ShuffleNetV1Groups3At224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => ShuffleNetV1.Forward(image, groups: 3);
}

[CompiledNet]
public partial class ShuffleNetV1Groups4At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ShuffleNetV1.Forward(image, groups: 4);
}

[CompiledNet]
public partial class ShuffleNetV1Groups8At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ShuffleNetV1.Forward(image, groups: 8);
}

public class ShuffleNetV1Groups1At64Tests() : GoldenTests<ShuffleNetV1Groups1At64>("shufflenet_v1_g1_64x64");

public class ShuffleNetV1Groups2At64Tests() : GoldenTests<ShuffleNetV1Groups2At64>("shufflenet_v1_g2_64x64");

public class ShuffleNetV1Groups3At64Tests() : GoldenTests<ShuffleNetV1Groups3At64>("shufflenet_v1_g3_64x64");

public class ShuffleNetV1Groups3At224Tests() : GoldenTests<ShuffleNetV1Groups3At224>("shufflenet_v1_g3_224_224x224");

public class ShuffleNetV1Groups4At64Tests() : GoldenTests<ShuffleNetV1Groups4At64>("shufflenet_v1_g4_64x64");

public class ShuffleNetV1Groups8At64Tests() : GoldenTests<ShuffleNetV1Groups8At64>("shufflenet_v1_g8_64x64");
