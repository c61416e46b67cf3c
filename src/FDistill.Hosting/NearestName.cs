namespace FDistill.Hosting;

/// <summary>Finds the name that somebody who mistyped one probably meant.</summary>
public static class NearestName
{
    /// <summary>The existing name nearest to a wrong one.</summary>
    /// <param name="wrong">What was written.</param>
    /// <param name="existing">The names there are.</param>
    /// <returns>The nearest by edit distance; null where none is near: at
    /// most a third of the letters, and at least one, may differ.</returns>
    public static string? Of(string wrong, IEnumerable<string> existing)
    {
        ArgumentNullException.ThrowIfNull(wrong);
        ArgumentNullException.ThrowIfNull(existing);
        var allowed = Math.Max(1, wrong.Length / 3);
        return existing
            .Select(name => (Name: name, Distance: Distance(wrong.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>The end of a sentence that says a name does not exist:
    /// a question after the nearest one, or a full stop.</summary>
    /// <param name="wrong">What was written.</param>
    /// <param name="existing">The names there are.</param>
    public static string Hint(string wrong, IEnumerable<string> existing) => Of(wrong, existing) is { } near ? $"; did you mean '{near}'?" : ".";

    /// <summary>The edit distance of optimal string alignment: insertions,
    /// deletions, substitutions and swaps of neighbours, 1 each.</summary>
    private static int Distance(string from, string to)
    {
        var distance = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) distance[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) distance[0, j] = j;

        for (var i = 1; i <= from.Length; i++)
        for (var j = 1; j <= to.Length; j++)
        {
            var substitution = from[i - 1] == to[j - 1] ? 0 : 1;
            distance[i, j] = Math.Min(
                Math.Min(distance[i - 1, j] + 1, distance[i, j - 1] + 1),
                distance[i - 1, j - 1] + substitution);
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
        }

        return distance[from.Length, to.Length];
    }
}
