namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class Dpn68At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => Dpn.Dpn68(image);
}

[CompiledNet]
public partial class Dpn92At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => Dpn.Dpn92(image);
}

public class Dpn68At64Tests() : GoldenTests<Dpn68At64>("dpn68_64x64");

public class Dpn92At64Tests() : GoldenTests<Dpn92At64>("dpn92_64x64");
