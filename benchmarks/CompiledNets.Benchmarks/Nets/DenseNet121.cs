namespace CompiledNets.Benchmarks.Nets;

/// <summary>DenseNet-121: batch normalization before convolutions, concatenations that grow.</summary>
[CompiledNet]
public partial class DenseNet121
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.DenseNet.DenseNet121(image);
}
