using FDistill.Images;

namespace FDistill.Engine.Datasets;

/// <summary>What a whole pass over a dataset shows.</summary>
/// <param name="Records">How many records there are.</param>
/// <param name="Classes">How many records each label has, in the order of the labels; empty where there are none.</param>
/// <param name="Mean">The mean of all values, in [−1, 1].</param>
/// <param name="Deviation">Their standard deviation: EDM's σ_data, 0.5 unless told otherwise.</param>
/// <param name="Sheet">Images from first to last, evenly spaced; null where images are no pictures.</param>
public sealed record DatasetSummary(long Records, IReadOnlyList<(long Label, long Records)> Classes, double Mean, double Deviation, Raster? Sheet);
