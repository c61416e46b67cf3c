using System.Globalization;

namespace FDistill.Benchmarks;

/// <summary>What is measured.</summary>
/// <param name="Rounds">Rounds that count; one more warms up.</param>
/// <param name="Batch">Samples in a batch.</param>
/// <param name="Threads">Threads of either side.</param>
/// <param name="Python">The Python that has PyTorch.</param>
internal sealed record BenchmarkSettings(int Rounds, int Batch, int Threads, string Python)
{
    /// <summary>Reads <c>--rounds N --batch N --threads N --python PATH</c>.</summary>
    public static BenchmarkSettings Parse(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : throw new ArgumentException($"{pair[0]} needs a value"));
        int Number(string name, int otherwise) => given.Remove(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var settings = new BenchmarkSettings(
            Number("--rounds", 10), Number("--batch", 64), Number("--threads", Environment.ProcessorCount),
            given.Remove("--python", out var python) ? python : "/usr/bin/python3");
        if (given.Count > 0) throw new ArgumentException($"unknown: {string.Join(", ", given.Keys)}; there are --rounds, --batch, --threads, --python");
        return settings;
    }
}
