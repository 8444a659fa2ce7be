using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class Res2Net50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Res2Net.Res2Net50(image);
}

[CompiledNet]
public partial class Res2Net101
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Res2Net.Res2Net101(image);
}

[CompiledNet]
public partial class Res2NeXt50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Res2Net.Res2NeXt50(image);
}

[CompiledNet]
public partial class SERes2Net50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Res2Net.Res2Net50(image, style: Models.SENet.Style);
}
