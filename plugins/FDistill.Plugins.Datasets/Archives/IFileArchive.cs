namespace FDistill.Plugins.Datasets.Archives;

/// <summary>Files by name: a zip file, or a folder. Any number of threads may read at once.</summary>
internal interface IFileArchive : IDisposable
{
    /// <summary>Where it lies.</summary>
    string Path { get; }

    /// <summary>The names of its files, with <c>/</c> between folders, in the order of their characters.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names archive and file.</exception>
    byte[] Read(string name);
}
