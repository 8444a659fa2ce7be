namespace CompiledNets.Models.Tests.Inceptions;

[CompiledNet]
public partial class XceptionAt96
{
    static Tensor Forward([Shape(3, 96, 96)] Tensor image) => Xception.Forward(image);
}

[CompiledNet]
public partial class SimplifiedInception
{
    static Tensor Forward([Shape(32, 10, 10)] Tensor image) => Xception.SimplifiedInception(image, "", 48);
}

[CompiledNet]
public partial class ExtremeInception
{
    static Tensor Forward([Shape(32, 10, 10)] Tensor image) => Xception.ExtremeInception(image, "", 48);
}

public class XceptionAt96Tests() : GoldenTests<XceptionAt96>("xception_96x96");

public class SimplifiedInceptionTests() : GoldenTests<SimplifiedInception>("simplified_inception_10x10");

public class ExtremeInceptionTests() : GoldenTests<ExtremeInception>("extreme_inception_10x10");
