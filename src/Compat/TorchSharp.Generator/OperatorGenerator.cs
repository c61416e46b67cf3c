using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TorchSharp.Generator;

/// <summary>
/// Writes the mechanical part of the API: every line of an <c>.ops</c> file becomes a method of the type that the file is named for.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class OperatorGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor Unreadable = new(
        "OPS001", "Unreadable operator line", "{0}", "Operators", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(file => file.Path.EndsWith(".ops", System.StringComparison.Ordinal))
            .Select((file, cancellation) => (file.Path, Text: file.GetText(cancellation)?.ToString() ?? ""));

        context.RegisterSourceOutput(files, static (output, source) =>
        {
            var file = new OperatorFile(source.Path, source.Text);
            foreach (var problem in file.Problems) output.ReportDiagnostic(Diagnostic.Create(Unreadable, problem.Location, problem.Message));
            output.AddSource($"{file.TypeName}.g.cs", SourceText.From(file.Write(), Encoding.UTF8));
        });

        context.RegisterSourceOutput(files.Collect(), static (output, all) =>
            output.AddSource("Operators.g.cs", SourceText.From(OperatorTable.Write(all.SelectMany(source => new OperatorFile(source.Path, source.Text).Methods)), Encoding.UTF8)));
    }
}
