using System.Collections;
using FDistill.Heads;
using FDistill.Hosting.Composition;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;
using FDistill.Plugins;
using FDistill.Reports.Laboratory.Testbed;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Laboratory;

/// <summary>What the exact testbed is made of: teachers of which all is
/// known, heads and divergences, from the plugins that are there.</summary>
public sealed class LaboratorySession : IDisposable
{
    private readonly string? file;
    private readonly OwnTestbed testbed;
    private readonly IDictionary environment;
    private readonly Action<ILoggingBuilder> logging;
    private readonly PluginCatalog catalog;
    private readonly DivergenceLibrary library;
    private readonly Dictionary<(int? Dimension, long Seed), ServiceProvider> made = [];

    /// <summary>Finds the plugins.</summary>
    /// <param name="file">A run file whose teacher and head are taken; null for the testbed's own.</param>
    /// <param name="testbed">The testbed's own.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">The run file cannot be read,
    /// or its teacher does not know its marginals.</exception>
    public LaboratorySession(string? file, OwnTestbed testbed, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(testbed);
        ArgumentNullException.ThrowIfNull(environment);
        (this.file, this.testbed, this.environment, this.logging) = (file, testbed, environment, logging);
        catalog = file is null
            ? PluginHost.Load(PluginSearch.Of([], [], name => environment[name] as string))
            : new RunFileLoader(environment).Load<TestbedRunFile>(file, Overrides(file, seed: 0), TestbedRunFile.Ignored).Catalog;
        library = new DivergenceLibrary(catalog, environment, logging);
    }

    /// <summary>Whether a run file brings the teacher.</summary>
    public bool HasOwnTeacher => file is not null;

    /// <summary>Makes divergences.</summary>
    /// <param name="written">Each <c>name</c>, or <c>name:key=value,key=value</c>;
    /// none for all that need no options.</param>
    /// <returns>They are valid as long as the session.</returns>
    /// <exception cref="RunFileException">There is none of a name, or its options are wrong.</exception>
    public IReadOnlyList<NamedDivergence> Divergences(IReadOnlyList<string> written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return written.Count > 0
            ? [.. written.Select(name => new NamedDivergence(name, library.Create(name)))]
            : [.. library.Divergences.Select(part => part.Name).SelectMany(WithoutOptions)];
    }

    /// <summary>Makes teacher and head, once for each seed.</summary>
    /// <param name="seed">What fresh networks are drawn from.</param>
    /// <param name="dimension">The dimension of the testbed's own
    /// teacher; null for the plane, or for the run file's.</param>
    /// <returns>They are valid as long as the session.</returns>
    /// <exception cref="UserException">The dimension is none of 1 to 64, or a run file
    /// has a teacher of its own; or that one does not know its marginals.</exception>
    public TestbedParts Parts(long seed, int? dimension = null)
    {
        if (dimension is { } given && file is not null) throw new UserException($"--dimension {given}: the teacher of {file} has a dimension of its own. Leave out one of the two.");
        if (dimension < testbed.Smallest || dimension > testbed.Largest) throw new UserException($"--dimension: found {dimension}, expected {testbed.Smallest} to {testbed.Largest}.");
        if (!made.TryGetValue((dimension, seed), out var services)) made.Add((dimension, seed), services = Compose(dimension ?? 2, seed));
        var teacher = OptionalContract.Of<IExactTeacher>(services.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher))
            ?? throw new UserException($"{file}: its teacher does not know its marginals exactly (no {nameof(IExactTeacher)}), and the laboratory measures against them.{KnowTheirMarginals()}");
        if (teacher.Conditions.Kind != ConditionKinds.None) throw new UserException($"{file}: its teacher needs conditions of the kind '{teacher.Conditions.Kind}', and the laboratory has none to give.");
        return new TestbedParts(teacher, services.GetRequiredKeyedService<IDiscriminatorHead>(PartKeys.Head));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var services in made.Values) services.Dispose();
        library.Dispose();
    }

    private ServiceProvider Compose(int dimension, long seed)
    {
        var configuration = file is null
            ? RunConfiguration.Of([.. Common(seed), new("the testbed", PartKeys.Teacher, testbed.Teacher(dimension)), new("the testbed", PartKeys.Head, testbed.Head)], "the testbed")
            : RunConfiguration.Read(file, Overrides(file, seed), environment);
        var run = new RunFileLoader(environment).Bind<TestbedRunFile>(configuration, catalog, TestbedRunFile.Ignored);
        return PartContainer.Of(run, collection => collection.AddLogging(logging).AddPart(PartKeys.Teacher, run.RunFile.Teacher).AddPart(PartKeys.Head, run.RunFile.Head));
    }

    /// <summary>The teachers that would do, in a sentence.</summary>
    private string KnowTheirMarginals()
    {
        var kind = PartKind.Of(typeof(ITeacher));
        List<string> names = [.. catalog.Parts(kind).Where(part => part.PartType.IsAssignableTo(typeof(IExactTeacher))).Select(part => part.Name)];
        return names.Count switch
        {
            0 => "",
            1 => $" The teacher {names[0]} does.",
            _ => $" The teachers {string.Join(", ", names)} do.",
        };
    }

    /// <summary>What stands over the run file: the seed, the CPU, and a head where it names none.</summary>
    private IReadOnlyList<Override> Overrides(string file, long seed) =>
        RunConfiguration.Read(file, [], environment).IsGiven(PartKeys.Head) ? Common(seed) : [.. Common(seed), new("the testbed", PartKeys.Head, testbed.Head)];

    private static IReadOnlyList<Override> Common(long seed) =>
        [new("the testbed", KeyPath.Key(nameof(RunFile.Seed)), FormattableString.Invariant($"{seed}")), new("the testbed", KeyPath.Key(nameof(RunFile.Device)), ComputeDevice.Cpu)];

    /// <summary>A divergence as it is; none where it is nothing without options, as a formula is.</summary>
    private IEnumerable<NamedDivergence> WithoutOptions(string name)
    {
        try
        {
            return [new NamedDivergence(name, library.Create(name))];
        }
        catch (RunFileException)
        {
            return [];
        }
    }
}
