using CompiledNets.Operators;

namespace CompiledNets.Fuzz.Nets;

/// <summary>
/// Makes nets of all operators out of random numbers: single layers in all configurations, and whole graphs with branches, splits,
/// shuffles, residuals, gates, and several inputs and outputs.
/// </summary>
internal sealed class RandomNet
{
    private const int LargeNets = 12;

    private static readonly int[] primes = [1, 2, 3, 5, 7, 11, 13, 17, 19, 23, 31, 37, 47, 53, 61, 67, 97, 127, 131, 193, 257, 293];

    private readonly LimitedRecorder recorder = new();
    private readonly List<Tensor> values = [];
    private readonly Choices choices;
    private int layers;

    private RandomNet(Choices choices) => this.choices = choices;

    /// <summary>The net of a list of numbers.</summary>
    public static Graph Of(IReadOnlyList<int> numbers) => new RandomNet(new Choices(numbers)).Build();

    private Graph Build()
    {
        if (choices.OnceIn(LargeNets)) return BuildLarge();
        var steps = choices.Of(1, 1, 1, 2, 2, 3, 5, 8, 13);
        AddInputs();
        for (var step = 0; step < steps; step++)
        {
            var x = Value();
            try
            {
                if (Operation(x) is { } result) values.Add(result);
            }
            catch (ShapeException)
            {
                // Not every operator fits every shape; then the net has one less.
            }
        }
        return recorder.ToGraph(Outputs());
    }

    // Some kernels are chosen for convolutions only that are large for the reference.
    private Graph BuildLarge()
    {
        recorder.AllowLarge();
        var is3x3 = !choices.OnceIn(4);
        var channels = is3x3 ? 16 * (1 + choices.Next(8)) : 16 * (24 + choices.Next(9));
        values.Add(recorder.Input("x0", new TensorShape(1, channels + choices.Of(0, 0, 1, -3), 7 + choices.Next(16), 7 + choices.Next(16))));
        if (channels > 32 && choices.OnceIn(4)) values.Add(Latest.Narrow(1, choices.Of(3, 8, 16), Latest.Channels - choices.Of(16, 17, 21)));
        var outputs = is3x3 ? 8 * (2 + choices.Next(15)) : channels;
        var y = Latest.Conv2d(Layer(), outputs + choices.Of(0, 0, 0, -1), is3x3 ? 3 : 1, padding: is3x3 ? choices.Of<Padding>(1, Padding.None, (0, 1, 2, 0)) : 0, bias: choices.Of(true, false));
        values.Add(y);
        if (choices.OnceIn(2)) values.Add(Normalized(Latest));
        if (choices.OnceIn(2)) values.Add(Activated(Latest));
        if (y.Shape == values[0].Shape && choices.OnceIn(2)) values.Add(Latest + values[0]);
        if (choices.OnceIn(3)) values.Add(Latest.MaxPool2d(2));
        return recorder.ToGraph([("Last", Latest)]);
    }

    private Tensor Latest => values[^1];

    private void AddInputs()
    {
        var batch = choices.Of(1, 1, 1, 1, 2, 3);
        var (channels, height, width) = (Channels(), Length(), Length());
        var inputs = choices.Of(1, 1, 1, 2, 3);
        for (var i = 0; i < inputs; i++)
        {
            var shape = choices.Of(0, 1, 2, 3) switch
            {
                1 when i > 0 => new TensorShape(batch, channels, 1, 1),
                2 when i > 0 => new TensorShape(batch, 1, height, width),
                3 when i > 0 => new TensorShape(batch, Channels(), height, width),
                _ => new TensorShape(batch, channels, height, width),
            };
            try
            {
                values.Add(recorder.Input($"x{i}", shape));
            }
            catch (ShapeException) when (i > 0)
            {
            }
        }
    }

    private IEnumerable<(string, Tensor)> Outputs()
    {
        var outputs = new List<(string, Tensor)> { ("Last", values[^1]) };
        var more = choices.Of(0, 0, 0, 1, 2);
        for (var i = 0; i < more; i++) outputs.Add(($"Other{i}", Value()));
        return outputs;
    }

    private Tensor Value() => values[^(1 + Math.Min(choices.Next(values.Count), choices.Next(values.Count)))];

    private string Layer() => $"l{layers++}";

    private int Channels() => choices.Next(5) switch
    {
        0 => 1 + choices.Next(8),
        1 => 16 * (1 + choices.Next(8)),
        2 => choices.Of(primes),
        3 => 1 + choices.Next(64),
        _ => 1 + choices.Next(300),
    };

    private int Length() => choices.Next(4) switch
    {
        0 => 1 + choices.Next(8),
        1 => 1 + choices.Next(20),
        2 => choices.Of(7, 14, 28, 32, 56),
        _ => choices.Of(1, 3, 13, 17, 31, 33, 63),
    };

