namespace CompiledNets.Models.Tests.Inceptions;

[CompiledNet]
public partial class InceptionV4At96
{
    static Tensor Forward([Shape(3, 96, 96)] Tensor image) => InceptionV4.Forward(image);
}

[CompiledNet]
public partial class InceptionResNetV2At96
{
    static Tensor Forward([Shape(3, 96, 96)] Tensor image) => InceptionResNet.V2(image);
}

public class InceptionV4At96Tests() : GoldenTests<InceptionV4At96>("inception_v4_96x96");

public class InceptionResNetV2At96Tests() : GoldenTests<InceptionResNetV2At96>("inception_resnet_v2_96x96");
