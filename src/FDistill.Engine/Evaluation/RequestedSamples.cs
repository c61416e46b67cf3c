using FDistill.Datasets;
using FDistill.Engine.Contracts;
using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>What samplers are asked for: a fixed sequence of noises, each from a
/// seed of its own, and of labels 0, 1, 2, … in turn, or of captions.</summary>
/// <remarks>Image i depends on the seed and i alone, neither on
/// the batch it is made in nor on how many there are.</remarks>
/// <param name="teacher">Names shape and conditions.</param>
/// <param name="seed">Of the first noise.</param>
/// <param name="device">Where the noise is wanted.</param>
/// <param name="prompts">The captions, for a teacher that is conditioned on them; else null.</param>
public sealed class RequestedSamples(ITeacher teacher, long seed, Device device, Prompts? prompts = null)
{
    private readonly ITeacher teacher = Guards.Around(teacher);

    /// <summary>Whether the teacher is asked by captions.</summary>
    internal bool TakesCaptions => teacher.Conditions.Kind == ConditionKinds.Caption;

    /// <summary>Whether samples are latents, and are decoded.</summary>
    internal bool HasDecoder => teacher.Codec is not null;

    /// <summary>The noise of some images.</summary>
    /// <param name="first">The first image.</param>
    /// <param name="count">N.</param>
    /// <returns>[N, C, H, W] float32, standard normal, drawn on the CPU and moved to the device.</returns>
    public Tensor Noise(long first, int count)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        var noises = new Tensor[count];
        for (var n = 0; n < count; n++)
        {
            generator.manual_seed(seed + first + n);
            noises[n] = generator.Normal(teacher.Sample.Batch(1), CPU);
        }
        return cat(noises, 0).to(device).MoveToOuterDisposeScope();
    }

    /// <summary>The labels of some images.</summary>
    /// <returns>[N] int64 on the CPU; null for a teacher without labels.</returns>
    public Tensor? Labels(long first, int count) => teacher.Conditions.Labels is var classes and > 0
        ? arange(first, first + count, dtype: ScalarType.Int64, device: CPU).remainder(classes)
        : null;

    /// <summary>The captions of some images.</summary>
    /// <returns>N texts; null for a teacher that is not asked by captions.</returns>
    public IReadOnlyList<string>? Captions(long first, int count) => TakesCaptions ? prompts?.Of(first, count) : null;

    /// <summary>The condition of some images.</summary>
    /// <returns>N entries; null for a teacher without conditions.</returns>
    /// <exception cref="InvalidOperationException">The teacher needs captions
    /// and none are given, or conditions that cannot be made up.</exception>
    public Condition? Condition(long first, int count) => teacher.Conditions.Kind switch
    {
        ConditionKinds.None or ConditionKinds.Label => teacher.Conditions.Encode(new DataBatch { Count = count, Labels = Labels(first, count) }),
        ConditionKinds.Caption when prompts is not null => ConditionOf(prompts.Of(first, count)),
        ConditionKinds.Caption => throw new InvalidOperationException($"the teacher needs conditions of the kind '{ConditionKinds.Caption}', and nothing says which: add evaluation.prompts, a dataset with captions"),
        var other => throw new InvalidOperationException($"the teacher needs conditions of the kind '{other}', and an evaluation can only make up labels"),
    };

    /// <summary>The condition of some captions.</summary>
    /// <param name="captions">N texts.</param>
    /// <returns>N entries.</returns>
    public Condition? ConditionOf(IReadOnlyList<string> captions)
    {
        ArgumentNullException.ThrowIfNull(captions);
        return teacher.Conditions.Encode(new DataBatch { Count = captions.Count, Captions = captions });
    }

    /// <summary>Brings a sampler's results to where metrics and eyes see them.</summary>
    /// <param name="samples">[N, C, H, W] float32 in the space that the networks see.</param>
    /// <returns>Images [N, C, H, W] float32 on the CPU, clamped to [−1, 1].</returns>
    public Tensor ToImages(Tensor samples)
    {
        using var scope = NewDisposeScope();
        return Decode(samples).clamp(-1, 1).cpu().MoveToOuterDisposeScope();
    }

    /// <summary>Decodes a sampler's results, without gradient; those of a model of pixels are images already.</summary>
    /// <param name="samples">[N, C, H, W] float32 in the space that the networks see.</param>
    /// <returns>Images [N, C, H, W] float32 on the samples' device, about [−1, 1].</returns>
    internal Tensor Decode(Tensor samples)
    {
        using var ungraded = no_grad();
        return teacher.Codec is { } codec ? codec.Decode(samples) : samples;
    }
}