    private Tensor? Operation(Tensor x) => x.Shape.Rank switch
    {
        4 => choices.Next(28) switch
        {
            0 or 1 or 2 => Convolution(x),
            3 => Activated(Normalized(Convolution(x))),
            4 => Activated(Convolution(x)),
            5 => Residual(x),
            6 => Gated(x),
            7 => InvertedResidual(x),
            8 => MaxPool(x),
            9 => AvgPool(x),
            10 => Pooled(x),
            11 => Branches(x),
            12 => Shuffled(x),
            13 => Resized(x),
            14 => choices.OnceIn(2) ? x.LayerNorm2d(Layer()) : x.LayerNorm(Layer(), [.. x.Shape.Skip(4 - 1 - choices.Next(3))]),
            15 => x.LocalResponseNorm(1 + choices.Next(6), choices.Of(1e-4, 0.1), choices.Of(0.75, 0.5, 1), choices.Of(1.0, 2)),
            16 => x.Pad(Sides(3), choices.Of(0.0, 1.5, -2)),
            17 => Attention(x),
            18 => Reduced(x),
            19 => x.Flatten(choices.Of(1, 2, 3)),
            20 => choices.OnceIn(2) ? x.LayerScale(Layer()) : x.Dropout(),
            21 => x.Linear(Layer(), Channels(), choices.Of(true, false), choices.Of(1, 3)),
            22 => Partial(x),
            23 => GroupedUnit(x),
            _ => AnyRank(x),
        },
        3 => choices.Next(6) switch
        {
            0 => Line(x),
            1 => x.Linear(Layer(), Channels(), choices.Of(true, false)),
            2 => x.LayerNorm(Layer(), [x.Shape[2]]),
            3 => x.MatMul(x.Transpose(1, 2)),
            4 => Reduced(x),
            _ => AnyRank(x),
        },
        _ => choices.Next(3) switch
        {
            0 => x.Linear(Layer(), Channels(), choices.Of(true, false)),
            1 => x.LayerNorm(Layer(), [x.Shape[1]]),
            _ => AnyRank(x),
        },
    };

    private Tensor AnyRank(Tensor x) => choices.Next(9) switch
    {
        0 or 1 => Activated(x),
        2 => Binary(x, Value()),
        3 => Constant(x),
        4 => x.Softmax(1 + choices.Next(x.Shape.Rank - 1)),
        5 => Moved(x),
        6 => Joined(x),
        7 => Part(x),
        _ => x.PRelu(Layer(), choices.OnceIn(2) ? 1 : null),
    };

    private Tensor Convolution(Tensor x)
    {
        var (groups, outputs) = choices.Next(6) switch
        {
            3 => (x.Channels, x.Channels),
            4 => (x.Channels, x.Channels * (1 + choices.Next(3))),
            5 => Grouped(x.Channels),
            _ => (1, Channels()),
        };
        Size2 kernel = choices.OnceIn(4) ? (1 + choices.Next(5), 1 + choices.Next(5)) : choices.Of(1, 3, 3, 5, 2, 7, 4);
        Size2 stride = choices.OnceIn(5) ? (1 + choices.Next(3), 1 + choices.Next(3)) : choices.Of(1, 1, 1, 2, 3);
        Size2 dilation = choices.OnceIn(6) ? (1 + choices.Next(3), 1 + choices.Next(3)) : choices.Of(1, 1, 1, 1, 2);
        var padding = choices.Next(5) switch
        {
            0 or 1 => (kernel.Height / 2, kernel.Width / 2),
            2 => Padding.None,
            3 => Padding.Same,
            _ => Sides(4),
        };
        return x.Conv2d(Layer(), outputs, kernel, stride, padding, dilation, groups, choices.Of(true, false));
    }

    private (int Groups, int Outputs) Grouped(int channels)
    {
        var divisors = Enumerable.Range(1, channels).Where(divisor => channels % divisor == 0).ToArray();
        var groups = choices.Of(divisors);
        return (groups, groups * (1 + choices.Next(Math.Max(choices.Of(1, 40), 64 / groups))));
    }

    // Groups that begin anywhere in a block, added to what has lanes of its own.
    private Tensor GroupedUnit(Tensor x)
    {
        var groups = choices.Of(2, 3, 4, 5);
        if (x.Channels > 100) x = x.Conv2d(Layer(), 1 + choices.Next(48), 1);
        var width = groups * (1 + x.Channels / groups + choices.Next(24));
        var y = Tensor.Concat(x, x.Conv2d(Layer(), width - x.Channels, 1)).Relu();
        var hidden = groups * (1 + choices.Next(40));
        var z = y.Conv2d(Layer(), hidden, 1, groups: groups).Relu().ChannelShuffle(groups);
        return y + z.Conv2d(Layer(), width, choices.Of(1, 3), padding: Padding.Same, groups: groups);
    }

