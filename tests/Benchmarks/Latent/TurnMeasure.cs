using System.Globalization;

namespace FDistill.Benchmarks.Latent;

/// <summary>What an iteration took.</summary>
/// <param name="Seconds">By the clock on the wall.</param>
/// <param name="Processor">Seconds of all processors together: what to go by on a busy machine.</param>
/// <param name="Peak">The process's largest memory, in bytes.</param>
internal sealed record TurnMeasure(double Seconds, double Processor, double Peak)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seconds:f1} s ({Processor:f1} s of processors), peak {Peak / (1 << 30):f2} GiB");
}
