#nullable enable

namespace CompiledNets.Models;

/// <summary>AlexNet (Krizhevsky, Sutskever and Hinton, NIPS 2012), and the version for one GPU (Krizhevsky, arXiv 1404.5997).</summary>
internal static class AlexNet
{
    /// <summary>
    /// The network of the paper, figure 2: the channels of the second, fourth and fifth convolution were divided between two
    /// GPUs, which makes two groups of them; the first two are followed by local response normalization, section 3.3. Layer names
    /// are those of Caffe's model: <c>conv1</c> to <c>conv5</c>, <c>fc6</c> to <c>fc8</c>.
    /// </summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    /// <exception cref="ShapeException">The image is too small for the pools.</exception>
    public static Tensor TwoGpus(Tensor x, int classes = 1000)
    {
        x = Normalize(x.Conv2d("conv1", 96, 11, stride: 4, padding: 2).Relu()).MaxPool2d(3, stride: 2);
        x = Normalize(x.Conv2d("conv2", 256, 5, padding: 2, groups: 2).Relu()).MaxPool2d(3, stride: 2);
        x = x.Conv2d("conv3", 384, 3, padding: 1).Relu();
        x = x.Conv2d("conv4", 384, 3, padding: 1, groups: 2).Relu();
        x = x.Conv2d("conv5", 256, 3, padding: 1, groups: 2).Relu().MaxPool2d(3, stride: 2);
        x = x.AdaptiveAvgPool2d(6).Flatten();
        x = x.Linear("fc6", 4096).Relu().Dropout();
        x = x.Linear("fc7", 4096).Relu().Dropout();
        return x.Linear("fc8", classes);
    }

    /// <summary>The version for one GPU, without groups and normalization, as torchvision's <c>alexnet</c>.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in torchvision.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    /// <exception cref="ShapeException">The image is too small for the pools.</exception>
    public static Tensor OneGpu(Tensor x, int classes = 1000)
    {
        x = x.Conv2d("features.0", 64, 11, stride: 4, padding: 2).Relu().MaxPool2d(3, stride: 2);
        x = x.Conv2d("features.3", 192, 5, padding: 2).Relu().MaxPool2d(3, stride: 2);
        x = x.Conv2d("features.6", 384, 3, padding: 1).Relu();
        x = x.Conv2d("features.8", 256, 3, padding: 1).Relu();
        x = x.Conv2d("features.10", 256, 3, padding: 1).Relu().MaxPool2d(3, stride: 2);
        x = x.AdaptiveAvgPool2d(6).Flatten();
        x = x.Dropout().Linear("classifier.1", 4096).Relu();
        x = x.Dropout().Linear("classifier.4", 4096).Relu();
        return x.Linear("classifier.6", classes);
    }

    // The paper's α of 0.0001 multiplies the sum of the five squares, PyTorch's their mean.
    private static Tensor Normalize(Tensor x) => x.LocalResponseNorm(size: 5, alpha: 5e-4, beta: 0.75, k: 2);
}
