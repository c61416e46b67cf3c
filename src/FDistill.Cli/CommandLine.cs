using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using FDistill.Cli.Commands;
using FDistill.Cli.Presentation;
using FDistill.Hosting.Laboratory;
using FDistill.Torch;

namespace FDistill.Cli;

/// <summary>The <c>fdistill</c> command: parses its arguments, runs the verb, reports what goes wrong.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class CommandLine(Terminal terminal)
{
    private readonly Option<bool> verbose = new("--verbose") { Description = "Shows details, and where in the program an error arose.", Recursive = true };

    private readonly StatusLine status = new(terminal);

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">What follows the program's name.</param>
    /// <returns>The exit code: 0 done, 1 failed, 2 called wrongly
    /// (also a run file with mistakes), 130 interrupted.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        using var console = new PluginConsole(status);
        var parsed = Parse(arguments);
        if (parsed.Action is not HelpWithExamples && new UsageReport(terminal).Report(parsed) is { } wrong) return wrong;
        try
        {
            if (parsed.Action is not HelpWithExamples && Computes(parsed)) TorchRuntime.Load();
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception failure)   // the last resort: everything thrown is reported, and becomes an exit code
        {
            return new ErrorReport(terminal, parsed.GetValue(verbose)).Report(failure);
        }
    }

    /// <summary>Reads a command line, and does nothing.</summary>
    /// <param name="arguments">What follows the program's name.</param>
    /// <returns>The verb, and what is wrong with its arguments.</returns>
    public ParseResult Parse(IReadOnlyList<string> arguments) => Root().Parse(arguments);

    private static bool Computes(ParseResult parsed)
    {
        for (SymbolResult? named = parsed.CommandResult; named is not null; named = named.Parent)
            if (named is CommandResult { Command: VerbCommand { Computes: false } }) return false;
        return true;
    }

    private RootCommand Root()
    {
        var root = new RootCommand("Distills multi-step diffusion models into one-step generators by f-divergence minimisation.");
        root.Options.Add(verbose);
        root.Subcommands.Add(new QuickstartCommand(Runner));
        root.Subcommands.Add(new RunCommand(Runner));
        root.Subcommands.Add(new ReproduceCommand(Reproducer));
        root.Subcommands.Add(new SampleCommand(Sampler));
        root.Subcommands.Add(new ExportCommand(terminal, Log));
        root.Subcommands.Add(new EvaluateCommand(parsed => new Evaluations(terminal, Log(parsed))));
        root.Subcommands.Add(new TeacherCommand(Runner, Sampler));
        root.Subcommands.Add(new ClassifierCommand(Runner));
        root.Subcommands.Add(new CheckpointCommand(terminal));
        root.Subcommands.Add(new DatasetCommand(DatasetTool));
        root.Subcommands.Add(new DivergenceCommand(terminal, Divergences));
        root.Subcommands.Add(new FigureCommand(parsed => new FigureMaker(terminal, Log(parsed))));
        root.Subcommands.Add(new LabCommand(parsed => new LaboratoryTool(terminal, Log(parsed))));
        root.Subcommands.Add(new PluginsCommand(terminal));
        root.Subcommands.Add(new PartsCommand(terminal));
        root.Subcommands.Add(new SchemaCommand(terminal));
        root.Subcommands.Add(new DoctorCommand(terminal));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples(new HelpAction { MaxWidth = terminal.Width });
        return root;
    }

    private Runner Runner(ParseResult parsed) => new(terminal, Log(parsed));

    private Reproducer Reproducer(ParseResult parsed) => new(terminal, Log(parsed), () => Divergences(parsed), failure => new ErrorReport(terminal, parsed.GetValue(verbose)).Report(failure));

    private Sampler Sampler(ParseResult parsed) => new(terminal, Log(parsed));

    private DatasetTool DatasetTool(ParseResult parsed) => new(terminal, Log(parsed));

    private DivergenceLibrary Divergences(ParseResult parsed) => new(Environment.GetEnvironmentVariables(), Log(parsed).Configure);

    private MessageLog Log(ParseResult parsed) => new(status, parsed.GetValue(verbose));
}
