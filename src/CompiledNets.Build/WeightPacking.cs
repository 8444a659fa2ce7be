using System.Reflection;
using System.Runtime.Loader;
using CompiledNets.Runtime;

namespace CompiledNets.Build;

/// <summary>
/// Folds and packs the weights of the nets of an assembly that has just been compiled, with the nets' own code, and puts them into the
/// assembly or into files beside it.
/// </summary>
internal static class WeightPacking
{
    private const BindingFlags Generated = BindingFlags.Static | BindingFlags.NonPublic;

    /// <param name="assemblyPath">The assembly, whose embedded weights are overwritten.</param>
    /// <param name="folder">Where files go for nets whose weights are not embedded.</param>
    /// <param name="files">The weight files that the project lists.</param>
    public static void Run(string assemblyPath, string folder, string[] files)
    {
        var bytes = File.ReadAllBytes(assemblyPath);
        var image = new AssemblyImage(bytes);
        var assembly = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(image.ForThisProcess()));
        Directory.CreateDirectory(folder);
        var beside = new HashSet<string>();
        foreach (var (net, weights) in NetsOf(assembly))
        {
            var path = files.FirstOrDefault(file => Path.GetFileName(file) == weights)
                ?? throw new BuildException($"{net.FullName} names the weights '{weights}', which the project does not list as CompiledNetsWeights");
            var (place, packed) = Pack(net, path);
            if (image.TryWrite(place, packed)) continue;
            var target = Path.Combine(folder, $"{net.FullName!.Replace('+', '.')}.weights");
            beside.Add(target);
            File.WriteAllBytes(target, packed);
        }
        // Of nets that are gone, or embed their weights now.
        foreach (var stale in Directory.GetFiles(folder, "*.weights").Where(file => !beside.Contains(file))) File.Delete(stale);
        if (image.IsChanged) File.WriteAllBytes(assemblyPath, bytes);
    }

    private static IEnumerable<(Type Net, string Weights)> NetsOf(Assembly assembly) =>
        from type in TypesOf(assembly)
        let weights = type.GetCustomAttribute<CompiledNetAttribute>()?.Weights
        where weights is not null
        orderby type.FullName
        select (type, weights);

    // A type may derive from one of another package, which is not here and which no net needs.
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }

    private static (byte[] Place, byte[] Packed) Pack(Type net, string path)
    {
        var parameters = (Parameter[])Call(net, "ListParameters", [Array.Empty<Parameter>()])[0]!;
        var length = (int)Call(net, "DescribeMemory", 0, 0)[1]!;
        var description = (PackedWeights)Call(net, "DescribePackedWeights", [null])[0]!;
        using var file = SafeTensors.Open(path);
        file.Verify(parameters);
        var packed = new AlignedBuffer(length);
        Call(net, "PackWeights", new WeightPacker(file, parameters, packed));
        return (description.Placeholder(), description.ToBytes(packed));
    }

    // The arguments afterwards, some of which are passed by reference.
    private static object?[] Call(Type net, string method, params object?[] arguments)
    {
        var found = net.GetMethod(method, Generated) ?? throw new BuildException($"{net.FullName} has no method {method}; it was not compiled by this version of CompiledNets");
        found.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        return arguments;
    }
}
