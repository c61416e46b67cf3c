using FDistill.Runs;

namespace FDistill.Teachers;

/// <summary>A diffusion model to distill: its frozen denoiser, its noise
/// schedule, and everything that turns batches into its inputs.</summary>
public interface ITeacher : IDisposable
{
    /// <summary>The shape that the networks see: pixels, or latents where <see cref="Codec"/> is present.</summary>
    SampleShape Sample { get; }

    /// <summary>α(t), σ(t), the range of t and how t is drawn.</summary>
    INoiseSchedule Noise { get; }

    /// <summary>The frozen denoiser: used for scores and for the discriminator's
    /// features. No parameter of it requires a gradient.</summary>
    IDenoiser Denoiser { get; }

    /// <summary>The features that <see cref="Denoiser"/> offers, in the order in which they are computed.</summary>
    IReadOnlyList<FeatureMap> Features { get; }

    /// <summary>Makes a network that student and fake score start from.</summary>
    /// <returns>An independent denoiser with its own parameters, all
    /// trainable: a copy of the teacher's weights where it has weights,
    /// else a network of its own; without dropout and augmentation labels. The caller disposes it.</returns>
    IDenoiser CreateTrainable();

    /// <summary>
    /// The weights that a network of <see cref="CreateTrainable"/> begins at, in the numbers in
    /// which they were saved. Training keeps weights of a run in bfloat16 in float32 as well, and
    /// begins these at what is read here: rounded once, not twice.
    /// </summary>
    /// <returns>Tensors by the names of the network's state dict, of any type, read one after the
    /// other; the caller disposes it. Null, unless overridden: the network's own numbers are all
    /// there is, because it holds them in float32, or because they are fresh and never were in a file.</returns>
    /// <exception cref="InvalidDataException">The file is missing or damaged.</exception>
    ITensorSource? OpenWeights() => null;

    /// <summary>Pixels to latents and back; null for models that work on pixels.</summary>
    ILatentCodec? Codec { get; }

    /// <summary>Makes the networks' conditions from batch records.</summary>
    IConditionEncoder Conditions { get; }

    /// <summary>The samplers that the model is commonly sampled with; null where
    /// EDM's sampler, which every teacher can be sampled with, is the one.</summary>
    ITeacherSamplers? Samplers => null;

    /// <summary>
    /// Takes off the device what the denoisers' passes do not need:
    /// encoders and decoders. Each comes back when it is used next.
    /// Training says so before each iteration's passes.
    /// </summary>
    void OffloadIdle()
    {
    }

    /// <summary>The formats in which students are handed on as whole models, the usual one
    /// first; empty where a network's own file is all there is (<see cref="Export"/>).</summary>
    IReadOnlyList<IModelFormat> Formats => [];

    /// <summary>Writes a network in the format that the teacher's ecosystem reads.</summary>
    /// <param name="network">A network made by <see cref="CreateTrainable"/>.</param>
    /// <param name="folder">An existing folder.</param>
    void Export(IDenoiser network, string folder);
}

/// <summary>The shape C × H × W of one sample.</summary>
/// <param name="Channels">C.</param>
/// <param name="Height">H, in pixels or latent cells.</param>
/// <param name="Width">W, in pixels or latent cells.</param>
public readonly record struct SampleShape(int Channels, int Height, int Width)
{
    /// <summary>The sizes of a batch of samples.</summary>
    /// <param name="count">N.</param>
    /// <returns>[N, C, H, W].</returns>
    public long[] Batch(long count) => [count, Channels, Height, Width];

    /// <inheritdoc/>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
