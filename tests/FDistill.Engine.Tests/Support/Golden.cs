namespace FDistill.Engine.Tests.Support;

/// <summary>Files that PyTorch 1.13 wrote (Checkpoints/Golden/make.py).</summary>
internal static class Golden
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Checkpoints", "Golden", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path(name));
}
