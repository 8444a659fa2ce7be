namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>A place that holds a value: what stands on the left of an assignment, or behind a ref parameter.</summary>
internal abstract class Cell
{
    public abstract object? Value { get; set; }
}

/// <summary>A local variable or a parameter.</summary>
internal sealed class Variable(object? value) : Cell
{
    public override object? Value { get; set; } = value;
}

/// <summary>A place reached through its owner, such as a field, a property or an element.</summary>
internal sealed class Accessor(Func<object?> get, Action<object?> set) : Cell
{
    public override object? Value
    {
        get => get();
        set => set(value);
    }
}
