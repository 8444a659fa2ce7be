namespace CompiledNets.Benchmarks.Nets;

/// <summary>LeNet-5 (LeCun et al., Proceedings of the IEEE 1998) in today's form, with ReLU and max pooling: a run takes microseconds.</summary>
[CompiledNet]
public partial class LeNet
{
    static Tensor Forward([Shape(1, 28, 28)] Tensor image)
    {
        var x = image.Conv2d("conv1", 6, 5, padding: 2).Relu().MaxPool2d(2);
        x = x.Conv2d("conv2", 16, 5).Relu().MaxPool2d(2).Flatten();
        x = x.Linear("fc1", 120).Relu();
        x = x.Linear("fc2", 84).Relu();
        return x.Linear("fc3", 10);
    }
}
