using static TorchSharp.torch;

namespace FDistill.Engine.Training.Loop;

/// <summary>Collects numbers that are still on the device, and fetches
/// all of them at once: the one moment in which the host waits.</summary>
internal sealed class Readings
{
    private readonly List<Reading> collected = [];

    /// <summary>Notes a number; several of one name are averaged.</summary>
    /// <returns>The number.</returns>
    public Tensor Note(string name, Tensor value) => Note(name, value, Enumerable.Average);

    /// <summary>Notes a number; of several of one name the smallest stays.</summary>
    public void NoteSmallest(string name, Tensor value) => Note(name, value, Enumerable.Min);

    /// <summary>Notes a number; of several of one name the largest stays.</summary>
    public void NoteLargest(string name, Tensor value) => Note(name, value, Enumerable.Max);

    /// <summary>Notes the mean of samples in groups, over all the times that
    /// it is called; a group that stays without samples is left out.</summary>
    /// <param name="name">Names a group by its number.</param>
    /// <param name="values">A number of each sample: [N] float32.</param>
    /// <param name="members">1 in the sample's group, 0 in the others: [N, groups] float32.</param>
    public void NoteGroups(Func<int, string> name, Tensor values, Tensor members)
    {
        var sums = members.t().mv(values).unbind();
        var counts = members.sum(dim: 0).unbind();
        foreach (var (group, sum) in sums.Index()) collected.Add(new(name(group), Kept(sum), Kept(counts[group]), Enumerable.Sum));
    }

    /// <summary>Fetches all numbers.</summary>
    /// <returns>By name.</returns>
    public Dictionary<string, double> Fetch()
    {
        var report = new Dictionary<string, double>();
        var counted = collected.Where(reading => reading.Count is not null).ToList();
        var numbers = stack([.. collected.Select(reading => reading.Value), .. counted.Select(reading => reading.Count!)]).cpu().data<float>().ToArray();
        var counts = counted.Zip(numbers.Skip(collected.Count)).ToDictionary(pair => pair.First, pair => (double)pair.Second);
        foreach (var group in collected.Zip(numbers).GroupBy(pair => pair.First.Name))
        {
            var value = group.First().First.Summary(group.Select(pair => (double)pair.Second));
            var count = group.Sum(pair => counts.GetValueOrDefault(pair.First));
            if (group.First().First.Count is null) report[group.Key] = value;
            else if (count > 0) report[group.Key] = value / count;
        }
        return report;
    }

    private Tensor Note(string name, Tensor value, Func<IEnumerable<double>, double> summary)
    {
        collected.Add(new(name, Kept(value), Count: null, summary));
        return value;
    }

    private static Tensor Kept(Tensor value) => value.detach().to(ScalarType.Float32).MoveToOuterDisposeScope();

    /// <summary>A number on the device.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Value">[] float32.</param>
    /// <param name="Count">How many samples it sums up, where what is wanted is their mean: [] float32.</param>
    /// <param name="Summary">What several of one name make together.</param>
    private sealed record Reading(string Name, Tensor Value, Tensor? Count, Func<IEnumerable<double>, double> Summary);
}
