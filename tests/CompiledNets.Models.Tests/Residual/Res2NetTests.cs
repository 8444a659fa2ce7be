namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class Res2BlockAt8
{
    static Tensor Forward([Shape(64, 8, 8)] Tensor image) => Res2Net.Res2Block(image, "", width: 16, channels: 64);
}

[CompiledNet]
public partial class Res2NeXtSEBlockAt8
{
    static Tensor Forward([Shape(128, 8, 8)] Tensor image) => Res2Net.Res2Block(image, "", width: 16, channels: 128, cardinality: 8, reduction: 16);
}

[CompiledNet]
public partial class Res2Net50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => Res2Net.Res2Net50(image);
}

[CompiledNet]
public partial class SERes2Net50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => Res2Net.Res2Net50(image, style: SENet.Style);
}

[CompiledNet]
public partial class Res2NeXt50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => Res2Net.Res2NeXt50(image);
}

[CompiledNet]
public partial class SmallRes2NeXtAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image)
    {
        var x = image.ConvBn(ConvBnNames.Spelled("stem"), 32, 3, stride: 2).Relu();
        foreach (var (index, width, stride) in new[] { (0, 16, 1), (1, 16, 1), (2, 32, 2), (3, 32, 1) })
            x = Res2Net.Res2Block(x, $"blocks.{index}", width, 8 * width, stride, cardinality: 8, reduction: 16);
        return ResNet.Classify(x, 10, ResNetStyle.Paired);
    }
}

public class Res2BlockAt8Tests() : GoldenTests<Res2BlockAt8>("res2_block_8x8");

public class Res2NeXtSEBlockAt8Tests() : GoldenTests<Res2NeXtSEBlockAt8>("res2next_se_block_8x8");

public class Res2Net50At64Tests() : GoldenTests<Res2Net50At64>("res2net50_26w_4s_64x64");

public class SERes2Net50At64Tests() : GoldenTests<SERes2Net50At64>("res2net50_26w_4s_se_64x64");

public class Res2NeXt50At64Tests() : GoldenTests<Res2NeXt50At64>("res2next50_64x64");

public class SmallRes2NeXtAt64Tests() : GoldenTests<SmallRes2NeXtAt64>("res2next_se_small_64x64");
