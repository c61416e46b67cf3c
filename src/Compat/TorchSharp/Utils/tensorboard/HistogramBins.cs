using TorchSharp.Utils.tensorboard.Enums;

namespace TorchSharp.Utils.tensorboard;

/// <summary>Chooses the limits of a histogram's bins. The estimators are those of numpy's histogram_bin_edges.</summary>
internal static class HistogramBins
{
    private static readonly double[] s_tensorflow = Tensorflow();

    public static double[] Limits(double[] values, HistogramBinSelector selector)
    {
        if (selector == HistogramBinSelector.Tensorflow) return s_tensorflow;
        var (low, high) = (values.Min(), values.Max());
        if (low == high) (low, high) = (low - 0.5, high + 0.5);
        var width = Width(values, high - low, selector);
        return Even(low, high, width > 0 ? (int)Math.Ceiling((high - low) / width) : 1);
    }

    private static double Width(double[] values, double range, HistogramBinSelector selector)
    {
        double count = values.Length;
        return selector switch
        {
            HistogramBinSelector.Sqrt => range / Math.Sqrt(count),
            HistogramBinSelector.Sturges => range / (Math.Log2(count) + 1),
            HistogramBinSelector.Rice => range / (2 * Math.Cbrt(count)),
            HistogramBinSelector.Scott => Math.Cbrt(24 * Math.Sqrt(Math.PI) / count) * Deviation(values),
            HistogramBinSelector.Doane => Doane(values, range),
            HistogramBinSelector.Stone => Stone(values, range),
            _ => throw new ArgumentOutOfRangeException(nameof(selector), selector, null),
        };
    }

    private static double Doane(double[] values, double range)
    {
        double count = values.Length;
        var deviation = Deviation(values);
        if (count <= 2 || deviation == 0) return 0;
        var mean = values.Average();
        var skewness = Math.Abs(values.Average(value => Math.Pow((value - mean) / deviation, 3)));
        var spread = Math.Sqrt(6 * (count - 2) / ((count + 1) * (count + 3)));
        return range / (1 + Math.Log2(count) + Math.Log2(1 + skewness / spread));
    }

    // Least estimated risk over all numbers of bins.
    private static double Stone(double[] values, double range)
    {
        double count = values.Length;
        var low = values.Min();
        double Risk(int bins)
        {
            var width = range / bins;
            var shares = Histogram.Count(values, Even(low, low + range, bins)).Sum(bin => bin / count * (bin / count));
            return (2 - (count + 1) * shares) / width;
        }
        var most = Math.Max(100, (int)Math.Sqrt(count));
        return range / Enumerable.Range(1, most).MinBy(Risk);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static double[] Even(double low, double high, int bins) =>
        [.. Enumerable.Range(0, bins).Select(bin => low + (high - low) * bin / bins), high];

    private static double[] Tensorflow()
    {
        var positive = new List<double>();
        for (var limit = 1e-12; limit < 1e20; limit *= 1.1) positive.Add(limit);
        return [.. positive.AsEnumerable().Reverse().Select(limit => -limit), 0, .. positive];
    }
}
