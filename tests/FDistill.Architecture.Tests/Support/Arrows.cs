namespace FDistill.Architecture.Tests.Support;

/// <summary>A table of arrows: who may use whom. It is exact, so that a reader can rely on it.</summary>
internal static class Arrows
{
    /// <summary>Reads a table: a line for each user, <c>Engine : Abstractions
    /// Formats Torch</c>; behind a <c>#</c> stands a remark.</summary>
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

    /// <summary>The arrows that lead to a later line of their table and are not named in its
    /// remark: who stands below does not know who stands on it, but for a reason.</summary>
    /// <param name="table">The table.</param>
    /// <returns>A sentence for each.</returns>
    public static IReadOnlyList<string> Unexplained(string table)
    {
        var lines = table.Split('\n').Where(line => line.Contains(':', StringComparison.Ordinal)).ToList();
        var users = lines.Select(line => line.Split(':')[0].Trim()).ToList();
        return
        [
            .. from line in lines.Index()
            let named = line.Item.Split('#').ElementAtOrDefault(1)?.Split(' ', ',', ':') ?? []
            from arrow in Read(line.Item)
            where users.IndexOf(arrow.To) > line.Index && !named.Contains(arrow.To)
            select $"the arrow from {arrow.From} to {arrow.To} leads to a later line of the table, and the remark does not say why",
        ];
    }

    /// <summary>The arrows that no chain of others makes: what a picture draws.</summary>
    /// <param name="arrows">A table without circles.</param>
    /// <param name="box">The box that a user is drawn in.</param>
    public static IReadOnlyList<(string From, string To)> Shortest(IReadOnlySet<(string From, string To)> arrows, Func<string, string> box)
    {
        var boxes = arrows.Select(arrow => (From: box(arrow.From), To: box(arrow.To))).ToHashSet();
        bool Leads(string from, string to) => boxes.Any(arrow => arrow.From == from && (arrow.To == to || Leads(arrow.To, to)));
        return [.. boxes.Where(arrow => !boxes.Any(first => first.From == arrow.From && first.To != arrow.To && Leads(first.To, arrow.To)))];
    }

    private static string Example(Use use) => $"{use.From.Name} → {use.To.Name}";
}
