using FDistill.Datasets;
using FDistill.Plugins.GaussianMixture.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture.Tests;

public class DatasetTests
{
    private static readonly GaussianMixtureDataset Dataset = new(new() { Components = Some.Components, Records = 10 });

    [Fact]
    public void A_stream_goes_on_from_where_it_was_put_down()
    {
        using var scope = NewDisposeScope();
        using var whole = Dataset.Open(new() { Batch = 4, Seed = 1 });
        whole.Next();
        using var resumed = Dataset.Open(new() { Batch = 4, Seed = 1, Position = whole.Position });
        Assert.Equal(Values(whole.Next()), Values(resumed.Next()));
    }

    [Fact]
    public void Ranks_and_seeds_get_points_of_their_own()
    {
        using var scope = NewDisposeScope();
        DataRequest request = new() { Batch = 4, Seed = 1, World = 2 };
        var streams = new[] { request, request with { Rank = 1 }, request with { Seed = 2 } }.Select(Dataset.Open).ToList();
        Assert.Equal(3, streams.Select(stream => string.Join(' ', Values(stream.Next()))).Distinct().Count());
    }

    [Fact]
    public void Points_have_the_mixture_s_mean_and_deviation()
    {
        using var scope = NewDisposeScope();
        using var stream = Dataset.Open(new() { Batch = 40_000, Seed = 3 });
        var points = stream.Next()!.Images!.flatten(1);
        Assert.Equal([0.75f, -0.625f], points.mean([0]).data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 0.04);
        Assert.Equal(Some.Mixture.Deviation, Math.Sqrt(points.@var(0, unbiased: true, keepdim: false).mean().item<float>()), 0.02);
    }

    private static float[] Values(DataBatch? batch) => batch!.Images!.data<float>().ToArray();
}
