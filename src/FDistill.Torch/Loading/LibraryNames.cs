namespace FDistill.Torch.Loading;

/// <summary>File names of native libraries on this system.</summary>
internal static class LibraryNames
{
    /// <summary>TorchSharp's own native library, by the name it asks for.</summary>
    public const string Bridge = "LibTorchSharp";

    /// <summary>What has to be in memory before the bridge is loaded:
    /// it names them, and they lie in another folder.</summary>
    public static IReadOnlyList<string> Libtorch { get; } = ["c10", "torch_cpu", "torch"];

    /// <summary>The file of a library: <c>libtorch.so</c>, <c>libtorch.dylib</c>, <c>torch.dll</c>.</summary>
    public static string File(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
