namespace CompiledNets.Benchmarks.Measuring;

/// <summary>Times of one thing, in milliseconds.</summary>
internal sealed class Samples
{
    private readonly List<double> milliseconds = [];

    public double Least => milliseconds.Min();

    public double Median
    {
        get
        {
            var sorted = milliseconds.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public void Add(TimeSpan time) => Add(time.TotalMilliseconds);

    public void Add(double time) => milliseconds.Add(time);
}
