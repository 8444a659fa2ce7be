namespace CompiledNets.Fuzz.Nets;

/// <summary>Reads one of ten floats, or beside them, so that a test sees what becomes of the process.</summary>
internal static unsafe class GuardProbe
{
    public const string Command = "guard-probe";

    private const int Length = 10;

    public static int Run(GuardSide side, int index)
    {
        using var block = new GuardedMemory(side).Floats(Length);
        using var pin = block.Memory.Pin();
        return ((float*)pin.Pointer)[index] == 0 ? 0 : 1;
    }
}
