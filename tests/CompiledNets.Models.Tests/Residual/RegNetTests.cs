namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class RegNetY400MFAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => RegNet.Y400MF(image);
}

public class RegNetY400MFAt64Tests() : GoldenTests<RegNetY400MFAt64>("regnet_y_400mf_64x64");
