using FDistill.Hosting.Plugins;

namespace FDistill.Hosting.Tests.Plugins;

public sealed class ContractCheckTests
{
    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("1.0", "1.3")]
    [InlineData("2.9", "2.10")]
    public void A_plugin_of_the_same_major_and_an_older_minor_version_works(string plugin, string host) => Assert.Null(ContractCheck.Mismatch(plugin, host));

    [Theory]
    [InlineData("1.4", "1.3", "Update the host.")]
    [InlineData("2.0", "1.3", "Update the host.")]
    [InlineData("1.3", "2.0", "Update the plugin.")]
    public void Of_others_it_is_said_which_side_to_update(string plugin, string host, string wayOut) => Assert.EndsWith(wayOut, ContractCheck.Mismatch(plugin, host), StringComparison.Ordinal);
}
