namespace CompiledNets;

/// <summary>The order of a net's three colour channels, as it was trained.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue: torchvision, timm, TensorFlow.</summary>
    Rgb,

    /// <summary>Blue, green, red: Caffe, OpenCV.</summary>
    Bgr,
}
