using System.CommandLine;
using FDistill.Hosting.Laboratory;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill lab [theorem|estimators|coverage|map] [DIVERGENCE…]</c>:
/// the parts of the method where everything is known.</summary>
internal sealed class LabCommand : VerbCommand
{
    public LabCommand(Func<ParseResult, LaboratoryTool> tool)
        : base("lab", "Measures the parts of the method where everything is known: on mixtures of Gaussians, whose scores, marginals and ratios are exact.",
            "fdistill lab",
            "fdistill lab js forward-kl --html lab.html --png lab.png",
            "fdistill lab theorem 'expression:h=r^0.5/(1+r)' --dimension 16",
            "fdistill lab map reverse-kl js forward-kl --png map.svg")
    {
        Measure(this, LaboratoryStudies.All, tool);
        Add("theorem", "Theorem 1: the gradient of D_f by finite difference, and by h and scores.", LaboratoryStudies.Theorem, tool, "fdistill lab theorem js");
        Add("estimators", "Bias and variance of the head's ratio, of the fake score and of both normalisations.", LaboratoryStudies.Estimators, tool,
            "fdistill lab estimators js forward-kl", "fdistill lab estimators --dimension 16 --json estimators.json");
        Add("coverage", "Which modes a student covers, from a good start and from a bad one.", LaboratoryStudies.Coverage, tool, "fdistill lab coverage reverse-kl js --png coverage.png");
        Add("map", "h over the plane, with the densities of teacher and student (Fig. 3 and 9).", LaboratoryStudies.Map, tool, "fdistill lab map --png map.svg");
    }

    private void Add(string name, string description, LaboratoryStudies studies, Func<ParseResult, LaboratoryTool> tool, params string[] examples)
    {
        var command = new VerbCommand(name, description, examples);
        Measure(command, studies, tool);
        Subcommands.Add(command);
    }

    private static void Measure(VerbCommand command, LaboratoryStudies studies, Func<ParseResult, LaboratoryTool> tool)
    {
        var names = new Argument<string[]>("divergences") { Description = "name, or name:key=value,key=value; none for all that there are.", Arity = ArgumentArity.ZeroOrMore };
        var dimension = WholeNumber.Option<int>("--dimension", "Coordinates of a point, 1 to 64. Default: 2, and for Theorem 1 also 1, 16 and 64.");
        var with = new Option<string?>("--with") { Description = "A run file whose teacher and head are taken; the teacher must know its marginals.", HelpName = "file" };
        var seed = WholeNumber.Option<long>("--seed", "Whatever is random derives from it. Default: 0.");
        var pages = new PageOptions();
        command.Arguments.Add(names);
        foreach (var option in (Option[])[dimension, with, seed]) command.Options.Add(option);
        pages.AddTo(command);
        command.SetAction(parsed => tool(parsed).Measure(
            studies, parsed.GetValue(names) ?? [], parsed.GetValue(dimension), parsed.GetValue(with), parsed.GetValue(seed) ?? 0,
            new LaboratoryFiles(pages.Html(parsed), pages.Picture(parsed), pages.Json(parsed))));
    }
}
