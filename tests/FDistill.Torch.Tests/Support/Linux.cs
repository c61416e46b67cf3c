namespace FDistill.Torch.Tests.Support;

/// <summary>What can be tried on Linux alone.</summary>
internal static class Linux
{
    /// <summary>Skips the test elsewhere.</summary>
    public static void Only() => Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has these files");

    /// <summary>TorchSharp's native library, as its package brings it.</summary>
    public static byte[] Bridge() => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libtorch", "libLibTorchSharp.so"));
}
