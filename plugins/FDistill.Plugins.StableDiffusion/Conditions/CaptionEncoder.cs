using FDistill.Datasets;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Conditions;

/// <summary>What the empty condition is.</summary>
/// <param name="NegativePrompt">Its text.</param>
/// <param name="ZerosForEmpty">Whether zeros stand in for an empty text (SDXL).</param>
internal sealed record EmptyPrompt(string NegativePrompt, bool ZerosForEmpty);

/// <summary>Makes conditions from captions, and from sizes where the model takes them.</summary>
internal sealed class CaptionEncoder : IConditionEncoder, IDisposable
{
    private const string ContextName = "context", PooledName = "pooled";

    private readonly IPromptEncoder prompts;
    private readonly SampleShape? target;
    private readonly Device device;
    private readonly TextCondition empty;

    /// <summary>Makes the encoder, and the empty condition, which is needed at every step.</summary>
    /// <param name="prompts">Encodes texts; disposed with this.</param>
    /// <param name="emptyPrompt">What the empty condition is.</param>
    /// <param name="target">The shape of the images, for models that take sizes; else null.</param>
    /// <param name="device">The run's device.</param>
    public CaptionEncoder(IPromptEncoder prompts, EmptyPrompt emptyPrompt, SampleShape? target, Device device)
    {
        (this.prompts, this.target, this.device) = (prompts, target, device);
        using var scope = NewDisposeScope();
        var (context, pooled) = prompts.Encode([emptyPrompt.NegativePrompt]);
        if (emptyPrompt is { ZerosForEmpty: true, NegativePrompt: "" }) (context, pooled) = (zeros_like(context), pooled is null ? null : zeros_like(pooled));
        var sizes = Sizes(new DataBatch { Count = 1 });
        empty = new TextCondition(context.DetachFromDisposeScope(), pooled?.DetachFromDisposeScope(), sizes?.DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public string Kind => ConditionKinds.Caption;

    /// <inheritdoc/>
    public int Labels => 0;

    /// <summary>A hash of everything that encodes texts.</summary>
    public required Lazy<string> EncoderHash { get; init; }

    /// <inheritdoc/>
    public string? Identity => EncoderHash.Value;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Precompute(DataBatch records)
    {
        var (context, pooled) = EncodeTexts(records);
        var results = new Dictionary<string, Tensor> { [ContextName] = context };
        if (pooled is not null) results.Add(PooledName, pooled);
        return results;
    }

    /// <inheritdoc/>
    public Condition? Encode(DataBatch records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var (context, pooled) = records.Encodings is { } stored ? Stored(stored) : EncodeTexts(records);
        return new TextCondition(context, pooled, Sizes(records));
    }

    /// <inheritdoc/>
    public Condition? Null(long count) => empty.Repeated(count);

    /// <summary>Takes the networks off the device until they are used next.</summary>
    public void OffloadIdle() => prompts.OffloadIdle();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in new[] { empty.Context, empty.Pooled, empty.Sizes }) tensor?.Dispose();
        prompts.Dispose();
    }

    private (Tensor Context, Tensor? Pooled) EncodeTexts(DataBatch records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return records.Captions is { } captions ? prompts.Encode(captions) : throw new ArgumentException("The batch has no captions, which this teacher is conditioned on", nameof(records));
    }

    private (Tensor Context, Tensor? Pooled) Stored(IReadOnlyDictionary<string, Tensor> stored)
    {
        if (!stored.TryGetValue(ContextName, out var context) || stored.ContainsKey(PooledName) == empty.Pooled is null)
            throw new InvalidDataException($"The data brings the encodings {string.Join(", ", stored.Keys)}; this teacher takes {ContextName}{(empty.Pooled is null ? "" : $" and {PooledName}")}");
        return (context.to(device), empty.Pooled is null ? null : stored[PooledName].to(device));
    }

    /// <summary>Original size, crop and target size of each record;
    /// one that does not say was never resized or cropped.</summary>
    private Tensor? Sizes(DataBatch records)
    {
        if (target is not { } shape) return null;
        var rows = Enumerable.Range(0, (int)records.Count).SelectMany(row =>
        {
            var (height, width) = records.OriginalSizes?[row] ?? (shape.Height, shape.Width);
            var (top, left) = records.Crops?[row] ?? (0, 0);
            return new float[] { height, width, top, left, shape.Height, shape.Width };
        });
        return tensor(rows.ToArray(), [records.Count, 6], dtype: float32, device: device);
    }
}
