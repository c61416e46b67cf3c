using System.Security.Cryptography;
using System.Text.Json;
using FDistill.Formats.Files;

namespace FDistill.Engine.Checkpoints;

/// <summary>What makes a folder a checkpoint: it is written last and vouches for every other file.</summary>
/// <param name="Format">The version of this layout.</param>
/// <param name="Iteration">How many iterations were done.</param>
/// <param name="Counters">The state's whole numbers.</param>
/// <param name="Files">Size and hash of every other file, by name.</param>
internal sealed record CheckpointManifest(
    string Format, long Iteration, IReadOnlyDictionary<string, long> Counters, IReadOnlyDictionary<string, CheckpointFile> Files)
{
    /// <summary>The manifest's file name.</summary>
    public const string FileName = "manifest.json";

    private const string Version = "fdistill-checkpoint/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Describes the files of a folder and finishes it.</summary>
    public static void Finish(string folder, long iteration, IReadOnlyDictionary<string, long> counters, IEnumerable<string> files)
    {
        var described = files.ToDictionary(name => name, name => CheckpointFile.Of(Path.Combine(folder, name)));
        var manifest = new CheckpointManifest(Version, iteration, counters, described);
        Durable.WriteFile(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, manifest, Json));
    }

    /// <summary>Reads the manifest of a folder and compares every file with it.</summary>
    /// <exception cref="InvalidDataException">The folder is no whole checkpoint;
    /// the message names the file and what is wrong with it.</exception>
    public static CheckpointManifest Verified(string folder)
    {
        var manifest = Read(folder);
        foreach (var name in manifest.Files.Keys) manifest.Verify(folder, name);
        return manifest;
    }

    /// <summary>Compares one of the files with what the manifest says of it.</summary>
    /// <exception cref="InvalidDataException">It is missing, or another; the message names it.</exception>
    public void Verify(string folder, string name)
    {
        var (path, expected) = (Path.Combine(folder, name), Files[name]);
        if (!File.Exists(path)) throw new InvalidDataException($"checkpoint '{folder}' is damaged: '{name}' is missing");
        var found = CheckpointFile.Of(path);
        if (found != expected)
            throw new InvalidDataException($"checkpoint '{folder}' is damaged: '{name}' is not what its manifest says (found {found}, expected {expected})");
    }

    /// <summary>Reads the manifest of a folder; the files that it names are not looked at.</summary>
    /// <exception cref="InvalidDataException">The folder has none, or a damaged one.</exception>
    public static CheckpointManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new InvalidDataException($"'{folder}' is no checkpoint: it has no {FileName}; name a folder such as runs/NAME/checkpoints/000300");
        try
        {
            using var stream = File.OpenRead(path);
            var manifest = JsonSerializer.Deserialize<CheckpointManifest>(stream, Json)
                ?? throw new InvalidDataException($"'{path}' is no checkpoint's manifest: it is empty");
            if (manifest.Format != Version) throw new InvalidDataException($"'{path}' is of format '{manifest.Format}'; this version reads '{Version}'");
            if (manifest.Files.Keys.FirstOrDefault(name => name is "" or "." or ".." or FileName || Path.GetFileName(name) != name || manifest.Files[name] is null) is { } stray)
                throw new InvalidDataException($"'{path}' names the file '{stray}'; a checkpoint's files lie in its own folder, and are named by size and hash");
            if (manifest.Files.Keys.GroupBy(name => Path.GetFileNameWithoutExtension(name)).FirstOrDefault(names => names.Count() > 1)?.Key is { } twice)
                throw new InvalidDataException($"'{path}' names several files '{twice}'; one was expected");
            if (manifest.Iteration < 0 || (manifest.Counters.TryGetValue("iteration", out var counted) && counted != manifest.Iteration))
                throw new InvalidDataException($"'{path}' is of iteration {manifest.Iteration}, and its counter says {(manifest.Counters.TryGetValue("iteration", out counted) ? counted : "nothing")}");
            return manifest;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' is no checkpoint's manifest: {exception.Message}", exception);
        }
    }
}

/// <summary>Size and hash of a file.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal digits.</param>
internal sealed record CheckpointFile(long Bytes, string Sha256)
{
    /// <summary>Describes a file.</summary>
    public static CheckpointFile Of(string path)
    {
        using var stream = File.OpenRead(path);
        return new(stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Bytes} bytes, SHA-256 {Sha256[..Math.Min(12, Sha256.Length)]}…";
}
