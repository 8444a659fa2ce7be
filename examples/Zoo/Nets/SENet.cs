using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class SEResNet18
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.SEResNet18(image);
}

[CompiledNet]
public partial class SEResNet34
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.SEResNet34(image);
}

[CompiledNet]
public partial class SEResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.SEResNet50(image);
}

[CompiledNet]
public partial class SEResNet101
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.SEResNet101(image);
}

[CompiledNet]
public partial class SEResNet152
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.SEResNet152(image);
}

[CompiledNet]
public partial class SEResNeXt50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.SEResNeXt50(image);
}

[CompiledNet]
public partial class SEResNeXt101
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.SEResNeXt101(image);
}

[CompiledNet]
public partial class LegacySEResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.LegacySEResNet(image, [3, 4, 6, 3]);
}

[CompiledNet]
public partial class LegacySEResNeXt50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.LegacySEResNeXt(image, [3, 4, 6, 3]);
}

[CompiledNet]
public partial class SENet154
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.SENet154(image);
}
