using FDistill.Plugins.Metrics.Frechet;
using FDistill.Plugins.Metrics.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class FidTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public async Task Of_a_set_to_itself_it_is_zero()
    {
        var features = Draw.Normal(0, 4, 2048);
        Assert.Equal(0, (await new FidMetric().MeasureAsync(new GivenFeatures(features, features), TestContext.Current.CancellationToken)).Values["fid"]);
    }

    [Fact]
    public async Task Features_of_another_network_do_not_bear_the_name()
    {
        var features = Draw.Normal(0, 4, 64);
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => new FidMetric().MeasureAsync(new GivenFeatures(features, features), TestContext.Current.CancellationToken));
        Assert.Contains("the extractor gives 64: use the extractor 'inception', or the metric 'frechet'", mistake.Message);
    }
}
