using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>The division of the noise levels into bins, inside each of which E_q[r] = 1 is imposed.</summary>
/// <remarks>
/// With EDM's ρ = 7 draw, 64 % of the samples fall into the first of
/// ten bins that are equal in t, and two or three per cent into each
/// of the last five, whose averages follow that of all samples
/// (<see cref="RatioOptions.Shrinkage"/>); bins equal in draws hold the same share each.
/// </remarks>
/// <param name="noise">The range of t, and how it is drawn.</param>
/// <param name="options">How many bins, and of what.</param>
public sealed class TimeBins(INoiseSchedule noise, RatioOptions options)
{
    /// <summary>How many there are.</summary>
    public int Count => options.Bins;

    /// <summary>The bin of every t; a t on an edge belongs to the upper one, the largest t to the last.</summary>
    /// <param name="t">[N] float64.</param>
    /// <returns>[N] int64, from 0 on.</returns>
    public Tensor IndexOf(Tensor t)
    {
        ArgumentNullException.ThrowIfNull(t);
        var position = options.Binning switch
        {
            Binning.Draws => noise.Cumulative(t) * Count,
            Binning.Time => (t - noise.MinTime) / ((noise.MaxTime - noise.MinTime) / Count),
            _ => throw new ArgumentOutOfRangeException(nameof(t), options.Binning, "unknown binning"),
        };
        return position.floor().clamp(0, Count - 1).to(ScalarType.Int64);
    }

    /// <summary>Which bin every sample is in.</summary>
    /// <param name="index">What <see cref="IndexOf"/> returned: [N] int64.</param>
    /// <returns>1 in the sample's bin, 0 in the others: [N, bins] float32.</returns>
    public Tensor Members(Tensor index)
    {
        ArgumentNullException.ThrowIfNull(index);
        return index.unsqueeze(1).eq(arange(0, Count, dtype: ScalarType.Int64, device: index.device)).to(ScalarType.Float32);
    }
}
