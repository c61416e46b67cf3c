using FDistill.Formats.Weights;
using static TorchSharp.torch;

namespace FDistill.Formats.Tests.Support;

/// <summary>The law of every format: a file is read, or refused by one error that names it.</summary>
internal static class ReadOrRefused
{
    public static void Check(string path)
    {
        using var scope = NewDisposeScope();
        try
        {
            using var file = new WeightFiles().Read(path);
            foreach (var entry in file.Entries) file.Read(entry.Name);
        }
        catch (InvalidDataException error)
        {
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }
}
