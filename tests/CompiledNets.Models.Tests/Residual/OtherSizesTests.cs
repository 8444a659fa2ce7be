namespace CompiledNets.Models.Tests.Residual;

[CompiledNet]
public partial class AlexNetOfTwoGpus
{
    static Tensor Forward([Shape(3, 67, 80)] Tensor image) => AlexNet.TwoGpus(image, classes: 7);
}

[CompiledNet]
public partial class ShallowPlain
{
    static Tensor Forward([Shape(3, 41, 52)] Tensor image) => ResNet.Plain(image, [1, 1, 1], classes: 10);
}

[CompiledNet]
public partial class ShallowPreActivation
{
    static Tensor Forward([Shape(3, 47, 36)] Tensor image) => ResNet.PreActivation(image, [1, 2, 1], classes: 10);
}

[CompiledNet]
public partial class ShallowResNetD
{
    static Tensor Forward([Shape(3, 45, 64)] Tensor image) => ResNet.OfBasicBlocks(image, [1, 1, 2], classes: 10, ResNetStyle.D);
}

[CompiledNet]
public partial class ShallowWideResNet
{
    static Tensor Forward([Shape(3, 33, 48)] Tensor image) => ResNet.OfBottlenecks(image, [1, 1], classes: 10, widthPerGroup: 96);
}

[CompiledNet]
public partial class ShallowSEResNeXt
{
    static Tensor Forward([Shape(3, 40, 56)] Tensor image) => SENet.LegacySEResNeXt(image, [1, 1, 1], classes: 10);
}

[CompiledNet]
public partial class NarrowRes2Net
{
    static Tensor Forward([Shape(3, 41, 56)] Tensor image) => Res2Net.Net(image, [2, 1], classes: 10, width: 14, scale: 6);
}

[CompiledNet]
public partial class NarrowDenseNet
{
    static Tensor Forward([Shape(3, 64, 72)] Tensor image) => DenseNet.Net(image, [3, 4, 2], classes: 10, growth: 12, stem: 24);
}

[CompiledNet]
public partial class NarrowDpn
{
    static Tensor Forward([Shape(3, 50, 64)] Tensor image) => Dpn.Net(image, new(12, 3, 24, 30, 5, [2, 2], [7, 9]), classes: 10);
}

[CompiledNet]
public partial class SmallRegNetX
{
    static Tensor Forward([Shape(3, 52, 64)] Tensor image) => RegNet.Net(image, new(6, 24, 36, 2.5, 24), classes: 10);
}

[CompiledNet]
public partial class SmallRegNetY
{
    static Tensor Forward([Shape(3, 45, 70)] Tensor image) => RegNet.Net(image, new(4, 16, 20, 2.4, 8), classes: 10, squeeze: 0.25);
}

[CompiledNet]
public partial class NarrowVgg
{
    static Tensor Forward([Shape(3, 61, 46)] Tensor image) =>
        Vgg.Net(image, [1, 2, 1], classes: 10, norm: true, widths: [8, 20, 12], hidden: 24);
}

[CompiledNet]
public partial class NarrowSEResNet
{
    static Tensor Forward([Shape(3, 43, 57)] Tensor image) =>
        ResNet.OfBasicBlocks(image, [1, 1], classes: 10, SENet.WithReduction(4) with { Width = 20 });
}

[CompiledNet]
public partial class WideResNet10Times2
{
    static Tensor Forward([Shape(3, 21, 18)] Tensor image) => WideResNet.Net(image, depth: 10, widen: 2);
}

[CompiledNet]
public partial class NarrowRes2NetOfTwoScales
{
    static Tensor Forward([Shape(3, 43, 38)] Tensor image) =>
        Res2Net.Net(image, [1, 1], classes: 10, width: 20, scale: 2, style: ResNetStyle.D with { Width = 32 });
}

[CompiledNet]
public partial class ResNeXtBlockAOfOddWidth
{
    static Tensor Forward([Shape(20, 9, 7)] Tensor x) => ResNeXt.BlockA(x, "block", cardinality: 5, width: 6, channels: 34, stride: 2);
}

[CompiledNet]
public partial class ResNeXtBlockBOfOddWidth
{
    static Tensor Forward([Shape(20, 9, 7)] Tensor x) => ResNeXt.BlockB(x, "block", cardinality: 5, width: 6, channels: 34, stride: 2);
}

[CompiledNet]
public partial class ResNeXtBlockCOfOddWidth
{
    static Tensor Forward([Shape(20, 9, 7)] Tensor x) => ResNeXt.BlockC(x, "block", cardinality: 5, width: 6, channels: 34, stride: 2);
}

public class AlexNetOfTwoGpusTests : AgreementTests<AlexNetOfTwoGpus>;

public class ShallowPlainTests : AgreementTests<ShallowPlain>;

public class ShallowPreActivationTests : AgreementTests<ShallowPreActivation>;

public class ShallowResNetDTests : AgreementTests<ShallowResNetD>;

public class ShallowWideResNetTests : AgreementTests<ShallowWideResNet>;

public class ShallowSEResNeXtTests : AgreementTests<ShallowSEResNeXt>;

public class NarrowRes2NetTests : AgreementTests<NarrowRes2Net>;

public class NarrowDenseNetTests : AgreementTests<NarrowDenseNet>;

public class NarrowDpnTests : AgreementTests<NarrowDpn>;

public class SmallRegNetXTests : AgreementTests<SmallRegNetX>;

public class SmallRegNetYTests : AgreementTests<SmallRegNetY>;

public class NarrowVggTests : AgreementTests<NarrowVgg>;

public class NarrowSEResNetTests : AgreementTests<NarrowSEResNet>;

public class WideResNet10Times2Tests : AgreementTests<WideResNet10Times2>;

public class NarrowRes2NetOfTwoScalesTests : AgreementTests<NarrowRes2NetOfTwoScales>;

public class ResNeXtBlockAOfOddWidthTests : AgreementTests<ResNeXtBlockAOfOddWidth>;

public class ResNeXtBlockBOfOddWidthTests : AgreementTests<ResNeXtBlockBOfOddWidth>;

public class ResNeXtBlockCOfOddWidthTests : AgreementTests<ResNeXtBlockCOfOddWidth>;
