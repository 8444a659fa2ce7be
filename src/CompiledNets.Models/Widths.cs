#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>How nets that come in many widths round their channels.</summary>
internal static class Widths
{
    /// <summary>
    /// The nearest multiple, but never below 90 % of the width and never zero: the rule of MobileNetV2 and its successors, which
    /// keeps channels a multiple of 8 at every width multiplier.
    /// </summary>
    /// <param name="width">Channels times a multiplier.</param>
    /// <param name="multiple">What the result is a multiple of.</param>
    public static int Round(double width, int multiple = 8)
    {
        var rounded = Math.Max(multiple, (int)(width + multiple / 2.0) / multiple * multiple);
        return rounded < 0.9 * width ? rounded + multiple : rounded;
    }
}
