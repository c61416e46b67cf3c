using System.Reflection;
using System.Runtime.InteropServices;
using NuGet.Frameworks;
using NuGet.Versioning;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>The .NET that this program runs on: for which frameworks a package's files may be made, and which packages
/// it makes needless.</summary>
internal static class FrameworkPackages
{
    /// <summary>Packages that hold nothing but references to others, all of which are part of .NET.</summary>
    private static readonly string[] References = ["NETStandard.Library", "Microsoft.NETCore.App", "Microsoft.NETCore.Platforms", "Microsoft.NETCore.Targets"];

    /// <summary>What the names of .NET's own assemblies begin with: in its folder there are native libraries too, and
    /// in
    /// a self-contained program all else that it brings.</summary>
    private static readonly string[] Prefixes = ["System.", "Microsoft.CSharp", "Microsoft.VisualBasic", "Microsoft.Win32."];

    /// <summary>The frameworks in the order in which a package is asked for them: this .NET and what it is compatible
    /// with, then .NET Framework, as the SDK does.</summary>
    public static IReadOnlyList<NuGetFramework> Accepted { get; } =
        [.. new[] { $"net{Environment.Version.Major}.0", "net481", "net48", "net472", "net471", "net47", "net462", "net461" }.Select(NuGetFramework.Parse)];

    /// <summary>Whether .NET itself has what a package of some version would bring: an assembly of its name that is as
    /// new.</summary>
    /// <param name="id">The package's name.</param>
    /// <param name="range">The versions that will do.</param>
    public static bool Provides(string id, VersionRange range)
    {
        if (References.Contains(id, StringComparer.OrdinalIgnoreCase)) return true;
        if (!Prefixes.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal))) return false;
        var assembly = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), id + ".dll");
        return File.Exists(assembly) && (range.MinVersion is not { } least || AssemblyName.GetAssemblyName(assembly).Version >= least.Version);
    }
}
