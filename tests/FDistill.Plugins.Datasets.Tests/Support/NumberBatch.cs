using System.Globalization;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;

namespace FDistill.Plugins.Datasets.Tests.Support;

/// <summary>A batch whose records are their own numbers.</summary>
/// <param name="places">Which.</param>
/// <param name="read">What happens while a record is read.</param>
internal sealed class NumberBatch(IReadOnlyList<RecordPlace> places, Action<RecordPlace>? read = null) : IBatchInProgress
{
    private readonly string?[] ids = new string?[places.Count];

    public int Count => places.Count;

    public void Read(int index)
    {
        read?.Invoke(places[index]);
        ids[index] = places[index].Record.ToString(CultureInfo.InvariantCulture);
    }

    public DataBatch Finish() => new() { Count = Count, Ids = [.. ids.Select(id => id!)] };
}
