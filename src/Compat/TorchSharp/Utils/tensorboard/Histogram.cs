using TorchSharp.Utils.tensorboard.Enums;

namespace TorchSharp.Utils.tensorboard;

/// <summary>Counts values in bins, and describes the result as TensorBoard's HistogramProto.</summary>
internal sealed class Histogram
{
    private readonly double[] _values;
    private readonly double[] _limits;
    private readonly double[] _counts;

    public Histogram(double[] values, HistogramBinSelector selector, long? maxBins)
    {
        if (values.Length == 0) throw new ArgumentException("A histogram of no values.", nameof(values));
        _values = values;
        _limits = HistogramBins.Limits(values, selector);
        _counts = Count(values, _limits);
        if (maxBins is { } most && _counts.Length > most) (_counts, _limits) = Merge(_counts, _limits, (int)(_counts.Length / most));
    }

    // Only the right limits of bins are written: an empty bin on the left gives the first limit.
    public ProtoWriter ToProto()
    {
        var first = Array.FindIndex(_counts, count => count > 0);
        var last = Array.FindLastIndex(_counts, count => count > 0);
        return new ProtoWriter()
            .Double(1, _values.Min())
            .Double(2, _values.Max())
            .Double(3, _values.Length)
            .Double(4, _values.Sum())
            .Double(5, _values.Sum(value => value * value))
            .Doubles(6, _limits[first..(last + 2)])
            .Doubles(7, [0, .. _counts[first..(last + 1)]]);
    }

    internal static double[] Count(double[] values, double[] limits)
    {
        var counts = new double[limits.Length - 1];
        foreach (var value in values)
        {
            var found = Array.BinarySearch(limits, value);
            var bin = found >= 0 ? found : ~found - 1;
            if (value == limits[^1]) bin = counts.Length - 1;
            if (bin >= 0 && bin < counts.Length) counts[bin]++;
        }
        return counts;
    }

    private static (double[] counts, double[] limits) Merge(double[] counts, double[] limits, int times) =>
        ([.. counts.Chunk(times).Select(chunk => chunk.Sum())],
         [.. limits[..^1].Where((_, position) => position % times == 0), limits[^1]]);
}
