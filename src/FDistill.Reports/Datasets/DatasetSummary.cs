using FDistill.Images;

namespace FDistill.Reports.Datasets;

/// <summary>What a whole pass over a dataset shows.</summary>
/// <param name="Records">How many records there are.</param>
/// <param name="PassedOver">How many were passed over, by reason.</param>
/// <param name="Classes">How many records each label has, in
/// the order of the labels; empty where there are none.</param>
/// <param name="Values">Mean and standard deviation of all values; null where records hold captions alone.</param>
/// <param name="Captions">The texts; null where there are none.</param>
/// <param name="Sheet">Images from first to last, evenly spaced;
/// null where there are none, or they are no pictures.</param>
public sealed record DatasetSummary(
    long Records, IReadOnlyDictionary<string, long> PassedOver, IReadOnlyList<(long Label, long Records)> Classes, ValueSummary? Values, CaptionSummary? Captions, Raster? Sheet);

/// <summary>The values of images, in [−1, 1], or of the means of latents, not yet scaled.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation: of images EDM's σ_data, 0.5 by default.</param>
public sealed record ValueSummary(double Mean, double Deviation);

/// <summary>The texts of a dataset.</summary>
/// <param name="MeanLength">How many characters they have on average.</param>
/// <param name="Empty">How many have none.</param>
/// <param name="Examples">Some, evenly spaced from first to last.</param>
public sealed record CaptionSummary(double MeanLength, long Empty, IReadOnlyList<string> Examples);
