namespace FDistill.Plugins.StableDiffusion.Tests.Support;

/// <summary>A folder that is removed with its content.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fdistill-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
