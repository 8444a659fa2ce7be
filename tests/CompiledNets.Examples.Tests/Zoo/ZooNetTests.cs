using System.Reflection;
using global::Zoo;
using Mono.Cecil;
using Xunit;

namespace CompiledNets.Examples.Tests.Zoo;

public sealed class ZooNetTests
{
    [Fact]
    public void EveryArchitectureOfTheModelsHasANet()
    {
        using var module = ModuleDefinition.ReadModule(typeof(ZooNet).Assembly.Location);
        var used = ZooNet.All
            .SelectMany(net => module.GetType(net.Class.FullName).Methods.Single(method => method.Name == "Forward").Body.Instructions)
            .Select(instruction => instruction.Operand).OfType<MethodDefinition>()
            .Select(method => $"{method.DeclaringType.Name}.{method.Name}");
        var architectures = typeof(ZooNet).Assembly.GetTypes()
            .Where(type => type.Namespace == "CompiledNets.Models")
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(IsArchitecture)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .ToList();
        Assert.Contains("ResNet.ResNet18", architectures);
        Assert.Empty(architectures.Except(used));
    }

    [Fact]
    public void FamiliesStandTogetherTheCheapestNetFirst()
    {
        var names = ZooNet.All.Select(net => net.Name).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(
            ["ResNet18", "ResNet34", "ResNet50", "ResNet50T", "ResNet50D", "ResNet101", "ResNet152"],
            names.Skip(names.IndexOf("ResNet18")).TakeWhile(name => name.StartsWith("ResNet", StringComparison.Ordinal)));
    }

    // A network of fixed depth and width: an image and nothing else must be given, and it ends in classes or features of a face.
    private static bool IsArchitecture(MethodInfo method) =>
        method.ReturnType == typeof(Tensor)
        && method.GetParameters() is [var image, .. var rest] && image.ParameterType == typeof(Tensor)
        && rest.All(parameter => parameter.HasDefaultValue)
        && rest.Any(parameter => parameter.Name is "classes" or "features");
}
