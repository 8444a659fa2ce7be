using System.Globalization;
using CompiledNets.Generator.Emission;
using CompiledNets.Runtime;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// The one-dimensional transforms of inputs and products along an axis of Winograd's method. What belongs to the points p and −p
/// differs in the signs of every other term only, so both are made of the same two sums.
/// </summary>
/// <param name="Axis">The axis.</param>
internal sealed record WinogradTransform(WinogradAxis Axis)
{
    /// <summary>Additions and multiply-adds of <see cref="EmitInput"/>.</summary>
    public int InputOperations => Axis.Inputs == 1 ? 0
        : (Axis.HasZero ? 2 : 1) * Axis.PairedPoints.Count + Axis.PairedPoints.Count * (2 * (Axis.PairedPoints.Count - 1) + 2);

    /// <summary>Additions and multiply-adds of <see cref="EmitOutput"/>.</summary>
    public int OutputOperations => Axis.Inputs == 1 ? 0 : 2 * Axis.PairedPoints.Count + Axis.Outputs * (Axis.PairedPoints.Count - 1) + (Axis.HasZero ? 2 : 1);

    /// <summary>The factors that <see cref="EmitInput"/> and <see cref="EmitOutput"/> name: those that are not 1.</summary>
    public IEnumerable<double> InputFactors() =>
        Axis.PairedPoints.SelectMany(point => Axis.Polynomial(point).Concat([point, -point])).Concat(Axis.Polynomial()).Where(factor => Math.Abs(factor) != 1);

    /// <inheritdoc cref="InputFactors"/>
    public IEnumerable<double> OutputFactors() =>
        Axis.PairedPoints.Where(point => point != 1).SelectMany(point => Enumerable.Range(1, Math.Max(0, Axis.Outputs - 1)).Select(power => Math.Pow(point, power)));

    /// <summary>Declares factors, each once.</summary>
    public static void EmitFactors(CodeWriter writer, IEnumerable<double> factors)
    {
        foreach (var factor in factors.Distinct().OrderBy(Math.Abs).ThenByDescending(factor => factor)) writer.Line($"V {NameOf(factor)} = Create({Literal.Of((float)factor)});");
    }

    /// <summary>Writes result0, result1, … of the inputs d0, d1, …: for the point 0, for each pair of points, for ∞.</summary>
    public void EmitInput(CodeWriter writer, InstructionSet isa, string d, string result)
    {
        var next = 0;
        var shift = Axis.HasZero ? 1 : 0;
        if (Axis.HasZero) Emit($"V {result}{next++}", Sum(Axis.Polynomial(), 0));
        foreach (var (point, pair) in Axis.PairedPoints.Select((point, pair) => (point, pair + 1)))
        {
            var (plain, times) = Axis.HasZero ? ($"{result}Even{pair}", $"{result}Odd{pair}") : ($"{result}Odd{pair}", $"{result}Even{pair}");
            Emit($"V {plain}", Sum(Axis.Polynomial(point), 1 + shift));
            Emit($"V {times}", Sum(Axis.Polynomial(point), shift));
            Emit($"V {result}{next++}", Plus(isa, times, point, plain));
            Emit($"V {result}{next++}", Plus(isa, times, -point, plain));
        }
        Emit($"V {result}{next}", Sum(Axis.Polynomial(), shift));

        void Emit(string name, string value) => writer.Line($"{name} = {value};");

        // Every other input from the first one on, times the coefficients.
        string Sum(IReadOnlyList<double> coefficients, int first)
        {
            var sum = $"{d}{first + 2 * (coefficients.Count - 1)}";
            for (var i = coefficients.Count - 2; i >= 0; i--) sum = Plus(isa, $"{d}{first + 2 * i}", coefficients[i], sum);
            return sum;
        }
    }

    /// <summary>Writes result0, result1, … of the products d0, d1, ….</summary>
    public void EmitOutput(CodeWriter writer, InstructionSet isa, string d, string result)
    {
        var first = Axis.HasZero ? 1 : 0;
        for (var pair = 0; pair < Axis.PairedPoints.Count; pair++)
        {
            var (positive, negative) = ($"{d}{first + 2 * pair}", $"{d}{first + 2 * pair + 1}");
            writer.Line($"V {result}Sum{pair + 1} = {isa.Add(positive, negative)};");
            if (Axis.Outputs > 1) writer.Line($"V {result}Difference{pair + 1} = {isa.Subtract(positive, negative)};");
        }
        for (var output = 0; output < Axis.Outputs; output++)
        {
            var sum = output == 0 && Axis.HasZero ? $"{d}0" : null;
            foreach (var (point, pair) in Axis.PairedPoints.Select((point, pair) => (point, pair + 1)))
            {
                var term = $"{result}{(output % 2 == 0 ? "Sum" : "Difference")}{pair}";
                sum = sum is null ? term : Plus(isa, term, Math.Pow(point, output), sum);
            }
            var last = $"{d}{Axis.Inputs - 1}";
            if (output == Axis.Outputs - 1) sum = sum is null ? last : isa.Add(sum, last);
            writer.Line($"V {result}{output} = {sum};");
        }
    }

    // sum + factor · value
    private static string Plus(InstructionSet isa, string value, double factor, string sum) => factor switch
    {
        1 => isa.Add(sum, value),
        -1 => isa.Subtract(sum, value),
        _ => isa.MultiplyAdd(value, NameOf(factor), sum),
    };

    private static string NameOf(double factor) =>
        $"k{(factor < 0 ? "Minus" : "")}{Math.Abs(factor).ToString(CultureInfo.InvariantCulture).Replace('.', '_')}";
}
