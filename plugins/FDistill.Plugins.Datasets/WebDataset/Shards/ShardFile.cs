using Microsoft.Win32.SafeHandles;

namespace FDistill.Plugins.Datasets.WebDataset.Shards;

/// <summary>An open shard. Any number of threads may read at once.</summary>
/// <param name="path">The file.</param>
/// <param name="number">Its number among the dataset's shards.</param>
internal sealed class ShardFile(string path, int number) : IDisposable
{
    private readonly SafeFileHandle handle = File.OpenHandle(path);

    /// <summary>Where it lies.</summary>
    public string Path => path;

    /// <summary>Its name.</summary>
    public string Name { get; } = System.IO.Path.GetFileName(path);

    /// <summary>Its number among the dataset's shards.</summary>
    public int Number => number;

    /// <summary>Its size in bytes.</summary>
    public long Length { get; } = new FileInfo(path).Length;

    /// <summary>Reads the bytes of a member.</summary>
    /// <exception cref="InvalidDataException">The file has become shorter.</exception>
    public byte[] Read(ShardMember member)
    {
        var bytes = new byte[member.Length];
        for (var read = 0; read < bytes.Length;)
        {
            var more = RandomAccess.Read(handle, bytes.AsSpan(read), member.Start + read);
            if (more == 0) throw new InvalidDataException("the shard ends before it does");
            read += more;
        }

        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}

/// <summary>A file in a shard.</summary>
/// <param name="Start">Where its bytes begin.</param>
/// <param name="Length">How many there are.</param>
internal readonly record struct ShardMember(long Start, long Length);
