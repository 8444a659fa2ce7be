using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CompiledNets.Generator.Emission;

/// <summary>Writes indented C# with <c>\n</c> line ends and invariant numbers, whatever the machine's culture.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Writes one line.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0) text.Append(' ', 4 * depth).Append(line);
        text.Append('\n');
    }

    /// <summary>Writes one line.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] ref LineHandler line) => text.Append('\n');

    /// <summary>Writes several lines at the present indentation.</summary>
    public void Lines(string lines)
    {
        foreach (var line in lines.Split('\n')) Line(line.TrimEnd('\r'));
    }

    /// <summary>Opens a braced block, which closes when the result is disposed.</summary>
    public BlockScope Block(string opening)
    {
        Line(opening);
        return Open();
    }

    /// <summary>Opens a braced block, which closes when the result is disposed.</summary>
    public BlockScope Block([InterpolatedStringHandlerArgument("")] ref LineHandler opening)
    {
        text.Append('\n');
        return Open();
    }

    /// <summary>Indents what follows, without braces, until the result is disposed.</summary>
    public BlockScope Indent()
    {
        depth++;
        return new BlockScope(this, braces: false);
    }

    /// <summary>Opens a braced block without a head, which closes when the result is disposed.</summary>
    public BlockScope Block() => Open();

    /// <summary>Opens a loop that counts from 0; what runs once needs no loop.</summary>
    /// <param name="variable">Name of the counter.</param>
    /// <param name="count">How often it runs.</param>
    /// <param name="index">What stands for the counter in expressions: its name, or 0.</param>
    /// <param name="scoped">Whether names declared within must not be seen behind, also where it runs once.</param>
    public BlockScope Loop(string variable, int count, out string index, bool scoped = false)
    {
        index = count == 1 ? "0" : variable;
        if (count > 1) return Block($"for (int {variable} = 0; {variable} < {count}; {variable}++)");
        return scoped ? Open() : default;
    }

    /// <summary>Opens a loop over the units of work, from 0, that are the worker's own.</summary>
    /// <param name="variable">Name of the counter.</param>
    /// <param name="count">How many units there are.</param>
    /// <param name="index">What stands for the counter in expressions: its name, or 0.</param>
    public BlockScope SharedLoop(string variable, int count, out string index) => SharedLoop(variable, 0, count, count, out index);

    /// <summary>Opens a loop over those of some units of work that are the worker's own.</summary>
    /// <param name="variable">Name of the counter, which starts at 0 for the first of them.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many of them there are.</param>
    /// <param name="units">How many units there are in all.</param>
    /// <param name="index">What stands for the counter in expressions: its name, or 0.</param>
    public BlockScope SharedLoop(string variable, int first, int count, int units, out string index)
    {
        index = count == 1 ? "0" : variable;
        if (count == 1) return Block($"if (worker.Owns({first}, {units}))");
        var start = first == 0 ? $"worker.First({Literal.Of(units)})" : $"Math.Max(worker.First({Literal.Of(units)}) - {Literal.Of(first)}, 0)";
        var end = first == 0 ? $"worker.End({Literal.Of(units)})" : $"worker.End({Literal.Of(units)}) - {Literal.Of(first)}";
        if (count < units) end = $"Math.Min({end}, {Literal.Of(count)})";
        return Block($"for (int {variable} = {start}, {variable}End = {end}; {variable} < {variable}End; {variable}++)");
    }

    public override string ToString() => text.ToString();

    private BlockScope Open()
    {
        Line("{");
        depth++;
        return new BlockScope(this, braces: true);
    }

    private void Close(bool braces)
    {
        depth--;
        // Members end with an empty line, which the last one of a block has not.
        if (braces && text.Length > 1 && text[text.Length - 1] == '\n' && text[text.Length - 2] == '\n') text.Length--;
        if (braces) Line("}");
    }

    /// <summary>Ends a block when disposed.</summary>
    public readonly struct BlockScope(CodeWriter? writer, bool braces) : IDisposable
    {
        public void Dispose() => writer?.Close(braces);
    }

    /// <summary>Appends an interpolated line without a string in between, numbers in the invariant culture.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct LineHandler
    {
        private readonly StringBuilder text;

        public LineHandler(int literalLength, int formattedCount, CodeWriter writer)
        {
            text = writer.text;
            text.Append(' ', 4 * writer.depth);
        }

        public void AppendLiteral(string literal) => text.Append(literal);

        public void AppendFormatted(string? value) => text.Append(value);

        public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(long value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(TensorShape value) => text.Append(value);
    }
}
