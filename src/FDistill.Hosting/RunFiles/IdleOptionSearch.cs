using System.Collections;
using System.Reflection;
using FDistill.Engine.DryRuns;
using FDistill.Plugins;

namespace FDistill.Hosting.RunFiles;

/// <summary>Finds the options of a run file that were set away from their defaults and have no
/// effect beside the others: those of the trainings and those that parts' options name.</summary>
internal static class IdleOptionSearch
{
    /// <summary>Finds them.</summary>
    /// <param name="runFile">The run file, bound and valid.</param>
    /// <returns>Of each its key as a user writes it, and why it has no effect.</returns>
    public static IEnumerable<IdleOption> Of(RunFile runFile) =>
    [
        .. runFile switch
        {
            TeacherTrainingRunFile teacher => IdleOptions.Of(teacher.TeacherTraining),
            ClassifierTrainingRunFile classifier => IdleOptions.Of(classifier.ClassifierTraining),
            DistillationRunFile distillation => IdleOptions.Of(distillation.Training),
            _ => Array.Empty<IdleOption>(),
        },
        .. Below("", runFile),
    ];

    private static IEnumerable<IdleOption> Below(string path, object section)
    {
        if (section is IHasIdleOptions options)
            foreach (var idle in options.IdleOptions.Where(idle => IsSet(section, idle.Key)))
                yield return idle with { Key = KeyPath.Display(KeyPath.Below(path, idle.Key)) };
        foreach (var property in OptionTypes.Settable(section.GetType()))
            foreach (var (key, inner) in Sections(KeyPath.Below(path, KeyPath.Key(property.Name)), property.GetValue(section)))
                foreach (var idle in Below(key, inner))
                    yield return idle;
    }

    /// <summary>The sections in a value: itself, a part's options, or those of a list.</summary>
    private static IEnumerable<(string Key, object Section)> Sections(string path, object? value) => value switch
    {
        null => [],
        PartChoice part => [(path, part.Options)],
        _ when OptionTypes.IsScalar(value.GetType()) => [],
        IDictionary entries => entries.Keys.Cast<string>().SelectMany(key => Sections(KeyPath.Below(path, key), entries[key])),
        IEnumerable list => list.Cast<object?>().Index().SelectMany(item => Sections(KeyPath.Below(path, $"{item.Index}"), item.Item)),
        _ => [(path, value)],
    };

    /// <summary>Whether an option is at another value than its default.</summary>
    private static bool IsSet(object options, string key)
    {
        if (options.GetType().GetProperty(key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { } property) return true;
        var (value, standing) = (property.GetValue(options), property.GetValue(Activator.CreateInstance(options.GetType())));
        return value is IEnumerable items and not string && standing is IEnumerable listed ? !items.Cast<object?>().SequenceEqual(listed.Cast<object?>()) : !Equals(value, standing);
    }
}
