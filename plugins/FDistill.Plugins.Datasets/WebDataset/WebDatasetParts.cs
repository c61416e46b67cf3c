using FDistill.Teachers;
using Microsoft.Extensions.Logging;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>What the streams of a dataset of shards have in common.</summary>
/// <param name="Options">The dataset's options.</param>
/// <param name="Shards">All shards.</param>
/// <param name="Reader">Reads samples.</param>
/// <param name="Damage">Counts damaged ones.</param>
/// <param name="Pixels">The shape of every image.</param>
/// <param name="Logger">Logs what is passed over.</param>
internal sealed record WebDatasetParts(
    WebDatasetOptions Options, IReadOnlyList<string> Shards, SampleReader Reader, DamageCount Damage, SampleShape Pixels, ILogger Logger);
