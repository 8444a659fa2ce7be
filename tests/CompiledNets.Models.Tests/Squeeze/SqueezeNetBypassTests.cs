namespace CompiledNets.Models.Tests.Squeeze;

[CompiledNet]
public partial class SqueezeNetSimpleBypassAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => SqueezeNet.V10(image, bypass: SqueezeNet.Bypass.Simple);
}

[CompiledNet]
public partial class SqueezeNetComplexBypassAt64x80
{
    static Tensor Forward([Shape(3, 64, 80)] Tensor image) => SqueezeNet.V10(image, bypass: SqueezeNet.Bypass.Complex);
}

[CompiledNet]
public partial class NarrowSqueezeNet11At49x70
{
    static Tensor Forward([Shape(3, 49, 70)] Tensor image) => SqueezeNet.V11(
        image, classes: 10, SqueezeNet.Bypass.Simple, new(Base: 40, Increment: 24, Frequency: 4, Share3x3: 0.25, Squeeze: 0.25));
}

public class NarrowSqueezeNet11At49x70Tests : AgreementTests<NarrowSqueezeNet11At49x70>;

public class SqueezeNetSimpleBypassAt64Tests : AgreementTests<SqueezeNetSimpleBypassAt64>;

public class SqueezeNetComplexBypassAt64x80Tests : AgreementTests<SqueezeNetComplexBypassAt64x80>;
