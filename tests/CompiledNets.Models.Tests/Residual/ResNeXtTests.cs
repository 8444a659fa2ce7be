namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class ResNeXt50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ResNeXt.ResNeXt50(image);
}

[CompiledNet]
public partial class ResNeXt101At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ResNeXt.ResNeXt101Of64(image);
}

public class ResNeXt50At64Tests() : GoldenTests<ResNeXt50At64>("resnext50_32x4d_64x64");

public class ResNeXt101At64Tests() : GoldenTests<ResNeXt101At64>("resnext101_64x4d_64x64");
