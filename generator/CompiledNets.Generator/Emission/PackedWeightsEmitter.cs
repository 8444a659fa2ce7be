using System.Security.Cryptography;
using System.Text;
using CompiledNets.Generator.Declaration;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emission;

/// <summary>
/// Writes where the weights lie that are packed when the project is built. A build step packs them with the compiled net itself, so
/// that the net has to be compiled first; the ones that go into the assembly get a place there, a literal of the right length, which
/// the step overwrites.
/// </summary>
internal static class PackedWeightsEmitter
{
    public static string Emit(NetDeclaration net, Plan plan, long embeddedLimit, CancellationToken cancellation)
    {
        var writer = GeneratedFile.Begin("System", "System.IO", "CompiledNets.Runtime");
        var digest = Digest(WeightsEmitter.Emit(net, plan, cancellation));
        var packed = $"new PackedWeights({Literal.Of(net.FullName)}, {Literal.Of(digest)}, {Literal.Of(plan.WeightLength)})";
        var isEmbedded = 4L * plan.WeightLength <= embeddedLimit;
        using (GeneratedFile.OpenNamespace(writer, net))
        using (writer.Block($"partial class {Identifier.EscapeType(net.ClassName)}"))
        {
            writer.Line(GeneratedFile.Attribute);
            writer.Line($"static partial void DescribePackedWeights(ref PackedWeights? packed) => packed = {packed};");
            writer.Line();
            writer.Line(GeneratedFile.Attribute);
            writer.Line($"static partial void OpenWeights(ref AlignedBuffer? packed) => packed = {packed}.{Opening(net, isEmbedded)};");
            if (isEmbedded)
            {
                writer.Line();
                writer.Line("/// <summary>Where the build puts the packed weights.</summary>");
                writer.Line($"private static ReadOnlySpan<byte> EmbeddedWeights => {Place(net, plan, digest)};");
            }
        }
        return writer.ToString();
    }

    private static string Opening(NetDeclaration net, bool isEmbedded) =>
        isEmbedded ? "OpenEmbedded(EmbeddedWeights)" : $"OpenFile(Path.Combine(AppContext.BaseDirectory, {Literal.Of($"{net.FullName}.weights")}))";

    private static string Place(NetDeclaration net, Plan plan, string digest) =>
        Literal.Of(PackedHeader.Text(net.FullName, digest, plan.WeightLength, PackedHeader.Unpacked) + new string('0', 4 * plan.WeightLength)) + "u8";

    private static string Digest(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(16).Select(value => value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