    private Tensor Normalized(Tensor x) => x.BatchNorm2d(Layer(), choices.Of(1e-5, 1e-3));

    private Tensor Activated(Tensor x) => choices.Next(11) switch
    {
        0 or 1 => x.Relu(),
        2 => x.Relu6(),
        3 => x.LeakyRelu(choices.Of(0.01, 0.2)),
        4 => x.Sigmoid(),
        5 => x.HardSigmoid(),
        6 => x.HardSwish(),
        7 => x.Silu(),
        8 => x.Gelu(),
        9 => x.Gelu("tanh"),
        _ => x.Tanh(),
    };

    private Tensor Binary(Tensor x, Tensor y) => choices.Next(5) switch
    {
        0 or 1 => x + y,
        2 => x * y,
        3 => x - y,
        // A divisor near zero would tell of rounding alone.
        _ => x / (y.Sigmoid() + 0.5),
    };

    private Tensor Constant(Tensor x) => choices.Next(3) switch
    {
        0 => x * choices.Of(0.5, -2, 3),
        1 => x + choices.Of(1.0, -0.25),
        _ => choices.Of(1.0, 0.5) - x,
    };

    private Tensor Residual(Tensor x)
    {
        var y = x.Conv2d(Layer(), x.Channels, choices.Of(3, 1, 5), padding: Padding.Same, bias: choices.Of(true, false));
        if (choices.OnceIn(2)) y = Normalized(y);
        y = choices.OnceIn(2) ? y + x : x + y;
        return choices.OnceIn(2) ? Activated(y) : y;
    }

    private Tensor InvertedResidual(Tensor x)
    {
        var hidden = x.Channels * choices.Of(1, 2, 4);
        var y = Activated(x.Conv2d(Layer(), hidden, 1));
        y = Activated(y.Conv2d(Layer(), hidden, choices.Of(3, 5), choices.Of(1, 1, 2), Padding.Same, groups: hidden));
        y = y.Conv2d(Layer(), choices.OnceIn(3) ? Channels() : x.Channels, 1, bias: false);
        return y.Shape == x.Shape ? x + y : y;
    }

    private Tensor Gated(Tensor x)
    {
        var gate = x.AdaptiveAvgPool2d(1);
        gate = choices.OnceIn(2) ? gate.Conv2d(Layer(), Math.Max(1, x.Channels / 4), 1).Relu().Conv2d(Layer(), x.Channels, 1) : gate.Conv2d(Layer(), x.Channels, 1);
        return x * (choices.OnceIn(2) ? gate.HardSigmoid() : gate.Sigmoid());
    }

    private Tensor MaxPool(Tensor x)
    {
        var kernel = Window();
        return x.MaxPool2d(kernel, Step(), Within(kernel), choices.Of(1, 1, 1, 2), choices.Of(false, true));
    }

    private Tensor AvgPool(Tensor x)
    {
        var kernel = Window();
        return x.AvgPool2d(kernel, Step(), Within(kernel), choices.Of(false, true), choices.Of(true, false));
    }

    private Size2 Window() => choices.OnceIn(3) ? (1 + choices.Next(4), 1 + choices.Next(4)) : choices.Of(2, 3, 5);

    private Size2? Step() => choices.Next(4) switch
    {
        0 => null,
        1 => 2,
        2 => 1,
        _ => (1 + choices.Next(3), 1 + choices.Next(3)),
    };

    // Pooling takes at most half a window.
    private Padding Within(Size2 kernel) => choices.Next(3) switch
    {
        0 => Padding.None,
        1 => (kernel.Height / 2, kernel.Width / 2),
        _ => (choices.Next(kernel.Height / 2 + 1), choices.Next(kernel.Width / 2 + 1), choices.Next(kernel.Height / 2 + 1), choices.Next(kernel.Width / 2 + 1)),
    };

    private Padding Sides(int limit) => (choices.Next(limit), choices.Next(limit), choices.Next(limit), choices.Next(limit));

    private Tensor Pooled(Tensor x) => x.AdaptiveAvgPool2d(choices.OnceIn(2) ? (1 + choices.Next(7), 1 + choices.Next(7)) : 1);

    private Tensor Branches(Tensor x)
    {
        var branches = Enumerable.Range(0, 2 + choices.Next(3)).Select(_ => choices.Next(4) switch
        {
            0 => Activated(x.Conv2d(Layer(), 1 + choices.Next(40), 1)),
            1 => x.Conv2d(Layer(), 1 + choices.Next(40), 3, padding: 1).Relu(),
            2 => x.MaxPool2d(3, 1, 1),
            _ => x.AvgPool2d(3, 1, 1).Conv2d(Layer(), 1 + choices.Next(40), 1),
        });
        return Tensor.Concat(branches);
    }

