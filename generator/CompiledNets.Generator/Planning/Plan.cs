using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Planning;

/// <summary>One call of a run.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Operation">What the call does, as part of its method's name, such as <c>Depthwise3x3S2</c>.</param>
/// <param name="Description">The layer, its attributes and shapes for a reader.</param>
/// <param name="Kernel">The specialised kernel; null for a call of the runtime library.</param>
/// <param name="Method">The method of the runtime library; null for a kernel.</param>
/// <param name="Arguments">The arguments as C#, over <c>arena</c>, <c>weights</c>, the inputs' and outputs' names and the tables.</param>
/// <param name="Reads">Which of the plan's pieces of memory it reads.</param>
/// <param name="Writes">Which it writes, those among them that hold what lies between its stages.</param>
internal sealed record Step(
    string Layer, string Operation, string Description, KernelShape? Kernel, string? Method, EquatableArray<string> Arguments,
    EquatableArray<int> Reads, EquatableArray<int> Writes);

/// <summary>A piece of the arena; others may lie there before and after it lives.</summary>
/// <param name="Start">The first float.</param>
/// <param name="Length">The number of floats.</param>
internal sealed record PlanMemory(int Start, int Length);

/// <summary>How an input of the network comes into the arena.</summary>
/// <param name="Name">The name of the declaration's parameter.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Address">Where the first pixel lies in the arena.</param>
/// <param name="Pixel">Floats per pixel.</param>
/// <param name="Row">Floats from row to row.</param>
/// <param name="Block">Floats from block to block.</param>
/// <param name="Memory">Which of the plan's pieces of memory it is.</param>
internal sealed record PlanInput(string Name, TensorShape Shape, int Address, int Pixel, int Row, int Block, int Memory);

/// <summary>An output of the network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record PlanOutput(string Name, TensorShape Shape);

/// <summary>Everything that the run of a network consists of.</summary>
/// <param name="Inputs">The inputs.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="Steps">The calls in order.</param>
/// <param name="Memory">The pieces of the arena that inputs and steps refer to by their index.</param>
/// <param name="Tables">Tables of offsets that calls refer to as <c>Table0</c> and so on.</param>
/// <param name="Weights">How the packed weights come about.</param>
/// <param name="ArenaLength">Floats of the arena.</param>
/// <param name="WeightLength">Floats of the packed weights.</param>
internal sealed record Plan(
    EquatableArray<PlanInput> Inputs, EquatableArray<PlanOutput> Outputs, EquatableArray<Step> Steps,
    EquatableArray<PlanMemory> Memory, EquatableArray<EquatableArray<int>> Tables, EquatableArray<WeightRecipe> Weights, int ArenaLength, int WeightLength);
