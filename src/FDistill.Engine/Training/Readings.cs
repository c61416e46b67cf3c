using static TorchSharp.torch;

namespace FDistill.Engine.Training;

/// <summary>Collects numbers that are still on the device, and fetches all of them at once: the one moment in which the host waits.</summary>
internal sealed class Readings
{
    private readonly List<(string Name, Tensor Value, Func<IEnumerable<double>, double> Summary)> collected = [];

    /// <summary>Notes a number; several of one name are averaged.</summary>
    /// <returns>The number.</returns>
    public Tensor Note(string name, Tensor value) => Note(name, value, Enumerable.Average);

    /// <summary>Notes a number; of several of one name the smallest stays.</summary>
    public void NoteSmallest(string name, Tensor value) => Note(name, value, Enumerable.Min);

    /// <summary>Notes a number; of several of one name the largest stays.</summary>
    public void NoteLargest(string name, Tensor value) => Note(name, value, Enumerable.Max);

    /// <summary>Fetches all numbers.</summary>
    /// <param name="report">Where they go, by name.</param>
    public void FetchInto(Dictionary<string, double> report)
    {
        var values = stack([.. collected.Select(reading => reading.Value)]).cpu().data<float>().ToArray();
        var named = collected.Zip(values, (reading, value) => (reading.Name, reading.Summary, Value: (double)value));
        foreach (var group in named.GroupBy(reading => reading.Name))
            report[group.Key] = group.First().Summary(group.Select(reading => reading.Value));
    }

    private Tensor Note(string name, Tensor value, Func<IEnumerable<double>, double> summary)
    {
        collected.Add((name, value.detach().to(ScalarType.Float32).MoveToOuterDisposeScope(), summary));
        return value;
    }
}
