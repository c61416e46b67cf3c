using System.CommandLine;
using FDistill.Cli.Presentation;
using FDistill.Formats.Files;
using FDistill.Hosting.Documentation;
using FDistill.Hosting.RunFiles;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill schema</c>: a JSON Schema of run files, by which editors complete and check them.</summary>
internal sealed class SchemaCommand : VerbCommand
{
    private static readonly Dictionary<string, Type> Kinds = new(StringComparer.Ordinal)
    {
        ["run"] = typeof(DistillationRunFile),
        ["teacher"] = typeof(TeacherTrainingRunFile),
        ["classifier"] = typeof(ClassifierTrainingRunFile),
    };

    public SchemaCommand(Terminal terminal)
        : base("schema", "Writes a JSON Schema of run files, with the parts that are installed: editors complete and check by it.",
            "fdistill schema --output fdistill.schema.json", "fdistill schema teacher > teacher.schema.json")
    {
        Computes = false;
        var kind = new Argument<string>("kind") { Description = "run (the default), teacher or classifier", DefaultValueFactory = _ => "run" };
        kind.AcceptOnlyFromAmong([.. Kinds.Keys]);
        var output = new Option<string?>("--output") { Description = "The file to write; else the schema is printed." };
        Arguments.Add(kind);
        Options.Add(output);
        SetAction(parsed =>
        {
            var schema = new RunFileSchema(PluginCatalogs.Installed(), new XmlDocumentation()).Of(Kinds[parsed.GetValue(kind)!]);
            if (parsed.GetValue(output) is not { } path)
            {
                terminal.Out.WriteLine(schema);
                return ExitCodes.Done;
            }

            Durable.WriteFile(path, schema + "\n");
            terminal.Out.WriteLine($"Written: {path}");
            terminal.Out.WriteLine(Wrapping.Wrap($"A run file names it in its first line: \"$schema\": \"{Path.GetFileName(path)}\"", terminal.Width));
            return ExitCodes.Done;
        });
    }
}
