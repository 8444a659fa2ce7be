using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>The variables of one running method, local function or lambda.</summary>
internal sealed class Scope(Scope? parent, ISymbol? owner, object? self, TypeArguments types)
{
    private readonly Dictionary<ISymbol, Cell> cells = new(SymbolEqualityComparer.Default);

    /// <summary>The value of <c>this</c>.</summary>
    public object? Self => self;

    /// <summary>What the type parameters in sight stand for.</summary>
    public TypeArguments Types => types;

    /// <summary>What <c>return</c> returned.</summary>
    public object? Returned { get; set; }

    public void Declare(ISymbol symbol, Cell cell) => cells[symbol] = cell;

    public Cell? Find(ISymbol symbol)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
            if (scope.cells.TryGetValue(symbol, out var cell)) return cell;
        return null;
    }

    /// <summary>The nearest scope of the method that declares a local function.</summary>
    public Scope Of(ISymbol? declaring)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
            if (SymbolEqualityComparer.Default.Equals(scope.Owner, declaring)) return scope;
        return this;
    }

    /// <summary>A copy for a closure: a loop that comes by again declares new variables, and the closure keeps the old ones.</summary>
    public Scope Capture()
    {
        var copy = new Scope(Parent?.Capture(), Owner, self, types);
        foreach (var cell in cells) copy.cells.Add(cell.Key, cell.Value);
        return copy;
    }

    private Scope? Parent => parent;

    private ISymbol? Owner => owner;
}
