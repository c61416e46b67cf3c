using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;

/// <summary>How alike the members of groups are: the mean cosine of all pairs
/// of different members, in memory of one row for each group.</summary>
/// <remarks>With u the rows divided by their length, the sum of the cosines of all
/// ordered pairs is |Σu|² − Σ|u|². Lengths below 1e-8 count as that.</remarks>
internal sealed class GroupedSimilarity
{
    private readonly Dictionary<string, Group> groups = [];

    /// <summary>How many rows were added.</summary>
    public long Count => groups.Values.Sum(group => group.Count);

    /// <summary>How many of them are in a group of at least two.</summary>
    public long Paired => groups.Values.Where(group => group.Count > 1).Sum(group => group.Count);

    /// <summary>Adds rows.</summary>
    /// <param name="rows">[N, D] float32.</param>
    /// <param name="names">The group of each.</param>
    public void Add(Tensor rows, IReadOnlyList<string> names)
    {
        var width = (int)rows.shape[1];
        var numbers = rows.cpu().contiguous().data<float>().ToArray();
        for (var row = 0; row < names.Count; row++)
        {
            if (!groups.TryGetValue(names[row], out var group)) groups.Add(names[row], group = new Group(width));
            group.Add(numbers.AsSpan(row * width, width));
        }
    }

    /// <summary>The mean of a group of at least two.</summary>
    public double Of(string name) => groups[name].Mean;

    /// <summary>The mean over all groups of at least two.</summary>
    public double Mean() => groups.Values.Where(group => group.Count > 1).Average(group => group.Mean);

    private sealed class Group(int width)
    {
        private const double Shortest = 1e-8;

        private readonly double[] sum = new double[width];
        private double squares;

        public long Count { get; private set; }

        public double Mean => (sum.Sum(value => value * value) - squares) / (Count * (Count - 1.0));

        public void Add(ReadOnlySpan<float> row)
        {
            var square = 0.0;
            foreach (var value in row) square += (double)value * value;
            var length = Math.Max(Math.Sqrt(square), Shortest);
            for (var i = 0; i < row.Length; i++) sum[i] += row[i] / length;
            squares += square / (length * length);
            Count++;
        }
    }
}
