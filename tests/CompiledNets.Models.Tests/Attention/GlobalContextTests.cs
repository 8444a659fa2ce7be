namespace CompiledNets.Models.Tests.Attention;

[CompiledNet]
public partial class GCBlock
{
    static Tensor Forward([Shape(64, 8, 8)] Tensor x) => GlobalContext.Block(x, "", 16);
}

[CompiledNet]
public partial class GCResNet50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GlobalContext.ResNet50(x);
}

[CompiledNet]
public partial class GCResNet33tsAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GlobalContext.ResNet33ts(x);
}

[CompiledNet]
public partial class GCResNet50tAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GlobalContext.ResNet50t(x);
}

public class GCBlockTests() : GoldenTests<GCBlock>("gc_block_8x8");

public class GCResNet50At64Tests() : GoldenTests<GCResNet50At64>("gc_resnet50_64x64");

public class GCResNet33tsAt64Tests() : GoldenTests<GCResNet33tsAt64>("gcresnet33ts_64x64");

public class GCResNet50tAt64Tests() : GoldenTests<GCResNet50tAt64>("gcresnet50t_64x64");
