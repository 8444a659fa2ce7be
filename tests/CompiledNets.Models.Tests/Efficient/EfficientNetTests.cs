namespace CompiledNets.Models.Tests.Efficient;

[CompiledNet]
public partial class EfficientNetB0At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => EfficientNet.B0(image);
}

[CompiledNet]
public partial class EfficientNetB0At224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => EfficientNet.B0(image);
}

[CompiledNet]
public partial class EfficientNetB3At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => EfficientNet.B3(image);
}

[CompiledNet]
public partial class EfficientNetV2SAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => EfficientNet.V2S(image);
}

[CompiledNet]
public partial class EfficientNetB0TensorFlowAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => EfficientNet.TensorFlow(image, 0);
}

public class EfficientNetB0At64Tests() : GoldenTests<EfficientNetB0At64>("efficientnet_b0_64x64");

public class EfficientNetB0At224Tests() : GoldenTests<EfficientNetB0At224>("efficientnet_b0_224x224");

public class EfficientNetB3At64Tests() : GoldenTests<EfficientNetB3At64>("efficientnet_b3_64x64");

public class EfficientNetV2SAt64Tests() : GoldenTests<EfficientNetV2SAt64>("efficientnet_v2_s_64x64");

public class EfficientNetB0TensorFlowAt64Tests() : GoldenTests<EfficientNetB0TensorFlowAt64>("tf_efficientnet_b0_64x64");
