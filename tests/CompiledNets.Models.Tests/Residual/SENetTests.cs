namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class SEResNet50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => SENet.SEResNet50(image);
}

[CompiledNet]
public partial class LegacySEResNet50At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => SENet.LegacySEResNet(image, [3, 4, 6, 3]);
}

[CompiledNet]
public partial class SENet154At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => SENet.SENet154(image);
}

public class SEResNet50At64Tests() : GoldenTests<SEResNet50At64>("seresnet50_64x64");

public class LegacySEResNet50At64Tests() : GoldenTests<LegacySEResNet50At64>("legacy_seresnet50_64x64");

public class SENet154At64Tests() : GoldenTests<SENet154At64>("senet154_64x64");
