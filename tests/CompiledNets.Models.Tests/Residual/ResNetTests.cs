namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class ResNet18At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ResNet.ResNet18(image);
}

[CompiledNet]
public partial class ResNet18At224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => ResNet.ResNet18(image);
}

[CompiledNet]
public partial class ResNet34At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ResNet.ResNet34(image);
}

[CompiledNet]
public partial class ResNet50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ResNet.ResNet50(image);
}

[CompiledNet]
public partial class ResNet152At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ResNet.ResNet152(image);
}

public class ResNet18At64Tests() : GoldenTests<ResNet18At64>("resnet18_64x64");

public class ResNet18At224Tests() : GoldenTests<ResNet18At224>("resnet18_224x224");

public class ResNet34At64Tests() : GoldenTests<ResNet34At64>("resnet34_64x64");

public class ResNet50At64Tests() : GoldenTests<ResNet50At64>("resnet50_64x64");

public class ResNet152At64Tests() : GoldenTests<ResNet152At64>("resnet152_64x64");
