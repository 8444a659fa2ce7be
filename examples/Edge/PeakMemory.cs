using System.Text;

namespace Edge;

/// <summary>How much memory this process has used at most, as Linux counts it.</summary>
internal static class PeakMemory
{
    /// <summary>Prints the line <c>VmHWM</c> of the process's status.</summary>
    public static void Print()
    {
        var status = Encoding.ASCII.GetString(File.ReadAllBytes("/proc/self/status"));
        var start = status.IndexOf("VmHWM:", StringComparison.Ordinal);
        Console.WriteLine(status[start..status.IndexOf('\n', start)]);
    }
}
