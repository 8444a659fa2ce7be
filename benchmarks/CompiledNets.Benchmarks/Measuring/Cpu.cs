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

    /// <summary>Its name, or its architecture where it does not tell.</summary>
    public static string Name => X86Base.IsSupported ? Brand() : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The widest vectors that kernels use in this process.</summary>
    public static int VectorBits => Avx512F.IsSupported ? 512 : Avx2.IsSupported && Fma.IsSupported ? 256 : 128;

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
