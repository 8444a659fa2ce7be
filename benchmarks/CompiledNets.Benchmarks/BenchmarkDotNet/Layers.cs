namespace CompiledNets.Benchmarks.BenchmarkDotNet;

/// <summary>The first convolution of most nets: three channels, stride 2.</summary>
[CompiledNet]
public partial class Stem
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor x) => x.Conv2d("conv", 32, 3, stride: 2, padding: 1).Relu();
}

/// <summary>A convolution that Winograd's method suits.</summary>
[CompiledNet]
public partial class Dense3x3
{
    static Tensor Forward([Shape(128, 28, 28)] Tensor x) => x.Conv2d("conv", 128, 3, padding: 1).Relu();
}

/// <summary>The same directly.</summary>
[CompiledNet(Winograd = false)]
public partial class Direct3x3
{
    static Tensor Forward([Shape(128, 28, 28)] Tensor x) => x.Conv2d("conv", 128, 3, padding: 1).Relu();
}

/// <summary>A matrix product over pixels.</summary>
[CompiledNet]
public partial class Pointwise
{
    static Tensor Forward([Shape(256, 28, 28)] Tensor x) => x.Conv2d("conv", 128, 1).Relu();
}

/// <summary>Each channel by itself.</summary>
[CompiledNet]
public partial class Depthwise3x3
{
    static Tensor Forward([Shape(144, 56, 56)] Tensor x) => x.Conv2d("conv", 144, 3, padding: 1, groups: 144).Relu6();
}

/// <summary>32 groups of four channels, as in ResNeXt.</summary>
[CompiledNet]
public partial class Grouped3x3
{
    static Tensor Forward([Shape(128, 56, 56)] Tensor x) => x.Conv2d("conv", 128, 3, padding: 1, groups: 32).Relu();
}

/// <summary>A classifier, whose time is that of reading its weights.</summary>
[CompiledNet]
public partial class Classifier
{
    static Tensor Forward([Shape(1280, 1, 1)] Tensor x) => x.Flatten().Linear("linear", 1000);
}
