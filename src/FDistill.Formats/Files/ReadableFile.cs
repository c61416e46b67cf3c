using Microsoft.Win32.SafeHandles;
using static TorchSharp.torch;

namespace FDistill.Formats.Files;

/// <summary>A file open for reading at any place.</summary>
internal sealed class ReadableFile : IDisposable
{
    private readonly SafeFileHandle handle;

    private ReadableFile(string path, SafeFileHandle handle)
    {
        (this.handle, Path) = (handle, path);
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Its size in bytes.</summary>
    public long Length { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="InvalidDataException">It is a folder.</exception>
    public static ReadableFile Open(string path)
    {
        try
        {
            return new ReadableFile(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw new InvalidDataException($"'{path}' is a folder; a file of weights was expected");
        }
    }

    /// <summary>Fills a span with the bytes from a place on.</summary>
    /// <param name="start">Where they begin.</param>
    /// <param name="bytes">Where they go.</param>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public void Read(long start, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = RandomAccess.Read(handle, bytes, start);
            if (count == 0) throw new InvalidDataException($"'{Path}' ends at byte {Length}; {bytes.Length} more bytes were expected from byte {start} on");
            bytes = bytes[count..];
            start += count;
        }
    }

    /// <summary>Reads numbers straight into a tensor.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="count">How many.</param>
    /// <returns>[count] on the CPU, in the caller's dispose scope.</returns>
    public Tensor ReadNumbers(ScalarType type, long start, long count)
    {
        using var scope = NewDisposeScope();
        var numbers = empty([count], dtype: type, device: CPU);
        foreach (var piece in Pieces.Of(numbers))
        {
            var bytes = piece.bytes;
            Read(start, bytes);
            start += bytes.Length;
        }
        return numbers.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