    private Tensor Shuffled(Tensor x)
    {
        var divisors = Enumerable.Range(1, x.Channels).Where(divisor => x.Channels % divisor == 0).ToArray();
        if (choices.OnceIn(2)) return x.ChannelShuffle(choices.Of(divisors));
        var half = x.Channels / 2;
        var kept = x.Narrow(1, 0, half);
        var changed = x.Narrow(1, half, x.Channels - half).Conv2d(Layer(), half, 1).Relu();
        return Tensor.Concat(kept, changed).ChannelShuffle(2);
    }

    private Tensor Resized(Tensor x)
    {
        Size2 size = choices.OnceIn(2) ? (2 * x.Height, 2 * x.Width) : (1 + choices.Next(24), 1 + choices.Next(24));
        return choices.OnceIn(2)
            ? x.Interpolate(size, InterpolationMode.Bilinear, choices.Of(false, true))
            : x.Interpolate(size);
    }

    private Tensor Attention(Tensor x)
    {
        var tokens = x.Flatten(2);
        if (choices.OnceIn(3)) return x.MatMul(x.Transpose(2, 3));
        return choices.OnceIn(2)
            ? tokens.Transpose(1, 2).MatMul(tokens).Softmax(2)
            : tokens.MatMul(tokens.Transpose(1, 2)).Softmax(choices.Of(1, 2));
    }

    private Tensor Reduced(Tensor x)
    {
        var dims = Enumerable.Range(1, x.Shape.Rank - 1).Where(_ => choices.OnceIn(2)).ToArray();
        if (dims.Length == 0) dims = [x.Shape.Rank - 1];
        if (dims.Length == x.Shape.Rank - 1) dims = dims[1..];
        var keeps = choices.Of(true, false);
        return choices.Next(3) switch
        {
            0 => x.Mean(dims, keeps),
            1 => x.Sum(dims, keeps),
            _ => x.Amax(dims, keeps),
        };
    }

    private Tensor Line(Tensor x) =>
        x.Conv1d(Layer(), choices.Of(1, 2, 3) * x.Channels, choices.Of(1, 3, 2, 5), choices.Of(1, 2), choices.Next(3), choices.Of(1, 2), choices.OnceIn(3) ? x.Channels : 1, choices.Of(true, false));

    private Tensor Partial(Tensor x)
    {
        var length = 1 + choices.Next(x.Channels);
        var start = choices.Next(x.Channels - length + 1);
        return Activated(x.Narrow(1, start, length).Conv2d(Layer(), 1 + choices.Next(48), choices.Of(1, 3)));
    }

    private Tensor Part(Tensor x)
    {
        var dimension = 1 + choices.Next(x.Shape.Rank - 1);
        var length = 1 + choices.Next(x.Shape[dimension]);
        return x.Narrow(dimension, choices.Next(x.Shape[dimension] - length + 1), length);
    }

    private Tensor Joined(Tensor x)
    {
        var others = Enumerable.Range(0, 1 + choices.Next(3)).Select(_ => Value()).ToList();
        return Tensor.Concat(others.Prepend(x), choices.Of(1, 1, 1, x.Shape.Rank - 1, 2));
    }

    private Tensor Moved(Tensor x)
    {
        if (x.Shape.Rank == 4) return x.Permute(choices.Of<int[]>([0, 2, 3, 1], [0, 1, 3, 2], [0, 3, 1, 2], [0, 2, 1, 3]));
        if (x.Shape.Rank == 3) return choices.OnceIn(2) ? x.Transpose(1, 2) : x.Reshape(x.Shape[0], -1, 1, x.Shape[2]);
        return x.Reshape(x.Shape[0], -1, choices.Of(1, 2, 3), 1);
    }

    /// <summary>Refuses what the reference would take long to compute.</summary>
    private sealed class LimitedRecorder : GraphRecorder
    {
        private const int MostElements = 30_000;
        private const long MostMultiplyAdds = 1_500_000;

        private long multiplyAdds;
        private bool isLimited = true;

        public void AllowLarge() => isLimited = false;

        internal override Tensor Apply(Operator operation, IReadOnlyList<Tensor> inputs, TensorShape shape)
        {
            var cost = operation.MultiplyAdds([.. inputs.Select(input => input.Shape)]);
            // An input of the net must be, whatever its size.
            if (isLimited && ((inputs.Count > 0 && shape.ElementCount > MostElements) || multiplyAdds + cost > MostMultiplyAdds))
                throw new ShapeException($"{operation.Kind} is too large");
            multiplyAdds += cost;
            return base.Apply(operation, inputs, shape);
        }
    }
}
