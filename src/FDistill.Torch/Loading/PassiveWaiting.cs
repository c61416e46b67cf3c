using System.Runtime.InteropServices;

namespace FDistill.Torch.Loading;

/// <summary>Makes libtorch's threads sleep while they wait for each other. They spin otherwise, which on a busy machine makes a step many times slower.</summary>
internal static partial class PassiveWaiting
{
    /// <summary>The variable of OpenMP.</summary>
    public const string Variable = "OMP_WAIT_POLICY";

    /// <summary>Sets the policy, unless the user has. Native code reads it when libtorch is loaded, from the process's own environment, of which .NET's is a copy.</summary>
    public static void Ask()
    {
        if (OperatingSystem.IsLinux()) _ = SetEnvironment(Variable, Environment.GetEnvironmentVariable(Variable) ?? "passive", overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
