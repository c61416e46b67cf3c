namespace McMaster.NETCore.Plugins.Loader;

/// <summary>Copies of files in a temporary folder, so that the originals can be replaced while in use.</summary>
internal sealed class ShadowCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plugin-");

    public string Of(string path)
    {
        var copy = Path.Combine(_folder.FullName, Path.GetFileName(path));
        if (!File.Exists(copy)) File.Copy(path, copy);
        return copy;
    }

    // A library that is still mapped cannot be deleted everywhere; the temporary folder is then left to the system.
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
