using FDistill.Images;

namespace FDistill.Formats.Images.Resizing;

/// <summary>From which source pixels, and with which weights, each target pixel along one axis is made.</summary>
/// <param name="Starts">The first source pixel of each target pixel.</param>
/// <param name="Values">Each target pixel's weights, of sum 1.</param>
internal sealed record FilterWeights(int[] Starts, double[][] Values)
{
    /// <summary>The weights of one axis. When shrinking, the filter is as
    /// wide as the target's pixels: that is what antialiasing is.</summary>
    /// <param name="source">Pixels before.</param>
    /// <param name="target">Pixels after.</param>
    /// <param name="filter">The filter.</param>
    public static FilterWeights Of(int source, int target, ResizeFilter filter)
    {
        var scale = (double)source / target;
        var spread = Math.Max(scale, 1);
        var reach = FilterKernel.Reach(filter) * spread;
        var weights = new FilterWeights(new int[target], new double[target][]);
        for (var n = 0; n < target; n++)
        {
            var centre = (n + 0.5) * scale;
            var first = Math.Max((int)(centre - reach + 0.5), 0);
            var values = new double[Math.Min((int)(centre + reach + 0.5), source) - first];
            for (var k = 0; k < values.Length; k++) values[k] = FilterKernel.Value(filter, (k + first - centre + 0.5) * (1 / spread));
            var sum = values.Sum();
            if (sum != 0)
                foreach (ref var value in values.AsSpan()) value /= sum;
            (weights.Starts[n], weights.Values[n]) = (first, values);
        }

        return weights;
    }
}
