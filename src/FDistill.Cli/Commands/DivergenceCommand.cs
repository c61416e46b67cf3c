using System.CommandLine;
using FDistill.Cli.Presentation;
using FDistill.Hosting.Laboratory;
using FDistill.Reports;
using FDistill.Reports.Charts;
using FDistill.Reports.Laboratory;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill divergence list|inspect|plot|compare</c>:
/// what an h would do, before anything is trained with it.</summary>
internal sealed class DivergenceCommand : VerbCommand
{
    private readonly Terminal terminal;
    private readonly Func<ParseResult, DivergenceLibrary> open;

    public DivergenceCommand(Terminal terminal, Func<ParseResult, DivergenceLibrary> open)
        : base("divergence", "Describes what a divergence does, from its h alone.",
            "fdistill divergence inspect js",
            "fdistill divergence inspect 'expression:h=r^0.5/(1+r)' --html page.html",
            "fdistill divergence plot js forward-kl --output curves.svg",
            "fdistill divergence compare reverse-kl js power:gamma=0.75")
    {
        (this.terminal, this.open) = (terminal, open);
        Subcommands.Add(List());
        Subcommands.Add(Inspect());
        Subcommands.Add(Plot());
        Subcommands.Add(Compare());
    }

    private VerbCommand List()
    {
        var list = new VerbCommand("list", "Lists the divergences that plugins bring.", "fdistill divergence list");
        list.SetAction(parsed =>
        {
            using var library = open(parsed);
            new Tables(terminal).Write(["Divergence", ""], library.Divergences.Select(divergence => new[] { divergence.Name, divergence.Description }));
            return ExitCodes.Done;
        });
        return list;
    }

    private VerbCommand Inspect()
    {
        var inspect = new VerbCommand("inspect", "Examines one divergence: is its h sound, and what will it do.",
            "fdistill divergence inspect js", "fdistill divergence inspect power:gamma=0.75 --html page.html --json certificate.json");
        var name = new Argument<string>("divergence") { Description = "name, or name:key=value,key=value" };
        var pages = new PageOptions();
        inspect.Arguments.Add(name);
        pages.AddTo(inspect);
        inspect.SetAction(parsed => Examine(parsed, [parsed.GetValue(name)!], pages, (certificates, report) => report.Write(certificates[0])));
        return inspect;
    }

    private VerbCommand Plot()
    {
        var plot = new VerbCommand("plot", "Draws h, f and its derivatives, f* and the variance of divergences into one picture.",
            "fdistill divergence plot js", "fdistill divergence plot reverse-kl js forward-kl --output curves.png");
        var names = new Argument<string[]>("divergences") { Description = "name, or name:key=value,key=value", Arity = new ArgumentArity(1, Chart.MostLines) };
        var output = new Option<string>("--output") { Description = "The picture; .svg or .png.", HelpName = "file", DefaultValueFactory = _ => "divergences.svg" };
        plot.Arguments.Add(names);
        plot.Options.Add(output);
        plot.SetAction(parsed =>
        {
            var path = parsed.GetValue(output)!;
            ChartFile.CheckEnding(path);
            using var library = open(parsed);
            List<DivergenceCertificate> certificates = [.. parsed.GetValue(names)!.Select(name => Certificate(library, name))];
            Draw(path, certificates);
            terminal.Out.WriteLine($"Written: {path}");
            return ExitCodes.Done;
        });
        return plot;
    }

    private VerbCommand Compare()
    {
        var compare = new VerbCommand("compare", "Puts divergences side by side.", "fdistill divergence compare reverse-kl js forward-kl --html page.html");
        var names = new Argument<string[]>("divergences") { Description = "name, or name:key=value,key=value", Arity = new ArgumentArity(2, Chart.MostLines) };
        var pages = new PageOptions();
        compare.Arguments.Add(names);
        pages.AddTo(compare);
        compare.SetAction(parsed => Examine(parsed, parsed.GetValue(names)!, pages, (certificates, report) => report.Write(certificates)));
        return compare;
    }

    /// <summary>Examines divergences and describes them; an h that is not sound makes the command fail.</summary>
    private int Examine(ParseResult parsed, IReadOnlyList<string> names, PageOptions pages, Action<IReadOnlyList<DivergenceCertificate>, CertificateReport> tell)
    {
        var picture = pages.Picture(parsed);
        using var library = open(parsed);
        List<DivergenceCertificate> certificates = [.. names.Select(name => Certificate(library, name))];
        tell(certificates, new CertificateReport(terminal));
        if (pages.Html(parsed) is { } html) DivergencePage.Write(html, certificates);
        if (picture is not null) Draw(picture, certificates);
        if (pages.Json(parsed) is { } json) DivergencePage.WriteJson(json, certificates);
        foreach (var path in new[] { pages.Html(parsed), picture, pages.Json(parsed) }.OfType<string>()) terminal.Out.WriteLine($"Written: {path}");
        return certificates.All(certificate => certificate.IsSound) ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <exception cref="InvalidDataException">No h can be drawn.</exception>
    private static void Draw(string path, List<DivergenceCertificate> certificates)
    {
        if (certificates.All(certificate => certificate.Curve.Count == 0)) throw new InvalidDataException($"{certificates[0].Name}: {string.Join("; ", certificates[0].Faults)}. There is nothing to draw.");
        ChartFile.Write(path, new ChartSheet(string.Join(", ", certificates.Select(certificate => certificate.Name)), DivergenceCharts.Of(certificates)));
    }

    private static DivergenceCertificate Certificate(DivergenceLibrary library, string name)
    {
        var divergence = library.Create(name);
        try
        {
            return DivergenceCertificate.Of(name, divergence);
        }
        catch (InvalidOperationException broken)
        {
            throw new InvalidDataException($"{name}: {broken.Message}.", broken);
        }
    }
}
