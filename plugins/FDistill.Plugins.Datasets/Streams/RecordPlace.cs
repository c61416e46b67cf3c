namespace FDistill.Plugins.Datasets.Streams;

/// <summary>A place in the order of a stream.</summary>
/// <param name="Epoch">How often every record came before; 0 in a pass without a seed.</param>
/// <param name="Record">The record's number.</param>
public readonly record struct RecordPlace(long Epoch, long Record);
