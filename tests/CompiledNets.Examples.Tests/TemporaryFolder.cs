namespace CompiledNets.Examples.Tests;

/// <summary>A folder that lasts as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("compilednets-").FullName;

    public string PathOf(string name) => Path.Combine(path, name);

    public string Write(string name, byte[] content)
    {
        var file = PathOf(name);
        File.WriteAllBytes(file, content);
        return file;
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
