using System.Runtime.InteropServices;

namespace FDistill.Cli;

/// <summary>Ends the process at once.</summary>
internal static partial class ProcessEnd
{
    /// <summary>Ends it, and runs nothing more of it.</summary>
    /// <param name="exitCode">Its exit code.</param>
    /// <remarks>
    /// After an exception inside native code <see cref="Environment.Exit"/>
    /// may never return: it runs the destructors of native libraries, and
    /// these may wait for what the failed thread still holds.
    /// </remarks>
    public static void Now(int exitCode)
    {
        if (OperatingSystem.IsWindows()) TerminateProcess(GetCurrentProcess(), (uint)exitCode);
        else Exit(exitCode);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int exitCode);

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentProcess();

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateProcess(nint process, uint exitCode);
}
