using System.Reflection;
using CompiledNets;

namespace Zoo;

/// <summary>A net of the zoo.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Info">What it costs.</param>
/// <param name="Trace">Its declaration as a graph.</param>
/// <param name="Load">Makes one with random weights.</param>
internal sealed record ZooNet(Type Class, NetInfo Info, Func<Graph> Trace, Func<LoadedNet> Load)
{
    /// <summary>Every net that this assembly declares: families in the order of the alphabet, in each the cheapest first.</summary>
    public static IReadOnlyList<ZooNet> All { get; } =
    [
        .. typeof(ZooNet).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(CompiledNetAttribute)))
            .Select(Of)
            .OrderBy(net => net.Family, StringComparer.Ordinal)
            .ThenBy(net => net.Info.MultiplyAdds)
            .ThenBy(net => net.Name, StringComparer.Ordinal),
    ];

    /// <summary>The name of its class.</summary>
    public string Name => Class.Name;

    // ResNet18 is a ResNet, EfficientNetB0OfTensorFlow an EfficientNetB.
    private string Family => new([.. Name.TakeWhile(letter => !char.IsAsciiDigit(letter))]);

    /// <summary>The net of that name, or null.</summary>
    public static ZooNet? Find(string name) => All.FirstOrDefault(net => net.Name == name);

    private static ZooNet Of(Type type) =>
        (ZooNet)typeof(ZooNet).GetMethod(nameof(OfClass), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!;

    private static ZooNet OfClass<TNet>() where TNet : IUnaryNet<TNet> => new(typeof(TNet), TNet.Info, TNet.Trace, LoadedNet.Of<TNet>);
}
