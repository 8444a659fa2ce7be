using Mono.Cecil;

namespace Zoo;

/// <summary>How much code a net consists of.</summary>
internal static class CodeSize
{
    /// <summary>
    /// Bytes of intermediate language of all methods of this assembly that a run reaches: the steps, and every kernel once, in all
    /// the instruction sets that the build has emitted. Nets that share a kernel count it each.
    /// </summary>
    /// <param name="net">The class of the net.</param>
    public static long Of(Type net)
    {
        // A module keeps all instructions that it has read, so each net has its own.
        using var module = ModuleDefinition.ReadModule(net.Assembly.Location);
        var pending = new Stack<MethodDefinition>(module.GetType(net.FullName).Methods.Where(method => method.Name == "Run"));
        var reached = new HashSet<MethodDefinition>();
        while (pending.TryPop(out var method))
        {
            if (!method.HasBody || !reached.Add(method)) continue;
            foreach (var instruction in method.Body.Instructions)
                if (instruction.Operand is MethodDefinition called) pending.Push(called);
        }
        return reached.Sum(method => (long)method.Body.CodeSize);
    }
}
