using FDistill.Datasets;
using FDistill.Teachers;

namespace FDistill.Parity.Training;

/// <summary>A dataset that is never asked for anything: what an update step draws is recorded.</summary>
internal sealed class NoData(SampleShape pixels) : IDataset, IDataStream
{
    public long? Count => null;

    public SampleShape Pixels => pixels;

    public IReadOnlyCollection<string> Offers => [];

    public long Position => 0;

    public IDataStream Open(DataRequest request) => this;

    public DataBatch? Next() => null;

    public void Dispose()
    {
    }
}
