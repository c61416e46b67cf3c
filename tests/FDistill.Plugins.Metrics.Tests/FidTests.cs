using FDistill.Metrics;
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
    public void Of_both_Frechet_distances_the_smallest_of_repetitions_counts_and_smaller_is_better()
    {
        MetricColumn[] columns = [.. new FidMetric().Columns, .. new FrechetMetric().Columns];
        Assert.Equal([("fid", "FID"), ("frechet", "Fréchet distance")], columns.Select(column => (column.Name, column.Title)));
        Assert.All(columns, column => Assert.Equal((Better.Lower, Repetitions.Smallest), (column.Better, column.Repetitions)));
    }

    [Fact]
    public async Task Features_of_another_network_do_not_bear_the_name()
    {
        var features = Draw.Normal(0, 4, 64);
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => new FidMetric().MeasureAsync(new GivenFeatures(features, features), TestContext.Current.CancellationToken));
        Assert.Contains("the extractor gives 64: use the extractor 'inception', or the metric 'frechet'", mistake.Message);
    }
}
