namespace CompiledNets.Models.Tests.Attention;

[CompiledNet]
public partial class SKUnit
{
    static Tensor Forward([Shape(128, 8, 8)] Tensor x) => SelectiveKernel.Convolution(x, "", 128);
}

[CompiledNet]
public partial class SKNet50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => SelectiveKernel.SKNet50(x);
}

[CompiledNet]
public partial class SKResNet34At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => SelectiveKernel.SKResNet34(x);
}

[CompiledNet]
public partial class SKResNet50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => SelectiveKernel.SKResNet50(x);
}

[CompiledNet]
public partial class SKResNeXt50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => SelectiveKernel.SKResNeXt50(x);
}

public class SKUnitTests() : GoldenTests<SKUnit>("sk_unit_8x8");

public class SKNet50At64Tests() : GoldenTests<SKNet50At64>("sknet50_64x64");

public class SKResNet34At64Tests() : GoldenTests<SKResNet34At64>("skresnet34_64x64");

public class SKResNet50At64Tests() : GoldenTests<SKResNet50At64>("skresnet50_64x64");

public class SKResNeXt50At64Tests() : GoldenTests<SKResNeXt50At64>("skresnext50_32x4d_64x64");
