using FDistill.Divergences;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>Stage 1 of the normalisation: r is divided by its average in its time bin, because E_q[r_t] = 1 at every t (paper, Section 4).</summary>
public sealed class RatioNormalizer : IDisposable
{
    /// <summary>Keeps the divisions away from 0 (FastGen).</summary>
    private const double Tiny = 1e-6;

    private readonly RatioOptions options;
    private readonly ICollective collective;
    private readonly TimeBins bins;

    /// <summary>Starts with an average of 1 in every bin.</summary>
    /// <param name="noise">The noise levels.</param>
    /// <param name="options">The bins.</param>
    /// <param name="collective">Sums over the processes: the averages are those of the global batch.</param>
    /// <param name="device">Where the ratios will be.</param>
    public RatioNormalizer(INoiseSchedule noise, RatioOptions options, ICollective collective, Device device)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.collective = collective;
        bins = new(noise, options);
        Averages = ones([options.Bins], dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
    }

    /// <summary>The running average of r in every bin: [bins] float32. Changed by <see cref="Normalize"/>.</summary>
    public Tensor Averages { get; }

    /// <summary>Updates the averages with a batch, and divides its ratios by them.</summary>
    /// <param name="ratio">Clamped ratios of N samples.</param>
    /// <param name="t">Their noise levels: [N] float64.</param>
    /// <returns>The normalised ratios; the given ones where normalisation is off.</returns>
    public DensityRatio Normalize(DensityRatio ratio, Tensor t)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        if (!options.Normalize) return ratio;
        using var ungraded = no_grad();

        var index = bins.IndexOf(t);
        var member_NB = bins.Members(index);
        var counts = collective.Sum(member_NB.sum(dim: 0));
        var sums = collective.Sum((member_NB * ratio.Value.unsqueeze(1)).sum(dim: 0));

        // A bin with too few samples tells little about its average: it keeps the old one.
        var updated = Averages * options.EmaRate + sums / (counts + Tiny) * (1 - options.EmaRate);
        Averages.copy_(where(counts.ge(options.Minimum), updated, Averages));

        var value = ratio.Value / (Averages.index_select(0, index) + Tiny);
        return new DensityRatio(value, value.log());
    }

    /// <inheritdoc/>
    public void Dispose() => Averages.Dispose();
}
