using System.Runtime.InteropServices;

namespace FDistill.Torch.Loading;

/// <summary>How libtorch's threads wait for each other: they look for a moment, then sleep.</summary>
/// <remarks>
/// By themselves they spin for good, which on a busy machine makes a step many times
/// slower. Asleep at once, a step of a small network takes a fifth longer on an
/// idle machine; with a short look first, an eighth longer on a busy one than without.
/// </remarks>
internal static partial class ThreadWaiting
{
    /// <summary>OpenMP's variable: whether threads spin or sleep.</summary>
    public const string Policy = "OMP_WAIT_POLICY";

    /// <summary>GNU OpenMP's variable: how many times they look before they sleep.</summary>
    public const string Looks = "GOMP_SPINCOUNT";

    private const string Passive = "passive", Briefly = "1000";

    /// <summary>Sets what the user has not. Native code reads it when libtorch is
    /// loaded, from the process's own environment, of which .NET's is a copy.</summary>
    public static void Ask()
    {
        if (!OperatingSystem.IsLinux()) return;
        var policy = Environment.GetEnvironmentVariable(Policy);
        Set(Policy, policy ?? Passive);
        if ((Environment.GetEnvironmentVariable(Looks) ?? (policy is null ? Briefly : null)) is { } looks) Set(Looks, looks);
    }

    private static void Set(string name, string value) => _ = SetEnvironment(name, value, overwrite: 1);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
