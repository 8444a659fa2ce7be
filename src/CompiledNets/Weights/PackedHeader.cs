using System.Globalization;
using System.Text;

namespace CompiledNets;

/// <summary>
/// What packed weights begin with, in a file of their own as well as in an assembly: a line of text that says what they are, filled up
/// with spaces, so that the floats behind it start on a cache line. The generator and the runtime library compile this file.
/// </summary>
internal static class PackedHeader
{
    /// <summary>What the line begins with.</summary>
    public const string Magic = "CompiledNets weights";

    /// <summary>The version of the format.</summary>
    public const int Version = 2;

    /// <summary>The order of the floats: by blocks of 16 channels, the same for every instruction set.</summary>
    public const string Layout = "blocks16";

    /// <summary>Stands where the checksum will be until the weights are packed.</summary>
    public const string Unpacked = "--------";

    private const int CacheLine = 64;

    /// <summary>The header.</summary>
    /// <param name="net">The net's class with its namespace.</param>
    /// <param name="plan">A digest of how the net folds and packs its tensors.</param>
    /// <param name="length">The number of floats.</param>
    /// <param name="checksum">CRC-32C of the floats as eight hexadecimal digits, or <see cref="Unpacked"/>.</param>
    public static string Text(string net, string plan, int length, string checksum)
    {
        var text = $"{Magic} {Version.ToString(CultureInfo.InvariantCulture)} {Layout} {plan} {length.ToString(CultureInfo.InvariantCulture)} {checksum} {net}";
        var bytes = Encoding.UTF8.GetByteCount(text) + 1;
        return text + new string(' ', (CacheLine - bytes % CacheLine) % CacheLine) + "\n";
    }
}
