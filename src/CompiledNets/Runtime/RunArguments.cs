using System.ComponentModel;

namespace CompiledNets.Runtime;

/// <summary>Checks of what a run is given. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RunArguments
{
    /// <summary>Refuses a span of the wrong length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void RequireLength(int found, int expected, string name)
    {
        if (found != expected) throw new ArgumentException($"'{name}' must have {expected} elements, found {found}", name);
    }

    /// <summary>Refuses pixels with the wrong number of channels.</summary>
    /// <exception cref="ArgumentException">The numbers differ.</exception>
    public static void RequireChannels(PixelFormat format, int expected)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format.Channels != expected)
            throw new ArgumentException($"the net reads {expected} channels, the pixel format gives {format.Channels}", nameof(format));
    }
}
