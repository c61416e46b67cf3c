namespace McMaster.NETCore.Plugins.Loader;

/// <summary>The file names under which a native library may lie, after the habits of the operating system.</summary>
internal static class NativeLibraryNames
{
    private static readonly string s_extension =
        OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";

    private static readonly string[] s_prefixes = OperatingSystem.IsWindows() ? [""] : ["lib", ""];

    public static IEnumerable<string> VariationsOf(string name)
    {
        foreach (var prefix in s_prefixes)
        {
            if (!name.EndsWith(s_extension, StringComparison.Ordinal)) yield return prefix + name + s_extension;
            yield return prefix + name;
        }
    }
}
