namespace FDistill.Architecture.Tests.Support;

/// <summary>A table of arrows: who may use whom. It is exact, so that a reader can rely on it.</summary>
internal static class Arrows
{
    /// <summary>Reads a table: a line for each user, <c>Engine : Abstractions Formats Torch</c>; behind a <c>#</c> stands a remark.</summary>
    public static IReadOnlySet<(string From, string To)> Read(string table) => table.Split('\n')
        .Select(line => line.Split('#')[0].Split(':', StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 2)
        .SelectMany(parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(to => (parts[0], to))).ToHashSet();

    /// <summary>What a table and the code do not have in common, a sentence each.</summary>
    /// <param name="allowed">The table.</param>
    /// <param name="uses">What is used.</param>
    /// <param name="room">Where a type belongs.</param>
    public static IReadOnlyList<string> Differences(IReadOnlySet<(string From, string To)> allowed, IEnumerable<Use> uses, Func<UsedType, string> room)
    {
        var found = uses.Select(use => (Arrow: (From: room(use.From), To: room(use.To)), Use: use)).Where(found => found.Arrow.From != found.Arrow.To).ToLookup(found => found.Arrow, found => found.Use);
        return
        [
            .. found.Where(arrow => !allowed.Contains(arrow.Key)).Select(arrow => $"{arrow.Key.From} uses {arrow.Key.To} ({Example(arrow.First())}); the table has no such arrow").Order(),
            .. allowed.Where(arrow => !found.Contains(arrow)).Select(arrow => $"the table has an arrow from {arrow.From} to {arrow.To}, and nothing uses it").Order(),
        ];
    }

    private static string Example(Use use) => $"{use.From.Name} → {use.To.Name}";
}
