using System.Numerics;

namespace FDistill.Formats.Pickles;

/// <summary>Values of a pickle as what they have to be.</summary>
internal static class PickleValues
{
    /// <summary>As many dimensions as PyTorch allows.</summary>
    private const int MostDimensions = 64;

    /// <summary>A dictionary.</summary>
    public static PickleDictionary Dictionary(object? value) => value as PickleDictionary ?? throw Mismatch(value, "a dictionary");

    /// <summary>A tuple, list or set.</summary>
    public static PickleSequence Sequence(object? value) => value as PickleSequence ?? throw Mismatch(value, "a tuple");

    /// <summary>A text.</summary>
    public static string Text(object? value) => value as string ?? throw Mismatch(value, "a text");

    /// <summary>A whole number.</summary>
    public static long Whole(object? value) => value is long number ? number : throw Mismatch(value, "a whole number");

    /// <summary>Whole numbers, as many as a tensor may have dimensions.</summary>
    public static long[] Wholes(object? value) =>
        Sequence(value).Items is { Count: <= MostDimensions } items ? [.. items.Select(Whole)] : throw new FormatException($"a tensor of more than {MostDimensions} dimensions");

    /// <summary>One of a function's arguments.</summary>
    public static object? Argument(this PickleSequence arguments, int index) =>
        index < arguments.Items.Count ? arguments.Items[index] : throw new FormatException($"a call has {arguments.Items.Count} arguments, at least {index + 1} were expected");

    /// <summary>A value in a few words, for errors.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "None",
        string text => text.Length > 40 ? $"the text '{text[..40]}…'" : $"the text '{text}'",
        bool or long or double => FormattableString.Invariant($"{value}"),
        BigInteger => "a very large number",
        PickleBytes bytes => $"{bytes.Length} bytes",
        PickleDictionary => "a dictionary",
        PickleSequence => "a tuple or list",
        PickleGlobal global => $"the name {global.Name}",
        PickleObject item => $"an object of {item.ClassName}",
        _ => "a tensor or its numbers",
    };

    private static FormatException Mismatch(object? value, string expected) => new($"found {Describe(value)} where {expected} was expected");
}
