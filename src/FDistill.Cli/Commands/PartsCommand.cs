using System.CommandLine;
using FDistill.Cli.Presentation;
using FDistill.Hosting;
using FDistill.Hosting.Plugins;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill parts</c> and <c>fdistill parts show</c>:
/// what run files can choose, and the options of each.</summary>
internal sealed class PartsCommand : VerbCommand
{
    private readonly Terminal terminal;

    public PartsCommand(Terminal terminal)
        : base("parts", "Lists the parts that run files can choose, with their options.", "fdistill parts", "fdistill parts show teacher/edm")
    {
        Computes = false;
        this.terminal = terminal;
        SetAction(_ =>
        {
            var sheet = new PartSheet(terminal);
            var catalog = PluginCatalogs.Installed();
            foreach (var kind in PartKind.All) sheet.Write(kind, catalog.Parts(kind));
            return ExitCodes.Done;
        });

        var show = new VerbCommand("show", "Shows one part: every option, its type, its default and what it does.", "fdistill parts show teacher/edm", "fdistill parts show js");
        var name = new Argument<string>("part") { Description = "kind/name, or the name alone where one kind has it" };
        show.Arguments.Add(name);
        show.SetAction(parsed =>
        {
            new PartSheet(terminal).Write(Find(PluginCatalogs.Installed(), parsed.GetValue(name)!));
            return ExitCodes.Done;
        });
        Subcommands.Add(show);
    }

    private static PartDescriptor Find(PluginCatalog catalog, string written)
    {
        var kinds = PartKind.All;
        if (written.Split('/', 2) is [var first, var rest] && PartKind.All.FirstOrDefault(kind => kind.Name == first) is { } kind) (kinds, written) = ([kind], rest);

        var problems = new List<string>();
        var found = new List<PartDescriptor>();
        foreach (var candidate in kinds)
            if (catalog.TryFind(candidate, written, out var part, out var problem)) found.Add(part);
            else problems.Add(problem);
        return found switch
        {
            [var one] => one,
            [] when kinds.Count == 1 => throw new UserException($"{problems[0][..1].ToUpperInvariant()}{problems[0][1..]}"),
            [] => throw new UserException($"There is no part '{written}'{NearestName.Hint(written, [.. PartKind.All.SelectMany(catalog.Names)])} 'fdistill parts' lists those that there are."),
            _ => throw new UserException($"Several kinds have a part '{written}': write {string.Join(" or ", found.Select(part => $"'{part.Kind}/{written}'"))}."),
        };
    }
}
