namespace CompiledNets.Models.Tests.Inceptions;

[CompiledNet]
public partial class GoogLeNetAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => GoogLeNet.Forward(image);
}

[CompiledNet]
public partial class GoogLeNetWithoutNormalizationAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => GoogLeNet.Forward(image, normalizes: false);
}

[CompiledNet]
public partial class GoogLeNetTorchvisionAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => GoogLeNet.Torchvision(image);
}

[CompiledNet]
public partial class GoogLeNetTorchvisionAt224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => GoogLeNet.Torchvision(image);
}

[CompiledNet]
public partial class SEInceptionAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => GoogLeNet.SEInception(image);
}

[CompiledNet]
public partial class GoogLeNetModule
{
    static Tensor Forward([Shape(192, 8, 8)] Tensor image) => GoogLeNet.Module(image, "", new("3a", 64, 96, 128, 16, 32, 32));
}

[CompiledNet]
public partial class GoogLeNetNaiveModule
{
    static Tensor Forward([Shape(32, 12, 12)] Tensor image) => GoogLeNet.NaiveModule(image, "", 16, 24, 8);
}

public class GoogLeNetAt64Tests() : GoldenTests<GoogLeNetAt64>("inception_v1_64x64");

public class GoogLeNetWithoutNormalizationAt64Tests() : GoldenTests<GoogLeNetWithoutNormalizationAt64>("inception_v1_nolrn_64x64");

public class GoogLeNetTorchvisionAt64Tests() : GoldenTests<GoogLeNetTorchvisionAt64>("googlenet_64x64");

public class GoogLeNetTorchvisionAt224Tests() : GoldenTests<GoogLeNetTorchvisionAt224>("googlenet_224x224");

public class SEInceptionAt64Tests() : GoldenTests<SEInceptionAt64>("se_inception_64x64");

public class GoogLeNetModuleTests() : GoldenTests<GoogLeNetModule>("inception_v1_module_8x8");

public class GoogLeNetNaiveModuleTests() : GoldenTests<GoogLeNetNaiveModule>("inception_naive_12x12");
