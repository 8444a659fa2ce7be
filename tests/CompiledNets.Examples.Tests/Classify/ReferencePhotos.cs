using System.Text.Json;
using CompiledNets.Testing;
using Xunit;

namespace CompiledNets.Examples.Tests.Classify;

/// <summary>Photos with the answers of PyTorch, which are not part of the repository.</summary>
internal static class ReferencePhotos
{
    public const string Absent = "the trained weights and the photos (../shared/real) are not on this machine";

    private static readonly string? Reference = RepositoryFiles.FindReal("squeezenet1_1.reference.json");

    public static string? Weights { get; } = RepositoryFiles.FindReal("squeezenet1_1.safetensors");

    public static bool ArePresent => Reference is not null && Weights is not null;

    /// <summary>The classes that the reference finds most probable in NAME_227.png, best first.</summary>
    public static List<(int Class, string Name, double Probability)> Top5(string photo)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Reference!));
        var entry = json.RootElement.GetProperty("photos").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == photo);
        return entry.GetProperty("torchvision").GetProperty("top5").EnumerateArray()
            .Select(answer => (answer[0].GetInt32(), answer[1].GetString()!, answer[2].GetDouble())).ToList();
    }

    public static string PathOf(string file)
    {
        var path = RepositoryFiles.FindReal(Path.Combine("photos", file));
        Assert.True(path is not null, $"{file} is missing beside the weights");
        return path;
    }
}
