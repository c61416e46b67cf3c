using System.Globalization;

namespace FDistill.Benchmarks.Latent;

/// <summary>The largest memory of this process since it was last asked to forget (Linux).</summary>
internal static class PeakMemory
{
    private const string ForgetPeak = "5";

    /// <summary>Begins anew at the memory held now.</summary>
    public static void Forget() => File.WriteAllText("/proc/self/clear_refs", ForgetPeak);

    /// <summary>Bytes.</summary>
    public static double Bytes()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }
}
