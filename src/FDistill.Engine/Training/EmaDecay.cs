namespace FDistill.Engine.Training;

/// <summary>β of a moving average, update by update.</summary>
/// <param name="options">Its form.</param>
/// <param name="batch">Samples in an update, over all processes.</param>
public sealed class EmaDecay(EmaOptions options, long batch)
{
    /// <summary>β in an update.</summary>
    /// <param name="update">Its number, from 1 on.</param>
    public double At(long update) => options.Form switch
    {
        EmaForm.Constant => options.WarmUp ? Math.Min(options.Decay, (1.0 + update) / (10.0 + update)) : options.Decay,
        EmaForm.Power => Math.Pow(1 - 1.0 / update, options.Gamma + 1),
        EmaForm.HalfLife => Math.Pow(0.5, batch / Math.Max(HalfLifeAt(update), 1e-8)),
        _ => throw new ArgumentOutOfRangeException(nameof(update), options.Form, "unknown form"),
    };

    private double HalfLifeAt(long update)
    {
        var samples = options.HalfLife * 1000;
        return options.RampUp > 0 ? Math.Min(samples, update * (double)batch * options.RampUp) : samples;
    }
}
