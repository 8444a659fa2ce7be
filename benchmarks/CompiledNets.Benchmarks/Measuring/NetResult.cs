using System.Text.Json.Serialization;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>What was measured of one net.</summary>
internal sealed record NetResult
{
    /// <summary>The name of its class.</summary>
    public required string Net { get; init; }

    /// <summary>Of convolutions and linear layers; known from the net, so not among the measured figures.</summary>
    [JsonIgnore]
    public long MultiplyAdds { get; init; }

    public required double OursMinMs { get; init; }

    public required double OursMedianMs { get; init; }

    public required double OrtMinMs { get; init; }

    public required double OrtMedianMs { get; init; }

    /// <summary>How many times the least time of ONNX Runtime is ours.</summary>
    public double RatioMin => OrtMinMs / OursMinMs;

    /// <summary>How many times the median time of ONNX Runtime is ours.</summary>
    public double RatioMedian => OrtMedianMs / OursMedianMs;

    /// <summary>In our fastest run; a multiply-add is two.</summary>
    public required double Gflops { get; init; }

    /// <summary>The part of the core's peak.</summary>
    public double PeakShare { get; init; }

    /// <summary>The largest difference of the outputs, relative to their largest absolute value.</summary>
    public required double MaxError { get; init; }

    /// <summary>Managed memory that a run allocates.</summary>
    public required long AllocatedBytes { get; init; }

    public required long ScratchBytes { get; init; }

    public required long WeightBytes { get; init; }
}

/// <summary>What was measured of all nets.</summary>
/// <param name="Cpu">The processor's name.</param>
/// <param name="PeakGflops">Multiply-adds in registers, two each.</param>
/// <param name="Nets">The nets.</param>
internal sealed record Results(string Cpu, double PeakGflops, IReadOnlyList<NetResult> Nets);
