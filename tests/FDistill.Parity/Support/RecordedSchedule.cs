using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Parity.Support;

/// <summary>The noise schedules that losses are recorded with.</summary>
internal static class RecordedSchedule
{
    public static INoiseSchedule Of(Check check)
    {
        var (minTime, maxTime) = (check.Setting("min_t").GetDouble(), check.Setting("max_t").GetDouble());
        return check.Setting("schedule").GetString() switch
        {
            "edm" => new GivenSchedule(minTime, maxTime),
            "alphas" => Alphas(check, minTime, maxTime),
            var other => throw new NotSupportedException(other),
        };
    }

    /// <summary>Variance preserving, by a table of ᾱ cumulated in float32.</summary>
    private static GivenSchedule Alphas(Check check, double minTime, double maxTime)
    {
        var steps = check.Setting("num_steps").GetInt32();
        var (first, last) = (Math.Sqrt(check.Setting("beta_start").GetDouble()), Math.Sqrt(check.Setting("beta_end").GetDouble()));
        var betas = linspace(first, last, steps, dtype: ScalarType.Float32, device: CPU).square();
        var cumulated = (1 - betas).cumprod(0).to(ScalarType.Float64);
        Tensor At(Tensor t) => cumulated.index_select(0, (t * steps).trunc().clamp(0, steps - 1).to(ScalarType.Int64));
        return new GivenSchedule(minTime, maxTime, t => At(t).sqrt(), t => (1 - At(t)).sqrt());
    }
}
