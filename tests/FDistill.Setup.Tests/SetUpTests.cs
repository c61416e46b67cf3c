using FDistill.Setup.Tests.Support;

namespace FDistill.Setup.Tests;

/// <summary><c>./fdistill setup</c> in a fresh clone, and again.</summary>
public sealed class SetUpTests(PackageFeed feed)
{
    private static readonly (string, string?) System = ("FDISTILL_TORCH", "system");

    [Fact]
    public async Task The_packages_are_taken_where_they_restore_and_run()
    {
        using var clone = new Miniature(feed.Folder);

        var setUp = await clone.SetUpAsync();

        Assert.True(setUp.ExitCode == 0, setUp.Output);
        Assert.Contains("<TorchProvider>nuget</TorchProvider>", clone.Provider, StringComparison.Ordinal);
        Assert.Empty(clone.Builds);
        Assert.Empty((await clone.SetUpAsync()).Output.Trim());
    }

    [Fact]
    public async Task An_installed_libtorch_is_taken_where_they_are_not_to_be_had_and_the_reason_is_said()
    {
        using var clone = new Miniature();

        var setUp = await clone.SetUpAsync(("FDISTILL_LIBTORCH", clone.Libtorch));

        Assert.True(setUp.ExitCode == 0, setUp.Output);
        Assert.Contains("Unable to find package TorchSharp", setUp.Output, StringComparison.Ordinal);
        Assert.Contains("<TorchProvider>system</TorchProvider>", clone.Provider, StringComparison.Ordinal);
        Assert.Equal([$"over {clone.Libtorch}"], clone.Builds);
    }

    [Fact]
    public async Task Asking_for_packages_that_are_not_to_be_had_fails()
    {
        using var clone = new Miniature();

        var setUp = await clone.SetUpAsync(("FDISTILL_TORCH", "nuget"));

        Assert.Equal(1, setUp.ExitCode);
        Assert.Contains("Unable to find package TorchSharp", setUp.Lines[^1], StringComparison.Ordinal);
        Assert.Empty(clone.Provider);
    }

    [Fact]
    public async Task A_second_set_up_is_silent_and_keeps_what_the_first_one_chose()
    {
        using var clone = new Miniature();
        await clone.SetUpAsync(System, ("FDISTILL_LIBTORCH", clone.Libtorch));

        var again = await clone.SetUpAsync();

        Assert.Equal((0, ""), (again.ExitCode, again.Output.Trim()));
        Assert.Single(clone.Builds);
    }

    [Theory]
    [InlineData("src/Compat/native/tensor.cpp")]
    [InlineData("libtorch/lib/libtorch_cpu.so")]
    public async Task The_bridge_is_built_again_when_its_sources_or_the_libtorch_change(string changed)
    {
        using var clone = new Miniature();
        await clone.SetUpAsync(System, ("FDISTILL_LIBTORCH", clone.Libtorch));

        clone.Write(changed, "another text");
        await clone.SetUpAsync();

        Assert.Equal(2, clone.Builds.Length);
    }

    [Fact]
    public async Task A_set_up_that_failed_is_done_again()
    {
        using var clone = new Miniature();
        var failed = await clone.SetUpAsync(System, ("FDISTILL_LIBTORCH", clone.Libtorch), ("BUILD_FAILS", "yes"));
        Assert.Equal(1, failed.ExitCode);

        var again = await clone.SetUpAsync(System, ("FDISTILL_LIBTORCH", clone.Libtorch));

        Assert.True(again.ExitCode == 0, again.Output);
        Assert.Single(clone.Builds);
    }

    [Fact]
    public async Task Two_set_ups_at_once_do_the_work_once()
    {
        using var clone = new Miniature();
        (string, string?)[] settings = [System, ("FDISTILL_LIBTORCH", clone.Libtorch), ("BUILD_SECONDS", "1")];

        var both = await Task.WhenAll(clone.SetUpAsync(settings), clone.SetUpAsync(settings));

        Assert.All(both, one => Assert.True(one.ExitCode == 0, one.Output));
        Assert.Single(clone.Builds);
    }

    [Fact]
    public async Task A_folder_without_a_libtorch_is_refused()
    {
        using var clone = new Miniature();

        var setUp = await clone.SetUpAsync(System, ("FDISTILL_LIBTORCH", clone.Root));

        Assert.Equal(1, setUp.ExitCode);
        Assert.Contains("no lib/libtorch_cpu.so", setUp.Output, StringComparison.Ordinal);
    }
}
