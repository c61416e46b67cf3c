using FDistill.Build.Tests.Support;

namespace FDistill.Build.Tests;

/// <summary>Which libtorch a program is built with.</summary>
public sealed class TorchDeviceTests
{
    [Theory]
    [InlineData("cpu", "libtorch-cpu-")]
    [InlineData("cuda", "TorchSharp-cuda-linux")]
    [InlineData("none", null)]
    public async Task The_device_of_a_build_is_that_of_the_property_TorchDevice(string device, string? package)
    {
        var outcome = await Command.RunAsync(Repository.Root, [], "dotnet", "msbuild", "src/FDistill.Cli", "-getItem:PackageReference", $"-p:TorchDevice={device}");

        Assert.True(outcome.ExitCode == 0, outcome.Output);
        string[] all = ["libtorch-cpu-", "TorchSharp-cuda-linux"];
        Assert.All(all, one => Assert.Equal(one == package, outcome.Output.Contains($"\"Identity\": \"{one}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("osx-arm64")]
    [InlineData("win-x64")]
    public async Task A_program_for_another_system_is_built_with_that_system_s(string system)
    {
        var outcome = await Command.RunAsync(Repository.Root, [], "dotnet", "msbuild", "src/FDistill.Cli", "-getItem:PackageReference", $"-p:RuntimeIdentifier={system}");

        Assert.Contains($"\"Identity\": \"libtorch-cpu-{system}\"", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("libtorch-cpu-linux", outcome.Output, StringComparison.Ordinal);
    }
}
