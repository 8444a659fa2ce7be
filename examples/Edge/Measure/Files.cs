using CompiledNets;

namespace Edge;

/// <summary>Writes what the programs read.</summary>
internal static class Files
{
    public static long Length(string path) => new FileInfo(path).Length;

    public static void WriteRandomWeights(string path, Graph graph)
    {
        var random = new RandomWeights(seed: 1);
        SafeTensors.Write(path, graph.Parameters.Select(parameter =>
        {
            var values = new float[parameter.Shape.ElementCount];
            random.Read(parameter, values);
            return (parameter.Key, parameter.Shape, values);
        }));
    }

    public static string WriteRandomPicture(string path)
    {
        var pixels = new byte[224 * 224 * 3];
        new Random(1).NextBytes(pixels);
        using var file = File.Create(path);
        file.Write("P6\n224 224\n255\n"u8);
        file.Write(pixels);
        return path;
    }

    public static string WriteOnnx(string path, Graph graph, string weights)
    {
        using var source = SafeTensors.Open(weights);
        using var file = File.Create(path);
        graph.WriteOnnx(source, file);
        return path;
    }
}
