using System.Security.Cryptography;
using System.Text;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Conditions;

/// <summary>
/// Encoded texts on the disk, each in a file named by a hash of the text and
/// of everything that encodes it. No text is encoded twice, and once all
/// are there, the text encoders are not even loaded.
/// </summary>
/// <param name="folder">Where the files lie.</param>
/// <param name="encoderHash">What the encoders are: another model, or other numbers, has other files.</param>
/// <param name="encoder">Encodes texts that are not there yet; disposed with this.</param>
/// <param name="files">Reads and writes the files.</param>
/// <param name="device">The run's device.</param>
internal sealed class PromptCache(string folder, string encoderHash, Lazy<IPromptEncoder> encoder, IWeightFiles files, Device device) : IPromptEncoder
{
    private const string ContextName = "context";
    private const string PooledName = "pooled";

    /// <inheritdoc/>
    public (Tensor Context, Tensor? Pooled) Encode(IReadOnlyList<string> prompts)
    {
        using var scope = NewDisposeScope();
        var missing = prompts.Distinct().Where(prompt => !File.Exists(PathOf(prompt))).ToList();
        if (missing.Count > 0) Add(missing);
        var rows = prompts.Select(Read).ToList();
        var pooled = rows[0].Pooled is null ? null : stack(rows.Select(row => row.Pooled!), 0).to(device);
        return (stack(rows.Select(row => row.Context), 0).to(device).MoveToOuterDisposeScope(), pooled?.MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void OffloadIdle()
    {
        if (encoder.IsValueCreated) encoder.Value.OffloadIdle();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (encoder.IsValueCreated) encoder.Value.Dispose();
    }

    private void Add(List<string> prompts)
    {
        var (context, pooled) = encoder.Value.Encode(prompts);
        for (var row = 0; row < prompts.Count; row++)
        {
            List<KeyValuePair<string, Tensor>> tensors = [new(ContextName, context[row].cpu())];
            if (pooled is not null) tensors.Add(new(PooledName, pooled[row].cpu()));
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(prompts[row]))!);
            files.Write(PathOf(prompts[row]), tensors, new Dictionary<string, string> { ["prompt"] = prompts[row] });
        }
    }

    private (Tensor Context, Tensor? Pooled) Read(string prompt)
    {
        using var file = files.Read(PathOf(prompt));
        var pooled = file.Entries.Any(entry => entry.Name == PooledName) ? file.Read(PooledName).clone() : null;
        return (file.Read(ContextName).clone(), pooled);
    }

    private string PathOf(string prompt)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{encoderHash}\n{prompt}")));
        return Path.Combine(folder, name[..2], $"{name}.safetensors");
    }
}
