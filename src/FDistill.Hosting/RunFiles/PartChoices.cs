using System.Collections;

namespace FDistill.Hosting.RunFiles;

/// <summary>Finds the parts that a run file chooses.</summary>
internal static class PartChoices
{
    /// <summary>All choices in a run file or a section, wherever they stand.</summary>
    public static IEnumerable<PartChoice> In(object options) =>
        OptionTypes.Settable(options.GetType()).Select(property => property.GetValue(options)).OfType<object>().SelectMany(Of);

    private static IEnumerable<PartChoice> Of(object value) => value switch
    {
        PartChoice choice => [choice, .. In(choice.Options)],
        IEnumerable list => list.Cast<object>().Where(item => !OptionTypes.IsScalar(item.GetType())).SelectMany(Of),
        _ when OptionTypes.IsSection(value.GetType()) => In(value),
        _ => [],
    };
}
