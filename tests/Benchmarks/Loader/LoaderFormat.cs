using FDistill.Datasets;

namespace FDistill.Benchmarks.Loader;

/// <summary>A format in which images are kept.</summary>
/// <param name="Name">Its name, with sizes.</param>
/// <param name="HasCache">Whether decoded images can stay in memory.</param>
/// <param name="Open">Opens the dataset.</param>
internal sealed record LoaderFormat(string Name, bool HasCache, Func<LoaderThreads, IDataset> Open);
