using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class DenseNet121
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.DenseNet.DenseNet121(image);
}

[CompiledNet]
public partial class DenseNet161
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.DenseNet.DenseNet161(image);
}

[CompiledNet]
public partial class DenseNet169
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.DenseNet.DenseNet169(image);
}

[CompiledNet]
public partial class DenseNet201
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.DenseNet.DenseNet201(image);
}
