namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class DenseNet121At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => DenseNet.DenseNet121(image);
}

public class DenseNet121At64Tests() : GoldenTests<DenseNet121At64>("densenet121_64x64");
