using FDistill.Parity.Tests.Support;

namespace FDistill.Parity.Tests;

public class CommandLineTests
{
    [Fact]
    public void A_recording_that_is_met_passes_and_shows_the_error_of_every_output()
    {
        using var recording = SmallRecording.OfLoss();
        var (code, lines, _) = Run(recording.ChecksFile);
        Assert.Equal(0, code);
        Assert.Contains(lines, line => line.Contains("passed  only  fdistill.gan_loss", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.TrimStart().StartsWith("loss ", StringComparison.Ordinal) && line.EndsWith("of  1.0e-06", StringComparison.Ordinal));
        Assert.Equal("1 passed, 0 failed, 0 skipped", lines[^1]);
    }

    [Fact]
    public void A_value_that_is_missed_fails()
    {
        using var recording = SmallRecording.OfLoss(expected: 0.694);
        var (code, lines, _) = Run(recording.ChecksFile);
        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("! loss", StringComparison.Ordinal) && line.Contains("1.2e-03 of  1.0e-06", StringComparison.Ordinal));
        Assert.Equal("0 passed, 1 failed, 0 skipped", lines[^1]);
    }

    [Fact]
    public void A_recording_is_found_by_its_own_name_by_its_folder_and_by_one_above()
    {
        using var recording = SmallRecording.OfLoss();
        foreach (var path in (string[])[Path.Combine(recording.Folder, "small.safetensors"), recording.Folder, recording.Root])
            Assert.Equal("1 passed, 0 failed, 0 skipped", Run(path).Lines[^1]);
        Assert.Equal("1 passed, 0 failed, 0 skipped", Run(recording.Root, recording.ChecksFile).Lines[^1]);
    }

    [Theory]
    [InlineData("fdistill.gan_los", """{ "side": "generator" }""", "in/logits", "there is no kind 'fdistill.gan_los'")]
    [InlineData("fdistill.gan_loss", """{ "side": "neither" }""", "in/logits", "side is \"neither\", expected generator or discriminator")]
    [InlineData("fdistill.gan_loss", """{ "side": "generator", "temperature": 2 }""", "in/logits", "kwargs that this kind does not know: temperature")]
    [InlineData("fdistill.gan_loss", "{}", "in/logits", "side is null, expected a text")]
    [InlineData("fdistill.gan_loss", """{ "side": "generator" }""", "in/logit", "there is no tensor 'in/logit'")]
    public void What_cannot_be_computed_fails_and_says_why(string kind, string kwargs, string input, string told)
    {
        using var recording = SmallRecording.OfLoss(kind: kind, kwargs: kwargs, input: input);
        var (code, lines, _) = Run(recording.ChecksFile);
        Assert.Equal(1, code);
        Assert.Contains(told, string.Concat(lines.Select(line => line.StartsWith("      ", StringComparison.Ordinal) ? line[6..] : line)), StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed, 0 skipped", lines[^1]);
    }

    [Theory]
    [InlineData("{ \"checks\": [")]
    [InlineData("[]")]
    [InlineData("""{ "recording": "set/small.safetensors" }""")]
    [InlineData("""{ "schema": "fdistill-checks/2", "recording": "set/small.safetensors", "checks": [] }""")]
    [InlineData("""{ "recording": "set/small.safetensors", "checks": [ { "id": "only", "kind": "fdistill.gan_loss" } ] }""")]
    public void A_damaged_checks_file_fails(string text)
    {
        using var recording = new SmallRecording(text);
        var (code, lines, _) = Run(recording.ChecksFile);
        Assert.Equal(1, code);
        Assert.Equal("0 passed, 1 failed, 0 skipped", lines[^1]);
    }

    [Fact]
    public void A_recording_without_its_tensors_fails()
    {
        using var recording = SmallRecording.OfLoss();
        File.Delete(Path.Combine(recording.Folder, "small.safetensors"));
        Assert.Equal(1, Run(recording.ChecksFile).Code);
    }

    [Fact]
    public void Checks_of_kinds_that_were_not_asked_for_are_skipped()
    {
        using var recording = SmallRecording.OfLoss(expected: 0);
        var (code, lines, _) = Run(recording.Root, "--kind", "edm.");
        Assert.Equal(0, code);
        Assert.Equal("0 passed, 0 failed, 1 skipped", lines[^1]);
    }

    [Fact]
    public void Without_a_path_and_with_one_where_nothing_is_it_is_called_wrongly()
    {
        using var empty = new TemporaryFolder();
        foreach (var arguments in (string[][])[[], [Path.Combine(empty.Path, "none")], [empty.Path], [empty.Path, "--unknown"]])
        {
            var (code, _, error) = Run(arguments);
            Assert.Equal(2, code);
            Assert.Contains("Usage", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lines_stay_within_80_columns()
    {
        using var recording = SmallRecording.OfLoss();
        File.WriteAllText(recording.ChecksFile, File.ReadAllText(recording.ChecksFile)
            .Replace("\"loss\":", $"\"{new string('a', 100)}\":", StringComparison.Ordinal)
            .Replace("only", new string('i', 100), StringComparison.Ordinal));
        Assert.All(Run(recording.ChecksFile).Lines.Skip(1), line => Assert.InRange(line.Length, 0, 80));
    }

    private static (int Code, IReadOnlyList<string> Lines, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = new CommandLine(output, error).Run(arguments);
        return (code, output.ToString().TrimEnd().Split(Environment.NewLine), error.ToString());
    }
}
