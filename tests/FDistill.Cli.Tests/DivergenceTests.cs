using System.Text.Json.Nodes;
using FDistill.Cli.Tests.Support;
using FDistill.Hosting.Laboratory;
using FDistill.Reports.Laboratory;

namespace FDistill.Cli.Tests;

public sealed class DivergenceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task All_divergences_that_plugins_bring_are_listed()
    {
        var list = await Invocation.OfAsync("divergence", "list");

        Assert.Equal(0, list.ExitCode);
        foreach (var name in new[] { "js", "power", "expression", "smoothed-total-variation" }) Assert.Contains(name, list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspecting_a_formula_tells_its_row_of_table_1_and_writes_page_and_numbers()
    {
        var (html, json, picture) = (Path.Combine(folder.Path, "page.html"), Path.Combine(folder.Path, "numbers.json"), Path.Combine(folder.Path, "curves.png"));

        var inspect = await Invocation.OfAsync("divergence", "inspect", "expression:h=min(r,1)*1", "--html", html, "--json", json, "--png", picture);

        Assert.True(inspect.ExitCode == 0, inspect.Error);
        Assert.Matches("Mode-seeking[?] +Yes", inspect.Out);
        Assert.Matches("Saturation[?] +Yes", inspect.Out);
        Assert.All(inspect.Lines, line => Assert.True(line.Length <= 80, line));
        Assert.Contains("<svg", File.ReadAllText(html), StringComparison.Ordinal);
        Assert.DoesNotContain("http", File.ReadAllText(html).Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(picture)[..4]);
        Assert.Equal(1, (double)JsonNode.Parse(File.ReadAllText(json))![0]!["modeSeekingLimit"]!, 1e-9);
    }

    [Fact]
    public async Task The_rows_of_tables_1_and_6_are_told_in_the_papers_words()
    {
        var inspect = await Invocation.OfAsync("divergence", "inspect", "js");

        Assert.Matches("Table 1", inspect.Out);
        Assert.Matches("Mode-seeking[?] +Medium +lim f[(]r[)]/r over f''[(]1[)] = 1.3863", inspect.Out);
        Assert.Matches("Saturation[?] +Yes", inspect.Out);
        Assert.Matches("Variance +Low", inspect.Out);
        Assert.Matches("Table 6 +r to infinity +r to 0", inspect.Out);
        Assert.Matches("Rate of f''[(]r[)] +r\\^-2 +r\\^-1", inspect.Out);
        Assert.Matches("exact +r\\^-2 +r\\^-1", inspect.Out);
    }

    [Fact]
    public void Every_divergence_that_plugins_bring_has_a_certificate_and_tail_weights_that_are_its_own()
    {
        using var library = new DivergenceLibrary(Environment.GetEnvironmentVariables(), _ => { });

        foreach (var name in library.Divergences.Select(part => part.Name))
        {
            var certificate = DivergenceCertificate.Of(name, library.Create(name == "expression" ? "expression:h=r^0.5/(1+r)" : name));
            Assert.True(certificate.IsSound, string.Join("; ", certificate.Faults));
            Assert.NotNull(certificate.ModeSeeking);
            if (certificate.TailWeights is not { } exact) continue;
            Assert.Equal(exact.Left, certificate.AtZero!.CurvatureExponent, 1e-3);
            Assert.Equal(exact.Right, certificate.AtInfinity!.CurvatureExponent, 1e-3);
        }
    }

    [Fact]
    public async Task Divergences_are_compared_side_by_side()
    {
        var compare = await Invocation.OfAsync("divergence", "compare", "reverse-kl", "power:gamma=0.75", "forward-kl");

        Assert.True(compare.ExitCode == 0, compare.Error);
        Assert.Matches("reverse-kl +Yes", compare.Out);
        Assert.Matches("power:gamma=0.75 +Medium +Yes +High", compare.Out);
        Assert.Matches("forward-kl +No +No +High", compare.Out);
        Assert.All(compare.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Theory, InlineData("curves.svg", "<svg"), InlineData("curves.png", "PNG")]
    public async Task Divergences_are_drawn_into_the_kind_of_picture_that_its_name_says(string name, string signature)
    {
        var file = Path.Combine(folder.Path, name);

        var plot = await Invocation.OfAsync("divergence", "plot", "js", "power:gamma=0.75", "--output", file);

        Assert.True(plot.ExitCode == 0, plot.Error);
        Assert.Contains(signature, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)[..200]), StringComparison.Ordinal);
        if (name.EndsWith(".svg", StringComparison.Ordinal))
            foreach (var panel in new[] { "Weighting", "Divergence", "Slope", "Curvature", "Conjugate", "Normalised variance", "power:gamma=0.75" })
                Assert.Contains(panel, File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plot js --output curves.pdf", "found the ending '.pdf', expected .svg or .png")]
    [InlineData("inspect js --png curves.jpg", "found the ending '.jpg', expected .svg or .png")]
    [InlineData("plot expression:h=r-1 --output curves.svg", "There is nothing to draw")]
    public async Task A_picture_that_cannot_be_is_refused(string arguments, string answer)
    {
        var plot = await Invocation.OfAsync(["divergence", .. arguments.Split(' ')]);

        Assert.Equal(1, plot.ExitCode);
        Assert.Contains(answer, string.Join(' ', plot.Error.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(File.Exists("curves.svg"));
    }

    [Fact]
    public async Task An_unsound_h_is_told_and_fails()
    {
        var inspect = await Invocation.OfAsync("divergence", "inspect", "expression:h=r-1");

        Assert.Equal(1, inspect.ExitCode);
        Assert.Contains("!! h is negative, at r = ", inspect.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("powr", "there is no divergence 'powr'; did you mean 'power'?")]
    [InlineData("power:gama=1", "gamma")]
    [InlineData("power:gamma", "found 'gamma', expected key=value")]
    [InlineData("power:gamma=99", "found 99, expected at least -8 and at most 8")]
    [InlineData("expression:h=1/(r-", "found the end at place 6")]
    [InlineData("expression", "is missing")]
    public async Task A_mistake_is_answered_with_the_way_out(string written, string answer)
    {
        var inspect = await Invocation.OfAsync("divergence", "inspect", written);

        Assert.Equal(2, inspect.ExitCode);
        Assert.Contains(answer, string.Join(' ', inspect.Error.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
