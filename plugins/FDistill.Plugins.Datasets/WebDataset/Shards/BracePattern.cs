using System.Globalization;

namespace FDistill.Plugins.Datasets.WebDataset.Shards;

/// <summary>Names with alternatives in braces, as shells and webdataset
/// write them: <c>{000..120}</c> counts, <c>{train,val}</c> lists.</summary>
internal static class BracePattern
{
    private const string Range = "..";
    private const int Most = 10_000_000;

    /// <summary>All names that a pattern stands for, the last braces turning fastest.</summary>
    /// <exception cref="InvalidDataException">Its braces make no sense.</exception>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        if (open < 0) return [pattern];
        var close = pattern.IndexOf('}', open);
        var content = close < 0 ? "" : pattern[(open + 1)..close];
        if (close < 0 || content.Contains('{', StringComparison.Ordinal)) throw Wrong(pattern);
        var ends = Expand(pattern[(close + 1)..]);
        return [.. Alternatives(content, pattern).SelectMany(middle => ends.Select(end => pattern[..open] + middle + end))];
    }

    private static IEnumerable<string> Alternatives(string content, string pattern)
    {
        if (content.Contains(',', StringComparison.Ordinal)) return content.Split(',');
        if (content.Split(Range) is not [var first, var last] || !Number(first, out var from) || !Number(last, out var to) || to < from || to - from >= Most) throw Wrong(pattern);
        var digits = first.Length;   // {000..120} pads with zeros, {8..12} does not
        return Enumerable.Range(0, (int)(to - from + 1)).Select(step => (from + step).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'));
    }

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static InvalidDataException Wrong(string pattern) => new($"'{pattern}': expected braces as in {{00000..00099}} or {{train,val}}.");
}
