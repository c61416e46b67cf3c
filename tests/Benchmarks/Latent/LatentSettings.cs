using System.Globalization;

namespace FDistill.Benchmarks.Latent;

/// <summary>What is measured of full-size latent iterations.</summary>
/// <param name="Rounds">How often each iteration is done; the fastest counts.</param>
/// <param name="Threads">Threads of either side.</param>
/// <param name="Checkpoints">Whether there is gradient checkpointing here.</param>
/// <param name="Peer">Whether eager PyTorch is measured too.</param>
/// <param name="Python">The Python that has PyTorch.</param>
internal sealed record LatentSettings(int Rounds, int Threads, bool Checkpoints, bool Peer, string Python)
{
    /// <summary>Reads <c>--rounds N --threads N --checkpoints yes|no --peer yes|no --python PATH</c>.</summary>
    public static LatentSettings Parse(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : throw new ArgumentException($"{pair[0]} needs a value"));
        int Number(string name, int otherwise) => given.Remove(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        bool Flag(string name, bool otherwise) => given.Remove(name, out var text) ? text == "yes" : otherwise;
        var settings = new LatentSettings(
            Number("--rounds", 2), Number("--threads", Environment.ProcessorCount), Flag("--checkpoints", false), Flag("--peer", true),
            given.Remove("--python", out var python) ? python : "/usr/bin/python3");
        if (given.Count > 0) throw new ArgumentException($"unknown: {string.Join(", ", given.Keys)}; there are --rounds, --threads, --checkpoints, --peer, --python");
        return settings;
    }
}
