namespace CompiledNets.Generator.Planning;

/// <summary>Collects what steps refer to while they are built: memory, tables and packed weights.</summary>
internal sealed class PlanBuilder
{
    // Packed weights start on a cache line.
    private const int Alignment = 16;

    private readonly List<PlanMemory> memory = [];
    private readonly Dictionary<ArenaBuffer, int> memoryIndices = [];
    private readonly List<EquatableArray<int>> tables = [];
    private readonly Dictionary<EquatableArray<int>, int> tableIndices = [];
    private readonly List<WeightRecipe> recipes = [];

    public EquatableArray<PlanMemory> AllMemory => memory.ToEquatableArray();

    public EquatableArray<EquatableArray<int>> Tables => tables.ToEquatableArray();

    public EquatableArray<WeightRecipe> Recipes => recipes.ToEquatableArray();

    public int WeightLength { get; private set; }

    /// <summary>The index of a buffer among the pieces of memory.</summary>
    public int Memory(ArenaBuffer buffer)
    {
        if (!memoryIndices.TryGetValue(buffer, out var index))
        {
            index = memory.Count;
            memory.Add(new PlanMemory(buffer.Offset, buffer.Length));
            memoryIndices.Add(buffer, index);
        }
        return index;
    }

    /// <summary>The indices of some buffers, each once.</summary>
    public EquatableArray<int> Memory(IEnumerable<ArenaBuffer> buffers) => buffers.Select(Memory).Distinct().ToEquatableArray();

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
