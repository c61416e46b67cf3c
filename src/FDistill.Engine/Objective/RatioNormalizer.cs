using FDistill.Divergences;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>Stage 1 of the normalisation: r is divided by its average in its
/// time bin, because E_q[r_t] = 1 at every t (paper, Section 4).</summary>
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
    /// <param name="collective">Sums over the processes: the averages are those of the whole update.</param>
    /// <param name="device">Where the ratios will be.</param>
    public RatioNormalizer(INoiseSchedule noise, RatioOptions options, ICollective collective, Device device)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.collective = collective;
        bins = new(noise, options);
        Averages = ones([options.Bins], dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
    }

    /// <summary>The running average of r in every bin: [bins] float32. Changed by <see cref="Take"/> alone.</summary>
    public Tensor Averages { get; }

    /// <summary>Divides the ratios of an update's samples by their averages.</summary>
    /// <param name="ratio">Clamped ratios of the N samples, of all micro-batches.</param>
    /// <param name="t">Their noise levels: [N] float64.</param>
    /// <returns>The normalised ratios, and the averages with this update's
    /// samples in them, which <see cref="Take"/> keeps: [bins] float32.
    /// Where normalisation is off, both as they were.</returns>
    public (DensityRatio Ratio, Tensor Averages) Normalize(DensityRatio ratio, Tensor t)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        if (!options.Normalize) return (ratio, Averages.clone());
        using var ungraded = no_grad();

        var index = bins.IndexOf(t);
        var member_NB = bins.Members(index);
        var counts = collective.Sum(member_NB.sum(dim: 0));
        var sums = collective.Sum((member_NB * ratio.Value.unsqueeze(1)).sum(dim: 0));

        // The fewer samples a bin has, the more it follows all of them.
        // One without any, and without shrinkage, keeps its average.
        var overall = sums.sum() / counts.sum();
        var current = (sums + options.Shrinkage * overall) / (counts + options.Shrinkage + Tiny);
        var updated = Averages * options.EmaRate + current * (1 - options.EmaRate);
        var averages = options.Shrinkage > 0 ? updated : where(counts.gt(0), updated, Averages);

        var value = ratio.Value / (averages.index_select(0, index) + Tiny);
        return (new DensityRatio(value, value.log()), averages);
    }

    /// <summary>Keeps the averages of an update, once its step is made.</summary>
    /// <param name="averages">What <see cref="Normalize"/> returned.</param>
    public void Take(Tensor averages)
    {
        using var ungraded = no_grad();
        Averages.copy_(averages);
    }

    /// <inheritdoc/>
    public void Dispose() => Averages.Dispose();
}
