using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using CompiledNets;
using CompiledNets.Testing;
using NativeGoldens;

// Prints the kernels in use and each net's name, ends with 1 where an output is not that of the reference.
Console.WriteLine(
    Avx512F.IsSupported ? "Avx512"
    : Avx2.IsSupported && Fma.IsSupported ? "Avx2"
    : AdvSimd.Arm64.IsSupported ? "AdvSimd"
    : "Vector128");
bool[] right =
[
    IsRight<Inverted>("mobilenet_v2_64x64"),
    IsRight<Shuffled>("shufflenet_v2_x1_0_64x64"),
    IsRight<SqueezedAndExcited>("mobilenet_v3_small_64x64"),
    IsRight<Residual>("resnet18_64x64"),
    IsRight<Inception>("googlenet_64x64"),
];
return right.All(isRight => isRight) ? 0 : 1;

static bool IsRight<TNet>(string name) where TNet : IUnaryNet<TNet>
{
    var golden = Golden.Load(name);
    var output = new float[TNet.OutputCount];
    TNet.Load(golden.Weights).Run(golden.Input, output);
    var deviation = golden.Deviation([.. output.Select(value => (double)value)]);
    var isRight = deviation <= Tolerance.Compiled;
    Console.WriteLine(isRight ? name : $"{name} deviates by {deviation}");
    return isRight;
}
