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
    public void A_pass_without_a_seed_ends_with_the_records_and_ranks_share_them()
    {
        using var scope = NewDisposeScope();
        long Records(int rank, int world)
        {
            using var stream = Dataset.Open(new() { Batch = 4, Rank = rank, World = world });
            long count = 0;
            while (stream.Next() is { } batch) count += batch.Count;
            return count;
        }
        Assert.Equal(10, Records(0, 1));
        Assert.Equal(10, Records(0, 3) + Records(1, 3) + Records(2, 3));
    }

    private static float[] Values(DataBatch? batch) => batch!.Images!.data<float>().ToArray();
}
