using FDistill.Hosting.Plugins;

namespace FDistill.Hosting.RunFiles;

/// <summary>A run file that was read, bound and found free of mistakes, with the plugins it chooses from.</summary>
/// <typeparam name="TRunFile">Which kind of run file.</typeparam>
/// <param name="Path">The file's full path.</param>
/// <param name="RunFile">Its content, with everything that overrides it.</param>
/// <param name="Catalog">The plugins found.</param>
public sealed record LoadedRun<TRunFile>(string Path, TRunFile RunFile, PluginCatalog Catalog) where TRunFile : RunFile;
