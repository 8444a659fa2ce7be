using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// The one-dimensional transforms of Winograd's minimal filtering F(m, 3) (Lavin and Gray, arXiv 1509.09308): m outputs of a
/// 3-tap filter from m + 2 inputs with m + 2 multiplications. Two of them, over columns and rows, make F(m×m, 3×3).
/// </summary>
/// <param name="Outputs">m: 2 or 4.</param>
internal sealed record WinogradTransform(int Outputs)
{
    /// <summary>Inputs of a tile along one axis.</summary>
    public int Inputs => Outputs + 2;

    /// <summary>Products of a tile.</summary>
    public int Products => Inputs * Inputs;

    /// <summary>The factors that <see cref="EmitInput"/> and <see cref="EmitOutput"/> use as k2, k4 and so on.</summary>
    public void EmitConstants(CodeWriter writer)
    {
        if (Outputs == 2) return;
        foreach (var factor in new[] { 2, 4, 8 }) writer.Line($"V k{factor} = Create({factor}f);");
        foreach (var factor in new[] { 2, 4, 5 }) writer.Line($"V kMinus{factor} = Create(-{factor}f);");
    }

    /// <summary>Writes result0, result1, … of the inputs d0, d1, ….</summary>
    public void EmitInput(CodeWriter writer, InstructionSet isa, string d, string result)
    {
        if (Outputs == 2)
        {
            writer.Line($"V {result}0 = {isa.Subtract($"{d}0", $"{d}2")};");
            writer.Line($"V {result}1 = {isa.Add($"{d}1", $"{d}2")};");
            writer.Line($"V {result}2 = {isa.Subtract($"{d}2", $"{d}1")};");
            writer.Line($"V {result}3 = {isa.Subtract($"{d}1", $"{d}3")};");
            return;
        }
        writer.Line($"V {result}0 = {isa.MultiplyAdd($"{d}0", "k4", isa.MultiplyAdd($"{d}2", "kMinus5", $"{d}4"))};");
        writer.Line($"V {result}Even = {isa.MultiplyAdd($"{d}2", "kMinus4", $"{d}4")};");
        writer.Line($"V {result}Odd = {isa.MultiplyAdd($"{d}1", "kMinus4", $"{d}3")};");
        writer.Line($"V {result}1 = {isa.Add($"{result}Even", $"{result}Odd")};");
        writer.Line($"V {result}2 = {isa.Subtract($"{result}Even", $"{result}Odd")};");
        writer.Line($"{result}Even = {isa.Subtract($"{d}4", $"{d}2")};");
        writer.Line($"{result}Odd = {isa.Subtract($"{d}3", $"{d}1")};");
        writer.Line($"V {result}3 = {isa.MultiplyAdd($"{result}Odd", "k2", $"{result}Even")};");
        writer.Line($"V {result}4 = {isa.MultiplyAdd($"{result}Odd", "kMinus2", $"{result}Even")};");
        writer.Line($"V {result}5 = {isa.MultiplyAdd($"{d}1", "k4", isa.MultiplyAdd($"{d}3", "kMinus5", $"{d}5"))};");
    }

    /// <summary>Writes result0, result1, … of the products d0, d1, ….</summary>
    public void EmitOutput(CodeWriter writer, InstructionSet isa, string d, string result)
    {
        if (Outputs == 2)
        {
            writer.Line($"V {result}0 = {isa.Add(isa.Add($"{d}0", $"{d}1"), $"{d}2")};");
            writer.Line($"V {result}1 = {isa.Subtract(isa.Subtract($"{d}1", $"{d}2"), $"{d}3")};");
            return;
        }
        writer.Line($"V {result}Sum1 = {isa.Add($"{d}1", $"{d}2")};");
        writer.Line($"V {result}Difference1 = {isa.Subtract($"{d}1", $"{d}2")};");
        writer.Line($"V {result}Sum2 = {isa.Add($"{d}3", $"{d}4")};");
        writer.Line($"V {result}Difference2 = {isa.Subtract($"{d}3", $"{d}4")};");
        writer.Line($"V {result}0 = {isa.Add(isa.Add($"{d}0", $"{result}Sum1"), $"{result}Sum2")};");
        writer.Line($"V {result}1 = {isa.MultiplyAdd($"{result}Difference2", "k2", $"{result}Difference1")};");
        writer.Line($"V {result}2 = {isa.MultiplyAdd($"{result}Sum2", "k4", $"{result}Sum1")};");
        writer.Line($"V {result}3 = {isa.Add(isa.MultiplyAdd($"{result}Difference2", "k8", $"{result}Difference1"), $"{d}5")};");
    }
}
