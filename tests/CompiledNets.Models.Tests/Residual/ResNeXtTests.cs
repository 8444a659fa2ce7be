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

[CompiledNet]
public partial class ResNeXtBlockAAt8
{
    static Tensor Forward([Shape(256, 8, 8)] Tensor x) => ResNeXt.BlockA(x, "", cardinality: 32, width: 4, channels: 256);
}

[CompiledNet]
public partial class ResNeXtBlockBAt8
{
    static Tensor Forward([Shape(256, 8, 8)] Tensor x) => ResNeXt.BlockB(x, "", cardinality: 32, width: 4, channels: 256);
}

[CompiledNet]
public partial class ResNeXtBlockCAt8
{
    static Tensor Forward([Shape(256, 8, 8)] Tensor x) => ResNeXt.BlockC(x, "", cardinality: 32, width: 4, channels: 256);
}

public class ResNeXt50At64Tests() : GoldenTests<ResNeXt50At64>("resnext50_32x4d_64x64");

public class ResNeXt101At64Tests() : GoldenTests<ResNeXt101At64>("resnext101_64x4d_64x64");

public class ResNeXtBlockAAt8Tests() : GoldenTests<ResNeXtBlockAAt8>("resnext_block_a_8x8");

public class ResNeXtBlockBAt8Tests() : GoldenTests<ResNeXtBlockBAt8>("resnext_block_b_8x8");

public class ResNeXtBlockCAt8Tests() : GoldenTests<ResNeXtBlockCAt8>("resnext_block_c_8x8");
