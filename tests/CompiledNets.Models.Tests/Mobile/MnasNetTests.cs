namespace CompiledNets.Models.Tests.Mobile;

[CompiledNet]
public partial class MnasNetAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MnasNet.Forward(image);
}

public class MnasNetAt64Tests() : GoldenTests<MnasNetAt64>("mnasnet1_0_64x64");
