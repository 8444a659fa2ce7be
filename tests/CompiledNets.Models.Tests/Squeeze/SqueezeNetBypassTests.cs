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

public class SqueezeNetSimpleBypassAt64Tests : EagerAgreementTests<SqueezeNetSimpleBypassAt64>;

public class SqueezeNetComplexBypassAt64x80Tests : EagerAgreementTests<SqueezeNetComplexBypassAt64x80>;
