using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;

namespace FDistill.Hosting.Laboratory;

/// <summary>A divergence as it is written on a command line: <c>js</c>,
/// <c>power:gamma=0.5</c>, <c>mix:first=js,second=forward-kl</c>.</summary>
/// <param name="Written">As it was written.</param>
/// <param name="Name">The part's name.</param>
/// <param name="Options">Its options, in the order written.</param>
internal sealed record DivergenceSpecification(string Written, string Name, IReadOnlyList<KeyValuePair<string, string>> Options)
{
    /// <summary>Reads one.</summary>
    /// <param name="written">What was written.</param>
    /// <exception cref="UserException">An option is not of the form key=value.</exception>
    public static DivergenceSpecification Parse(string written)
    {
        var colon = written.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new DivergenceSpecification(written, written, [])
            : new DivergenceSpecification(written, written[..colon], [.. Entries(written[(colon + 1)..]).Select(entry => Option(written, entry))]);
    }

    /// <summary>The overrides that choose it in a configuration.</summary>
    public IReadOnlyList<Override> Choice() =>
    [
        new(Written, $"{PartKeys.Divergence}:{PartChoice.Use}", Name),
        .. Options.Select(option => new Override(Written, KeyPath.Below(PartKeys.Divergence, KeyPath.Parse(option.Key)), option.Value)),
    ];

    private static KeyValuePair<string, string> Option(string written, string entry)
    {
        var equals = entry.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? KeyValuePair.Create(entry[..equals].Trim(), entry[(equals + 1)..].Trim())
            : throw new UserException($"'{written}': found '{entry}', expected key=value. A divergence is written name or name:key=value,key=value.");
    }

    /// <summary>What stands between commas outside parentheses.</summary>
    private static IEnumerable<string> Entries(string text)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[at] != ',' || depth > 0) continue;
            yield return text[start..at];
            start = at + 1;
        }

        yield return text[start..];
    }
}
