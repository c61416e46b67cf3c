using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>The embedding of noise levels by random frequencies (NCSN++): cosines,
/// then sines. The frequencies are float32 whatever the network's type.</summary>
public sealed class FourierEmbedding : nn.Module, IInitialised, INoiseEmbedding
{
    private readonly Tensor freqs;
    private readonly double scale;

    /// <summary>Makes the embedding with zero frequencies.</summary>
    /// <param name="channels">The width of the embedding.</param>
    /// <param name="place">Where the frequencies live.</param>
    /// <param name="scale">The standard deviation of fresh frequencies. (EDM: 16)</param>
    public FourierEmbedding(long channels, NetworkPlace place, double scale = 16) : base(nameof(FourierEmbedding))
    {
        ArgumentNullException.ThrowIfNull(place);
        this.scale = scale;
        freqs = zeros([channels / 2], dtype: float32, device: place.Device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public Tensor Embed(Tensor noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        using var scope = NewDisposeScope();
        var phases = outer(noise, freqs * (2 * Math.PI));
        return cat([phases.cos(), phases.sin()], dim: 1).MoveToOuterDisposeScope();
    }

    void IInitialised.Draw(Generator generator)
    {
        using var scope = NewDisposeScope();
        freqs.copy_(generator.Normal(freqs.shape, CPU) * scale);
    }
}
