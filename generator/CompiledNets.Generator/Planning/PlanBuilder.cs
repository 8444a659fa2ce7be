namespace CompiledNets.Generator.Planning;

/// <summary>Collects what steps refer to while they are built: tables and packed weights.</summary>
internal sealed class PlanBuilder
{
    // Packed weights start on a cache line.
    private const int Alignment = 16;

    private readonly List<EquatableArray<int>> tables = [];
    private readonly Dictionary<EquatableArray<int>, int> tableIndices = [];
    private readonly List<WeightRecipe> recipes = [];

    public EquatableArray<EquatableArray<int>> Tables => tables.ToEquatableArray();

    public EquatableArray<WeightRecipe> Recipes => recipes.ToEquatableArray();

    public int WeightLength { get; private set; }

    /// <summary>The name of a table with these numbers.</summary>
    public string Table(IEnumerable<int> numbers)
    {
        var table = numbers.ToEquatableArray();
        if (!tableIndices.TryGetValue(table, out var index))
        {
            index = tables.Count;
            tables.Add(table);
            tableIndices.Add(table, index);
        }
        return $"Table{index}";
    }

    /// <summary>Makes room for packed weights and returns where they start, as C#.</summary>
    public string Weights(int length, Func<int, WeightRecipe> recipe)
    {
        var offset = WeightLength;
        recipes.Add(recipe(offset));
        WeightLength = (offset + length + Alignment - 1) / Alignment * Alignment;
        return Emission.Literal.Offset("weights", offset);
    }
}
