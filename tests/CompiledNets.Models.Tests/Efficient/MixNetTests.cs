namespace CompiledNets.Models.Tests.Efficient;

[CompiledNet]
public partial class MixNetSAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MixNet.S(image);
}

[CompiledNet]
public partial class MixNetLAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MixNet.L(image);
}

public class MixNetSAt64Tests() : GoldenTests<MixNetSAt64>("mixnet_s_64x64");

public class MixNetLAt64Tests() : GoldenTests<MixNetLAt64>("mixnet_l_64x64");
