using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests;

public sealed class PluginsAndDoctorTests
{
    [Fact]
    public async Task The_list_of_plugins_shows_the_bundled_ones_loaded_with_their_parts()
    {
        var list = await Invocation.OfAsync("plugins", "list");

        Assert.Equal(0, list.ExitCode);
        Assert.Matches("FDistill.Plugins.Divergences +[0-9.]+ +Loaded", list.Out);
        Assert.Contains("mnist", list.Out, StringComparison.Ordinal);
        Assert.All(list.Lines, line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.DoesNotContain('\u001b', list.Out);
    }

    [Fact]
    public async Task The_doctor_looks_at_everything_and_ends_with_a_verdict()
    {
        var doctor = await Invocation.OfAsync("doctor");

        foreach (var subject in new[] { "TorchSharp", "libtorch", "Threads", "GPU", "Images", "Plugin", "Output" })
            Assert.Matches($"(?m)^(ok|!!)  {subject}\\b", doctor.Out);
        Assert.EndsWith(doctor.ExitCode == 0 ? "All is well." : "see the lines that begin with !!.", doctor.Out.TrimEnd(), StringComparison.Ordinal);
    }
}
