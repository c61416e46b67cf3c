using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.Sampling;

/// <summary>Fresh noise that is a function of the noise that each sample
/// started from: the same noise gives the same sample, in any batch.</summary>
internal static class SeededStepNoise
{
    /// <inheritdoc cref="StepNoise"/>
    public static Tensor Draw(Tensor noise, int step)
    {
        using var scope = NewDisposeScope();
        var values = noise.cpu().contiguous();
        using var generator = new Generator(0, CPU);
        var rows = new Tensor[values.shape[0]];
        for (var row = 0; row < rows.Length; row++)
        {
            var bits = values[row].flatten()[..2].to_type(float64).data<double>().ToArray();
            generator.manual_seed(HashOf(bits, step));
            rows[row] = generator.Normal(values[row].shape, CPU);
        }
        return stack(rows, 0).to(noise.device).MoveToOuterDisposeScope();
    }

    /// <summary>The FNV-1a hash: the same in every process, unlike <see cref="HashCode"/>.</summary>
    private static long HashOf(double[] values, int step)
    {
        var hash = 14695981039346656037UL;
        foreach (var word in values.Select(BitConverter.DoubleToUInt64Bits).Append((ulong)step))
            for (var shift = 0; shift < 64; shift += 8) hash = unchecked((hash ^ ((word >> shift) & 0xFF)) * 1099511628211UL);
        return unchecked((long)(hash >> 1));
    }
}
