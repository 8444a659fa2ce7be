#nullable enable

namespace CompiledNets.Models;

/// <summary>AlexNet (Krizhevsky, Sutskever and Hinton, NIPS 2012), and the version for one GPU (Krizhevsky, arXiv 1404.5997).</summary>
internal static class AlexNet
{
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
}
