using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class Dpn68
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Dpn.Dpn68(image);
}

[CompiledNet]
public partial class Dpn92
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Dpn.Dpn92(image);
}

[CompiledNet]
public partial class Dpn98
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Dpn.Dpn98(image);
}

[CompiledNet]
public partial class Dpn131
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Dpn.Dpn131(image);
}

[CompiledNet]
public partial class Dpn107
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Dpn.Dpn107(image);
}
