namespace CompiledNets.Models.Tests.Mobile;

[CompiledNet]
public partial class MobileFaceNetAt112
{
    static Tensor Forward([Shape(3, 112, 112)] Tensor image) => MobileFaceNet.Forward(image);
}

public class MobileFaceNetAt112Tests() : GoldenTests<MobileFaceNetAt112>("mobilefacenet_112x112");
