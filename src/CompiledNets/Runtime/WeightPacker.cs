using System.ComponentModel;

namespace CompiledNets.Runtime;

/// <summary>The tensors of a layer; converts from the state-dict prefix.</summary>
/// <param name="Name">The state-dict prefix.</param>
/// <param name="Part">The part of the stored layer that is read; null for all of it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct LayerWeights(string Name, ParameterPart? Part)
{
    /// <summary>All of a layer.</summary>
    public static implicit operator LayerWeights(string name) => new(name, null);
}

/// <summary>A BatchNorm that is folded into the layer before it.</summary>
/// <param name="Layer">Its tensors.</param>
/// <param name="Eps">Added to the variance.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct FoldedNorm(LayerWeights Layer, double Eps);

/// <summary>
/// Reads the state dict, folds BatchNorms and lays weights out in the order in which the kernels read them. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class WeightPacker
{
    private const int BlockLanes = 16;

    private readonly WeightSource source;
    private readonly Dictionary<string, Parameter> parameters;
    private readonly AlignedBuffer target;

    /// <summary>Packs from a source, which has been verified, into zeroed memory.</summary>
    public WeightPacker(WeightSource source, IEnumerable<Parameter> parameters, AlignedBuffer target)
    {
        this.source = source;
        this.parameters = parameters.ToDictionary(parameter => parameter.Key);
        this.target = target;
    }

    /// <summary>
    /// Weights of a convolution or linear layer: the biases, then per panel of output channels the weights in the order in which
    /// the input's channels and the taps are read.
    /// </summary>
    /// <param name="offset">Where the block starts, in floats.</param>
    /// <param name="layer">Its tensors.</param>
    /// <param name="norms">BatchNorms to fold in, first one first.</param>
    /// <param name="groups">Groups of the convolution.</param>
    /// <param name="outputLanes">The output channel of each lane.</param>
    /// <param name="inputLanes">The input channel of each lane that is read; one list per panel, joined, where panels differ.</param>
    /// <param name="panel">Blocks of 16 outputs side by side.</param>
    /// <param name="segment">Input lanes that are read tap by tap together: 16, or 1 where a table tells where each channel lies.</param>
    /// <param name="panelLanes">How many of the input lanes are each panel's own; empty where all panels read the same.</param>
    public void Convolution(
        int offset, LayerWeights layer, FoldedNorm[] norms, int groups, int[] outputLanes, int[] inputLanes, int panel, int segment, int[] panelLanes)
    {
        var weights = ReadFolded(layer, norms);
        var outputsPerGroup = weights.Outputs / groups;
        WriteLanes(offset, outputLanes, channel => weights.Biases[channel]);
        var at = target.Pointer + offset + outputLanes.Length;
        var first = 0;
        for (var p = 0; p * panel * BlockLanes < outputLanes.Length; p++)
        {
            var lanes = panelLanes.Length == 0 ? inputLanes.Length : panelLanes[p];
            at = WritePanel(at, weights, outputsPerGroup, PanelOf(outputLanes, p, panel), inputLanes.AsSpan(first, lanes), segment);
            if (panelLanes.Length > 0) first += lanes;
        }
    }

    /// <summary>
    /// Weights of a convolution by Winograd's method: the biases, then for each product of a tile a matrix as of a convolution without
    /// bias whose taps are the kernel's parts. First come the products at finite points of both axes, then those at ∞ of the horizontal
    /// axis, then those at ∞ of the vertical one; where all parts have all taps, ∞ is a point like the others.
    /// </summary>
    /// <param name="offset">Where the block starts, in floats.</param>
    /// <param name="layer">Its tensors.</param>
    /// <param name="norms">BatchNorms to fold in, first one first.</param>
    /// <param name="vertical">The axis over the rows.</param>
    /// <param name="horizontal">The axis over the columns.</param>
    /// <param name="outputLanes">The output channel of each lane.</param>
    /// <param name="inputLanes">The input channel of each lane.</param>
    public void Winograd(
        int offset, LayerWeights layer, FoldedNorm[] norms, WinogradAxis vertical, WinogradAxis horizontal, int[] outputLanes, int[] inputLanes)
    {
        var (weight, inputs, taps, factors, biases) = ReadFolded(layer, norms);
        WriteLanes(offset, outputLanes, channel => biases[channel]);
        var filter = new WinogradFilter(vertical, horizontal);
        var transformed = new double[filter.Length];
        // A block of inputs is read part by part.
        var segment = Math.Min(inputLanes.Length, BlockLanes);
        for (var start = 0; start < outputLanes.Length; start += BlockLanes)
            for (var i = 0; i < inputLanes.Length; i++)
                for (var o = 0; o < BlockLanes; o++)
                {
                    var (input, output) = (inputLanes[i], outputLanes[start + o]);
                    if (input < 0 || output < 0) continue;
                    filter.Transform(weight.AsSpan((output * inputs + input) * taps, taps), factors[output], transformed);
                    var block = start * inputLanes.Length + i / segment * segment * BlockLanes;
                    var within = i % segment * BlockLanes + o;
                    var matrix = target.Pointer + offset + outputLanes.Length;
                    var next = 0;
                    foreach (var parts in filter.PartsOfProducts)
                    {
                        for (var part = 0; part < parts; part++) matrix[block * parts + part * segment * BlockLanes + within] = (float)transformed[next++];
                        matrix += (long)outputLanes.Length * inputLanes.Length * parts;
                    }
                }
    }

    /// <summary>
    /// Weights of a convolution by Strassen's method in Winograd's form: the biases, then matrices as of a convolution without
    /// bias: the quarters A11, A12 and A22, the sums S1 = A21 + A22, S2 = S1 − A11, S3 = A11 − A21, S4 = A12 − S2, and where there
    /// is a rest A21.
    /// </summary>
    /// <param name="offset">Where the block starts, in floats.</param>
    /// <param name="layer">Its tensors.</param>
    /// <param name="norms">BatchNorms to fold in, first one first.</param>
    /// <param name="outputLanes">The output channel of each lane.</param>
    /// <param name="inputLanes">The input channel of each lane.</param>
    /// <param name="hasRest">Whether A21 is kept.</param>
    public void Strassen(int offset, LayerWeights layer, FoldedNorm[] norms, int[] outputLanes, int[] inputLanes, bool hasRest)
    {
        var weights = ReadFolded(layer, norms);
        WriteLanes(offset, outputLanes, channel => weights.Biases[channel]);
        var (upper, lower) = (outputLanes[..(outputLanes.Length / 2)], outputLanes[(outputLanes.Length / 2)..]);
        var (left, right) = (inputLanes[..(inputLanes.Length / 2)], inputLanes[(inputLanes.Length / 2)..]);
        var length = (long)upper.Length * left.Length * weights.Taps;
        var a11 = target.Pointer + offset + outputLanes.Length;
        float* a12 = a11 + length, a22 = a12 + length, s1 = a22 + length, s2 = s1 + length, s3 = s2 + length, s4 = s3 + length;
        // Where it is not kept, A21 stands for a while where S1 replaces it number by number.
        var a21 = hasRest ? s4 + length : s1;
        WriteMatrix(a11, weights, upper, left);
        WriteMatrix(a12, weights, upper, right);
        WriteMatrix(a21, weights, lower, left);
        WriteMatrix(a22, weights, lower, right);
        for (long i = 0; i < length; i++)
        {
            double upperLeft = a11[i], lowerLeft = a21[i], lowerSum = lowerLeft + a22[i];
            s1[i] = (float)lowerSum;
            s2[i] = (float)(lowerSum - upperLeft);
            s3[i] = (float)(upperLeft - lowerLeft);
            s4[i] = (float)(a12[i] - (lowerSum - upperLeft));
        }
    }

    /// <summary>Weights of a depthwise convolution: per block of 16 channels the biases, then the taps.</summary>
    /// <param name="offset">Where the block starts, in floats.</param>
    /// <param name="layer">Its tensors.</param>
    /// <param name="norms">BatchNorms to fold in, first one first.</param>
    /// <param name="lanes">The channel of each lane.</param>
    public void Depthwise(int offset, LayerWeights layer, FoldedNorm[] norms, int[] lanes)
    {
        var (weight, _, taps, factors, biases) = ReadFolded(layer, norms);
        for (var block = 0; block < lanes.Length / BlockLanes; block++)
        {
            var channels = lanes.AsSpan(block * BlockLanes, BlockLanes).ToArray();
            var at = offset + block * BlockLanes * (1 + taps);
            WriteLanes(at, channels, channel => biases[channel]);
            for (var tap = 0; tap < taps; tap++)
                WriteLanes(at + (1 + tap) * BlockLanes, channels, channel => weight[channel * taps + tap] * factors[channel]);
        }
    }

    /// <summary>
    /// Weights of a grouped convolution whose groups share a block: per block of 16 channels the biases, then tap by tap, for
    /// each channel of a group, the weights with which it goes into the 16 outputs.
    /// </summary>
    /// <param name="offset">Where the block starts, in floats.</param>
    /// <param name="layer">Its tensors.</param>
    /// <param name="norms">BatchNorms to fold in, first one first.</param>
    /// <param name="groupWidth">Channels of a group.</param>
    /// <param name="lanes">The channel of each lane.</param>
    public void Grouped(int offset, LayerWeights layer, FoldedNorm[] norms, int groupWidth, int[] lanes)
    {
        var (weight, inputs, taps, factors, biases) = ReadFolded(layer, norms);
        var at = offset;
        foreach (var channels in lanes.Chunk(BlockLanes))
        {
            WriteLanes(at, channels, channel => biases[channel]);
            at += BlockLanes;
            for (var tap = 0; tap < taps; tap++)
                for (var input = 0; input < groupWidth; input++, at += BlockLanes)
                {
                    var place = input * taps + tap;
                    WriteLanes(at, channels, channel => weight[channel * inputs * taps + place] * factors[channel]);
                }
        }
    }

    /// <summary>A BatchNorm that stands by itself: per block of 16 channels the factors, then the offsets.</summary>
    /// <param name="offset">Where the block starts, in floats.</param>
    /// <param name="norm">The BatchNorm.</param>
    /// <param name="lanes">The channel of each lane.</param>
    public void Norm(int offset, FoldedNorm norm, int[] lanes)
    {
        var (factors, offsets) = (OfOnes(lanes.Max() + 1), new double[lanes.Max() + 1]);
        Apply(norm, factors, offsets);
        for (var block = 0; block < lanes.Length / BlockLanes; block++)
        {
            var channels = lanes.AsSpan(block * BlockLanes, BlockLanes).ToArray();
            WriteLanes(offset + block * 2 * BlockLanes, channels, channel => factors[channel]);
            WriteLanes(offset + block * 2 * BlockLanes + BlockLanes, channels, channel => offsets[channel]);
        }
    }

    /// <summary>Numbers of one tensor, as they are.</summary>
    /// <param name="offset">Where the block starts, in floats.</param>
    /// <param name="key">The tensor's key.</param>
    /// <param name="lanes">The index of each number; −1 for a lane without one, which is set to 0.</param>
    public void Parameter(int offset, string key, int[] lanes)
    {
        var values = Read(parameters[key]);
        WriteLanes(offset, lanes, index => values[index]);
    }

    /// <summary>0 in each lane with a channel, −∞ in the others.</summary>
    /// <param name="offset">Where the block starts, in floats.</param>
    /// <param name="lanes">The channel of each lane.</param>
    public void Mask(int offset, int[] lanes)
    {
        for (var i = 0; i < lanes.Length; i++) target.Pointer[offset + i] = lanes[i] < 0 ? float.NegativeInfinity : 0;
    }

    private void WriteLanes(int offset, int[] lanes, Func<int, double> value)
    {
        for (var i = 0; i < lanes.Length; i++) target.Pointer[offset + i] = lanes[i] < 0 ? 0 : (float)value(lanes[i]);
    }

    private static ReadOnlySpan<int> PanelOf(int[] lanes, int index, int panel)
    {
        var start = index * panel * BlockLanes;
        return lanes.AsSpan(start, Math.Min(panel * BlockLanes, lanes.Length - start));
    }

    // Of one group, whose blocks of input lanes are read tap by tap.
    private static void WriteMatrix(float* at, FoldedWeights weights, int[] outputLanes, int[] inputLanes)
    {
        for (var block = 0; block < outputLanes.Length / BlockLanes; block++)
            at = WritePanel(at, weights, weights.Outputs, PanelOf(outputLanes, block, 1), inputLanes, BlockLanes);
    }

    private static float* WritePanel(
        float* at, FoldedWeights weights, int outputsPerGroup, ReadOnlySpan<int> outputLanes, ReadOnlySpan<int> inputLanes, int segment)
    {
        var (weight, inputs, taps, factors, _) = weights;
        for (var start = 0; start < inputLanes.Length; start += segment)
            for (var tap = 0; tap < taps; tap++)
                foreach (var input in inputLanes[start..Math.Min(start + segment, inputLanes.Length)])
                    foreach (var output in outputLanes)
                        *at++ = input < 0 || output < 0 || input / inputs != output / outputsPerGroup
                            ? 0
                            : (float)(weight[(output * inputs + input % inputs) * taps + tap] * factors[output]);
        return at;
    }

    private sealed record FoldedWeights(float[] Values, int Inputs, int Taps, double[] Factors, double[] Biases)
    {
        public int Outputs => Factors.Length;
    }

    private FoldedWeights ReadFolded(LayerWeights layer, FoldedNorm[] norms)
    {
        var parameter = Find(layer, "weight")!;
        var (outputs, inputs, taps) = (parameter.Shape[0], parameter.Shape[1], parameter.Shape.Skip(2).Aggregate(1, (product, size) => product * size));
        // A chain of BatchNorms is one factor and one offset per channel, worked out in double.
        var factors = OfOnes(outputs);
        var biases = new double[outputs];
        if (Find(layer, "bias") is { } bias) Array.Copy(Read(bias), biases, outputs);
        foreach (var norm in norms) Apply(norm, factors, biases);
        return new FoldedWeights(Read(parameter), inputs, taps, factors, biases);
    }

    private void Apply(FoldedNorm norm, double[] factors, double[] offsets)
    {
        var scale = Read(Find(norm.Layer, "weight")!);
        var shift = Read(Find(norm.Layer, "bias")!);
        var mean = Read(Find(norm.Layer, "running_mean")!);
        var variance = Read(Find(norm.Layer, "running_var")!);
        for (var i = 0; i < factors.Length; i++)
        {
            var factor = scale[i] / Math.Sqrt(variance[i] + norm.Eps);
            factors[i] *= factor;
            offsets[i] = (offsets[i] - mean[i]) * factor + shift[i];
        }
    }

    private static double[] OfOnes(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    private Parameter? Find(LayerWeights layer, string tensor)
    {
        var stored = parameters.GetValueOrDefault($"{layer.Name}.{tensor}");
        return layer.Part is { } part && stored is not null
            ? stored with { Shape = stored.Shape.With(part.Dimension, part.Length), Part = part }
            : stored;
    }

    private float[] Read(Parameter parameter)
    {
        var values = new float[parameter.Shape.ElementCount];
        source.Read(parameter, values);
        return values;
    }
}
