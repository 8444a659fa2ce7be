using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CompiledNets;
using ReadDigits;

namespace NativeLibrary;

/// <summary>
/// The functions of digitreader.h. No exception may leave them, as the caller knows none: each that can fail returns a code or null and
/// keeps the message for <see cref="LastError"/>.
/// </summary>
internal static unsafe class Exports
{
    private const int Ok = 0, Failed = 1;

    private static readonly PixelFormat Gray = PixelFormat.Gray(scale: 1 / 255f);

    // Native memory, so that the caller may read it for as long as its thread makes no other mistake.
    [ThreadStatic]
    private static byte* lastError;

    [UnmanagedCallersOnly(EntryPoint = "digit_reader_create", CallConvs = [typeof(CallConvCdecl)])]
    public static nint Create(byte* weightsPath)
    {
        try
        {
            var net = weightsPath is null ? DigitReader.Load() : DigitReader.Load(Marshal.PtrToStringUTF8((nint)weightsPath)!);
            return GCHandle.ToIntPtr(GCHandle.Alloc(net));
        }
        catch (Exception error)
        {
            Keep(error.Message);
            return 0;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "digit_reader_fork", CallConvs = [typeof(CallConvCdecl)])]
    public static nint Fork(nint reader)
    {
        try
        {
            return GCHandle.ToIntPtr(GCHandle.Alloc(Net(reader).Fork()));
        }
        catch (Exception error)
        {
            Keep(error.Message);
            return 0;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "digit_reader_run", CallConvs = [typeof(CallConvCdecl)])]
    public static int Run(nint reader, byte* pixels, nuint pixelCount, float* logits, nuint logitCount)
    {
        try
        {
            Net(reader).Run(new ReadOnlySpan<byte>(pixels, checked((int)pixelCount)), Gray, new Span<float>(logits, checked((int)logitCount)));
            return Ok;
        }
        catch (Exception error)
        {
            Keep(error.Message);
            return Failed;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "digit_reader_destroy", CallConvs = [typeof(CallConvCdecl)])]
    public static void Destroy(nint reader)
    {
        if (reader != 0) GCHandle.FromIntPtr(reader).Free();
    }

    [UnmanagedCallersOnly(EntryPoint = "digit_reader_last_error", CallConvs = [typeof(CallConvCdecl)])]
    public static byte* LastError() => lastError;

    private static DigitReader Net(nint reader) =>
        reader == 0 ? throw new ArgumentException("the reader is NULL") : (DigitReader)GCHandle.FromIntPtr(reader).Target!;

    private static void Keep(string message)
    {
        NativeMemory.Free(lastError);
        var bytes = Encoding.UTF8.GetBytes(message);
        lastError = (byte*)NativeMemory.Alloc((nuint)bytes.Length + 1);
        bytes.CopyTo(new Span<byte>(lastError, bytes.Length));
        lastError[bytes.Length] = 0;
    }
}
