using System.Runtime.InteropServices;
using FDistill.Formats.Tests.Support;
using FDistill.Formats.Weights;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Formats.Tests.Weights;

/// <summary>Peak memory while a file of 128 MiB in 64 tensors is read.</summary>
[Collection(AloneCollection.Name)]
public sealed partial class PeakMemoryTests : IDisposable
{
    private const long Tensors = 64, Numbers = 1 << 19, Bytes = Tensors * Numbers * sizeof(float);

    private readonly TemporaryFolder folder = new();
    private readonly WeightFiles files = new();

    /// <summary>Code that is loaded at its first use is not to be counted.</summary>
    public PeakMemoryTests()
    {
        foreach (var name in (string[])["first.safetensors", "first.pth"])
        {
            using var network = new Flat(1);
            using var file = files.Read(Written(name, 1));
            file.CopyTo(network);
            Assert.Equal(Numbers, file.Tensors["w0"].numel());
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.safetensors")]
    [InlineData("a.pth")]
    public void To_open_a_file_takes_next_to_nothing(string name)
    {
        var path = Written(name, Tensors);
        Assert.InRange(Growth(measure =>
        {
            using var file = files.Read(path);
            measure();
        }), long.MinValue, Bytes / 20);
    }

    [Theory]
    [InlineData("a.safetensors")]
    [InlineData("a.pth")]
    public void To_hold_all_tensors_takes_no_more_than_the_file_and_a_fifth(string name)
    {
        var path = Written(name, Tensors);
        Assert.InRange(Growth(measure =>
        {
            using var file = files.Read(path);
            foreach (var _ in file.Tensors) measure();
        }), Bytes / 2, Bytes * 6 / 5);
    }

    [Theory]
    [InlineData("a.safetensors")]
    [InlineData("a.pth")]
    public void To_fill_a_network_takes_no_more_than_the_network_and_a_fifth(string name)
    {
        var path = Written(name, Tensors);
        Assert.InRange(Growth(measure =>
        {
            using var network = new Flat(Tensors);
            using var file = files.Read(path);
            file.CopyTo(network);
            measure();
        }), Bytes / 2, Bytes * 6 / 5);
    }

    /// <summary>One tensor, written under many names: the file is larger than what is in memory.</summary>
    private string Written(string name, long tensors)
    {
        using var scope = NewDisposeScope();
        var tensor = ones([Numbers], dtype: ScalarType.Float32, device: CPU);
        files.Write(folder.File(name), [.. Enumerable.Range(0, (int)tensors).Select(number => KeyValuePair.Create($"w{number}", tensor))], new Dictionary<string, string>());
        return folder.File(name);
    }

    private static long Growth(Action<Action> act)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("memory that was used before is given back on Linux alone");
        GC.Collect();
        _ = GiveFreedMemoryBack(0);
        var before = Environment.WorkingSet;
        var peak = before;
        act(() => peak = Math.Max(peak, Environment.WorkingSet));
        return peak - before;
    }

    /// <summary>What earlier tests freed would else be used again, and the growth not be seen.</summary>
    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int GiveFreedMemoryBack(nint keep);

    /// <summary>A network of the file's tensors.</summary>
    private sealed class Flat : nn.Module
    {
        public Flat(long tensors) : base(nameof(Flat))
        {
            for (var number = 0; number < tensors; number++) register_buffer($"w{number}", empty([Numbers], dtype: ScalarType.Float32, device: CPU));
        }
    }
}
