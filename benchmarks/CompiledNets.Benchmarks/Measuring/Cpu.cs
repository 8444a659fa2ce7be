using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>The processor.</summary>
internal static class Cpu
{
    /// <summary>The environment variable that, set to 0, hides AVX-512 from .NET.</summary>
    public const string SwitchOfAvx512 = "DOTNET_EnableAVX512";

    /// <summary>The environment variable that, set to 0, hides AVX2 from .NET.</summary>
    public const string SwitchOfAvx2 = "DOTNET_EnableAVX2";

    private const int FirstBrandLeaf = unchecked((int)0x8000_0002);
    private const int BrandLeaves = 3;

    /// <summary>Its name, with family and model where the name has no number; its architecture where it tells neither.</summary>
    public static string Name => X86Base.IsSupported ? WithModel(Brand()) : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The widest vectors that kernels use in this process.</summary>
    public static int VectorBits => Avx512F.IsSupported ? 512 : Avx2.IsSupported && Fma.IsSupported ? 256 : 128;

    // Virtual machines often have the name of all processors of a maker.
    private static string WithModel(string brand)
    {
        if (brand.Any(char.IsAsciiDigit)) return brand;
        var version = X86Base.CpuId(1, 0).Eax;
        var (family, model) = ((version >> 8) & 0xf, (version >> 4) & 0xf);
        // As both makers document the leaf: the extended parts count where the family is the last of the short ones.
        if (family is 6 or 15) model |= (version >> 12) & 0xf0;
        if (family == 15) family += (version >> 20) & 0xff;
        return $"{brand} (family {family}, model {model})";
    }

    private static string Brand()
    {
        var numbers = new List<int>();
        for (var leaf = 0; leaf < BrandLeaves; leaf++)
        {
            var (a, b, c, d) = X86Base.CpuId(FirstBrandLeaf + leaf, 0);
            numbers.AddRange([a, b, c, d]);
        }
        return Encoding.ASCII.GetString(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(numbers))).TrimEnd('\0').Trim();
    }
}
