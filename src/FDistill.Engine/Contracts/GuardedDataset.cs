using FDistill.Datasets;
using FDistill.Plugins;
using FDistill.Teachers;

namespace FDistill.Engine.Contracts;

/// <summary>A dataset whose streams are held against the contract.</summary>
/// <param name="inner">The dataset; it stays its owner's.</param>
internal sealed class GuardedDataset(IDataset inner) : IDataset, IDecorator
{
    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public long? Count => inner.Count;

    /// <inheritdoc/>
    public SampleShape Pixels => inner.Pixels;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => inner.Offers;

    /// <inheritdoc/>
    public long? Classes => inner.Classes;

    /// <inheritdoc/>
    public StoredEncoding? Encoding => inner.Encoding;

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request) => new GuardedStream(inner, request);
}
