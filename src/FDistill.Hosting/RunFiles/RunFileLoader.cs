using System.Collections;
using FDistill.Hosting.Documentation;
using FDistill.Hosting.Plugins;
using FDistill.Runs;

namespace FDistill.Hosting.RunFiles;

/// <summary>Reads run files: layers the overrides over the file, loads the
/// plugins it may choose from, binds and validates all of it.</summary>
/// <param name="environment">The environment variables.</param>
public sealed class RunFileLoader(IDictionary environment)
{
    /// <summary>In place of a file: everything is given by overrides.</summary>
    public const string NoFile = "the command line";

    private readonly Dictionary<string, PluginCatalog> catalogs = [];

    /// <summary>Whether files that options name need not be there:
    /// <see cref="LoadedRun{TRunFile}.Missing"/> lists them.</summary>
    public bool ToleratesMissingFiles { get; init; }

    /// <summary>Folders of plugins besides those that the run file and the environment name.</summary>
    public IReadOnlyList<string> PluginFolders { get; init; } = [];

    /// <summary>Reads a run file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="overrides">The overrides of the command line.</param>
    /// <param name="ignored">Keys of the top level that are passed over.</param>
    /// <exception cref="RunFileException">It has mistakes; the message lists all of them.</exception>
    /// <exception cref="UserException">It cannot be read, or an override is malformed.</exception>
    public LoadedRun<TRunFile> Load<TRunFile>(string file, IReadOnlyList<Override> overrides, params string[] ignored) where TRunFile : RunFile, new()
    {
        var configuration = RunConfiguration.Read(file, overrides, environment);
        return Bind<TRunFile>(configuration, Catalog(configuration), ignored);
    }

    /// <summary>The plugins that a run without a file may choose from.</summary>
    /// <param name="overrides">The overrides of the command line.</param>
    /// <exception cref="RunFileException">What they say of plugins has mistakes.</exception>
    internal PluginCatalog Plugins(IReadOnlyList<Override> overrides) => Catalog(RunConfiguration.Read(NoFile, overrides, environment));

    /// <summary>Binds and validates a configuration, wherever it comes from.</summary>
    /// <param name="configuration">What was written.</param>
    /// <param name="catalog">The plugins it may choose from.</param>
    /// <param name="ignored">Keys of the top level that are passed over.</param>
    /// <exception cref="RunFileException">It has mistakes; the message lists all of them.</exception>
    internal LoadedRun<TRunFile> Bind<TRunFile>(RunConfiguration configuration, PluginCatalog catalog, params string[] ignored) where TRunFile : RunFile, new()
    {
        var problems = new RunFileProblems(configuration, ToleratesMissingFiles);
        var runFile = new TRunFile();
        new OptionsBinder(configuration, catalog, problems).Bind(runFile, "", [RunFileSchema.Key, .. ignored]);
        CheckDisabled(runFile.Plugins, catalog, problems);
        CheckMachine(runFile, problems);
        problems.ThrowIfAny();

        runFile.Name ??= Path.GetFileNameWithoutExtension(configuration.File);
        runFile.Output = Path.GetFullPath(runFile.Output ?? Path.Combine("runs", runFile.Name));
        return new LoadedRun<TRunFile>(configuration, runFile, catalog, problems.Missing);
    }

    /// <summary>What the run file says of plugins is needed before the rest of it can be
    /// understood. Plugins are loaded once for all files that say the same.</summary>
    private PluginCatalog Catalog(RunConfiguration configuration)
    {
        var none = new PluginCatalog([]);
        var problems = new RunFileProblems(configuration);
        var section = new PluginsSection();
        new OptionsBinder(configuration, none, problems).Bind(section, KeyPath.Key(nameof(RunFile.Plugins)));
        problems.ThrowIfAny();
        var said = string.Join('\n', [.. section.Folders, "", .. section.Disabled]);
        if (!catalogs.TryGetValue(said, out var catalog))
            catalogs[said] = catalog = PluginHost.Load(PluginSearch.Of([.. PluginFolders.Select(Path.GetFullPath), .. section.Folders], section.Disabled, name => environment[name] as string));
        return catalog;
    }

    private static void CheckDisabled(PluginsSection section, PluginCatalog catalog, RunFileProblems problems)
    {
        var names = catalog.Plugins.Select(plugin => plugin.Name).Distinct().ToList();
        for (var i = 0; i < section.Disabled.Count; i++)
            if (!names.Contains(section.Disabled[i], StringComparer.OrdinalIgnoreCase))
                problems.Add($"plugins:disabled:{i}", $"there is no plugin '{section.Disabled[i]}'{NearestName.Hint(section.Disabled[i], names)} Found: {string.Join(", ", names)}.");
    }

    /// <summary>Puts the device that is meant in the place of
    /// <c>auto</c>; what the machine cannot do is a mistake.</summary>
    private static void CheckMachine(RunFile runFile, RunFileProblems problems)
    {
        var device = KeyPath.Key(nameof(RunFile.Device));
        if (problems.Touch(device)) return;
        if (ComputeDevice.Problem(runFile.Device) is { } missing) problems.Add(device, missing);
        runFile.Device = ComputeDevice.Resolve(runFile.Device);
        if (runFile is { Precision: Precision.Tf32, Device: ComputeDevice.Cpu })
            problems.Add(KeyPath.Key(nameof(RunFile.Precision)), "tf32 exists on CUDA devices only, and this run is on the CPU; use fp32");
    }
}
