namespace FDistill.Formats.Tests.Support;

/// <summary>Files that PyTorch 1.13 wrote (Weights/Golden/make.py).</summary>
internal static class Golden
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Weights", "Golden", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path(name));
}
