using System.Text.RegularExpressions;
using NuGet.RuntimeModel;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>Which files of a package fit this system: .NET's portable runtime identifiers, and a distribution's own,
/// from the most specific to <c>any</c>.</summary>
internal static partial class RuntimeIdentifiers
{
    /// <summary>The identifiers that a system takes files for.</summary>
    /// <param name="identifier">The system's, as .NET says it: <c>linux-x64</c>, <c>debian.13-x64</c>,
    /// <c>win-arm64</c>.</param>
    public static RuntimeGraph Graph(string identifier)
    {
        var parts = identifier.Split('-');
        var (system, architecture) = (parts[0], parts[^1]);
        var portable = system switch
        {
            _ when Windows().IsMatch(system) => "win",
            _ when MacOS().IsMatch(system) => "osx",
            _ => parts.Contains("musl") || system.StartsWith("alpine", StringComparison.Ordinal) ? "linux-musl" : "linux",
        };
        var own = $"{portable}-{architecture}";
        List<RuntimeDescription> runtimes = portable switch
        {
            "win" => [new(own, ["win"]), new("win", ["any"])],
            "osx" => [new(own, ["osx", $"unix-{architecture}"]), new("osx", ["unix"]), .. Unix(architecture)],
            "linux-musl" => [new(own, ["linux-musl", $"linux-{architecture}"]), new("linux-musl", ["linux"]), .. Linux(architecture)],
            _ => Linux(architecture),
        };
        if (identifier != own) runtimes.Insert(0, new RuntimeDescription(identifier, [own]));
        return new RuntimeGraph([.. runtimes, new RuntimeDescription("any", ["base"]), new RuntimeDescription("base")]);
    }

    private static List<RuntimeDescription> Linux(string architecture) =>
        [new($"linux-{architecture}", ["linux", $"unix-{architecture}"]), new("linux", ["unix"]), .. Unix(architecture)];

    private static RuntimeDescription[] Unix(string architecture) => [new($"unix-{architecture}", ["unix"]), new("unix", ["any"])];

    [GeneratedRegex(@"^win\d*$")]
    private static partial Regex Windows();

    [GeneratedRegex(@"^osx(\.\d+)*$")]
    private static partial Regex MacOS();
}
