using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// Loops over the terms of sums. Long ones are sums of parts, which are summed by themselves: the rounding error then grows with the
/// length of a part and the number of parts, not with the number of terms (pairwise summation; N. J. Higham, Accuracy and Stability
/// of Numerical Algorithms, 2nd edition, section 4.2).
/// </summary>
internal static class LongSum
{
    // Adding so many equal numbers loses less than a sixth of 1e-5; a part's own addition is one in as many.
    private const int MostTerms = 128;

    /// <summary>Writes the loops over the terms.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="index">Name of the term's number.</param>
    /// <param name="count">How many terms there are.</param>
    /// <param name="totals">Vectors that are declared and hold what the terms are added to.</param>
    /// <param name="emit">Adds one term, whose number is given as an expression, to the sums of the given names.</param>
    /// <param name="scoped">Whether names declared within must not be seen behind, also where there is one term.</param>
    public static void Emit(CodeWriter writer, InstructionSet isa, string index, int count, IReadOnlyList<string> totals, Action<string, IReadOnlyList<string>> emit, bool scoped = false)
    {
        if (count <= MostTerms)
        {
            using (writer.Loop(index, count, out var term, scoped)) emit(term, totals);
            return;
        }
        EmitLong(writer, isa, index, "0", Literal.Of(count), count, totals, emit);
    }

    /// <summary>Writes the loops over terms whose number is known at run time.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="index">Name of the term's number.</param>
    /// <param name="first">Number of the first term.</param>
    /// <param name="end">Number behind the last one.</param>
    /// <param name="most">As many terms as there can be.</param>
    /// <param name="totals">Vectors that are declared and hold what the terms are added to.</param>
    /// <param name="emit">Adds one term, whose number is given as an expression, to the sums of the given names.</param>
    public static void EmitLong(
        CodeWriter writer, InstructionSet isa, string index, string first, string end, int most, IReadOnlyList<string> totals, Action<string, IReadOnlyList<string>> emit)
    {
        if (most <= MostTerms)
        {
            using (writer.Block($"for (int {index} = {first}; {index} < {end}; {index}++)")) emit(index, totals);
            return;
        }
        var size = MostTerms;
        while (size < most / MostTerms) size *= MostTerms;
        var (part, parts) = ($"{index}Part{size}", totals.Select(total => $"{total}Of{size}").ToList());
        using (writer.Block($"for (int {part} = {first}; {part} < {end}; {part} += {size})"))
        {
            writer.Line($"int {part}End = Math.Min({part} + {size}, {end});");
            foreach (var sum in parts) writer.Line($"V {sum} = V.Zero;");
            EmitLong(writer, isa, index, part, $"{part}End", size, parts, emit);
            for (var i = 0; i < totals.Count; i++) writer.Line($"{totals[i]} = {isa.Add(totals[i], parts[i])};");
        }
    }
}
