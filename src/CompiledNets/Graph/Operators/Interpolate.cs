using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Another height and width, as <c>torch.nn.functional.interpolate</c> with a size.</summary>
        /// <param name="size">Height and width of the result.</param>
        /// <param name="mode">How pixels between pixels come about.</param>
        /// <param name="alignCorners">For bilinear: whether the corner pixels of both images lie on each other, rather than their outer edges.</param>
        /// <returns>N×C×size.</returns>
        /// <exception cref="ShapeException">The tensor is no image, the size is below 1, or corners are to be aligned in mode nearest.</exception>
        public Tensor Interpolate(Size2 size, InterpolationMode mode = InterpolationMode.Nearest, bool alignCorners = false) =>
            Apply(new Interpolate(size, mode, alignCorners), this);
    }

    /// <summary>How <see cref="Tensor.Interpolate"/> fills the pixels between pixels.</summary>
    public enum InterpolationMode
    {
        /// <summary>The pixel at ⌊index · input / output⌋.</summary>
        Nearest,

        /// <summary>The weighted mean of the four pixels around.</summary>
        Bilinear,
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Another height and width, <c>torch.nn.functional.interpolate</c>.</summary>
    /// <param name="Size">Height and width of the result.</param>
    /// <param name="Mode">How pixels between pixels come about.</param>
    /// <param name="AlignCorners">Whether corner pixels lie on each other.</param>
    public sealed record Interpolate(Size2 Size, InterpolationMode Mode, bool AlignCorners) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            RequireImage(inputs[0]);
            if (Size.Height < 1 || Size.Width < 1) throw Error($"size must be at least 1, found {Size}");
            if (AlignCorners && Mode == InterpolationMode.Nearest) throw Error("alignCorners has no meaning in mode nearest");
            return inputs[0].With(2, Size.Height).With(3, Size.Width);
        }

        /// <inheritdoc/>
        public override string Describe() => $"to {Size}, {Mode.ToString().ToLowerInvariant()}{(AlignCorners ? ", corners aligned" : "")}";

        /// <summary>Which two rows or columns make one of the result, and the share of the second.</summary>
        internal IEnumerable<(int First, int Second, double Share)> Sources(int size, int outputs)
        {
            for (var i = 0; i < outputs; i++)
            {
                if (Mode == InterpolationMode.Nearest)
                {
                    var nearest = (int)((long)i * size / outputs);
                    yield return (nearest, nearest, 0);
                    continue;
                }
                // A single pixel with aligned corners is the first one.
                var place = !AlignCorners ? Math.Max((i + 0.5) * size / outputs - 0.5, 0)
                    : outputs == 1 ? 0
                    : (double)i * (size - 1) / (outputs - 1);
                var first = Math.Min((int)place, size - 1);
                yield return (first, Math.Min(first + 1, size - 1), place - first);
            }
        }
    }
}
