using System.Text.RegularExpressions;
using FDistill.Cli.Tests.Support;
using FDistill.Plugins;

namespace FDistill.Cli.Tests.Plugins;

/// <summary>A part may stand behind a guard: whoever asks it for an
/// optional contract asks through <see cref="OptionalContract"/>.</summary>
public sealed class OptionalContractTests
{
    private static readonly Type[] Contracts = [.. typeof(IPlugin).Assembly.GetExportedTypes().Where(type => type.IsInterface)];

    private static readonly string[] Optional = [.. Contracts.Where(type => Contracts.Any(other => other != type && type.IsAssignableTo(other) && other != typeof(IDisposable))).Select(type => type.Name)];

    [Fact]
    public void No_source_below_the_plugins_asks_a_part_itself_for_an_optional_contract()
    {
        Assert.Contains("ICheckpointingDenoiser", Optional);
        string[] rooms = ["FDistill.Engine", "FDistill.Hosting", "FDistill.Reports", "FDistill.Cli"];
        Assert.Empty(rooms.SelectMany(room => Directory.EnumerateFiles(Path.Combine(Repository.Sample(), "..", "src", room), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => File.ReadLines(file).Where(AsksThePart).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")));
    }

    [Theory]
    [InlineData("if (denoiser is ICheckpointingDenoiser checkpointing)")]
    [InlineData("if (denoiser is not (null or ICheckpointingDenoiser))")]
    [InlineData("var exact = teacher as IExactTeacher;")]
    [InlineData("((IAugmentedDenoiser)denoiser).Denoise(x, t, c, labels)")]
    [InlineData("foreach (var metric in metrics.OfType<IStreamingMetric>())")]
    public void Asking_a_part_itself_is_found_in_all_its_forms(string line) => Assert.True(AsksThePart(line));

    [Theory]
    [InlineData("OptionalContract.Of<ICheckpointingDenoiser>(denoiser) is { } checkpointing")]
    [InlineData("public sealed class CoverageStudy(IExactTeacher teacher, CoverageOptions options)")]
    public void Asking_through_the_decorators_and_taking_such_a_part_is_not(string line) => Assert.False(AsksThePart(line));

    private static bool AsksThePart(string line) => Optional.Any(contract =>
        Regex.IsMatch(line, $@"\b(is|as|case)\b( not)? *\(?(\w+ or )*{contract}\b|\({contract}\) *\w|(OfType|Cast)<{contract}>"));
}
