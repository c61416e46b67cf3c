using FDistill.Datasets;
using FDistill.Teachers;
using FDistill.Testing.Support;
using static TorchSharp.torch;

namespace FDistill.Testing.Datasets;

/// <summary>The laws of <see cref="IDataset"/>: inherit, make your dataset
/// over some ten records or more, and they are tests of yours.</summary>
public abstract class DatasetLaws
{
    private const string Open = "IDataset.Open", Next = "IDataStream.Next";

    /// <summary>Makes the dataset.</summary>
    protected abstract IDataset CreateDataset();

    /// <summary>Whether its images are pictures, with values in [−1, 1]. False for points of other spaces.</summary>
    protected virtual bool HasPictures => true;

    /// <summary>What it says of itself is true of its records.</summary>
    [Fact]
    public void Records_are_what_the_dataset_declares()
    {
        using var scope = NewDisposeScope();
        using var dataset = Opened();
        var count = 0L;
        foreach (var batch in Pass(dataset.Value))
        {
            count += batch.Count;
            if (batch.Images is { } images)
            {
                Law.RequireTensor(images, dataset.Value.Pixels.Batch(batch.Count), ScalarType.Float32, CPU, Next, "a batch of images, as IDataset.Pixels has it,");
                Law.Require(!HasPictures || images.abs().max().item<float>() <= 1.0001f, Next, "images lie in [−1, 1]", $"{images.min().item<float>():g4} … {images.max().item<float>():g4}");
            }

            if (batch.LatentMoments is { } moments)
            {
                var latents = dataset.Value.Encoding?.Latents;
                Law.Require(latents is not null, "IDataset.Encoding", "a dataset of latents says what encoded them", $"batches of latents, and no encoding");
                Law.RequireTensor(moments, [batch.Count, 2 * latents!.Value.Channels, latents.Value.Height, latents.Value.Width], ScalarType.Float32, CPU, Next, "the moments of a batch, as IDataset.Encoding has their latents,");
            }

            foreach (var kind in dataset.Value.Offers)
                Law.Require(kind switch { ConditionKinds.Label => batch.Labels is not null, ConditionKinds.Caption => batch.Captions is not null, _ => true },
                    "IDataset.Offers", "every batch carries the kinds of condition on offer", $"a batch without '{kind}'");
            if (batch.Labels is not { } labels) continue;
            Law.RequireTensor(labels, [batch.Count], ScalarType.Int64, CPU, Next, "labels");
            var (least, most) = (labels.min().item<long>(), labels.max().item<long>());
            Law.Require(least >= 0 && (dataset.Value.Classes is not { } classes || most < classes), "IDataset.Classes", "labels are 0 … Classes − 1", $"{least} … {most} of {dataset.Value.Classes} classes");
        }

        Law.Require(count > 0 && (dataset.Value.Count is not { } declared || declared == count), "IDataset.Count", "the number of records in a pass", $"{count} records, Count is {dataset.Value.Count}");
    }

    /// <summary>A pass without a seed.</summary>
    [Fact]
    public void A_pass_without_a_seed_hands_out_every_record_once_in_the_same_order_whatever_the_batch()
    {
        using var scope = NewDisposeScope();
        using var dataset = Opened();
        var byThrees = Prints(dataset.Value, new DataRequest { Batch = 3 });
        var byFives = Prints(dataset.Value, new DataRequest { Batch = 5 });
        Law.Require(byThrees.SequenceEqual(byFives), Open, "the records and their order do not depend on the batch", $"{Difference(byThrees, byFives)}");
        Law.Require(byThrees.Distinct().Count() == byThrees.Count, Open, "a pass without a seed hands out every record once", $"{byThrees.Count - byThrees.Distinct().Count()} of {byThrees.Count} more than once");
    }

    /// <summary>The seed decides, and nothing else.</summary>
    [Fact]
    public void The_same_seed_gives_the_same_order_and_another_seed_another()
    {
        using var scope = NewDisposeScope();
        using var dataset = Opened();
        var count = Length(dataset.Value);
        var request = new DataRequest { Batch = 3, Seed = 5 };
        var first = Prints(dataset.Value, request, count);
        var again = Prints(dataset.Value, request, count);
        Law.Require(first.SequenceEqual(again), Open, "the same request gives the same records in the same order", $"{Difference(first, again)}");
        Law.Require(!first.SequenceEqual(Prints(dataset.Value, request with { Seed = 6 }, count)), Open, "every seed has an order of its own", $"the same order for the seeds 5 and 6");
    }

    /// <summary>A stream with a seed never ends.</summary>
    [Fact]
    public void With_a_seed_every_epoch_has_every_record_once_in_an_order_of_its_own()
    {
        using var scope = NewDisposeScope();
        using var dataset = Opened();
        var count = Length(dataset.Value);
        var ids = Ids(dataset.Value, new DataRequest { Batch = 1, Seed = 3 }, 2 * count);
        if (ids is null) return;
        var (first, second) = (ids.Take(count).ToList(), ids.Skip(count).ToList());
        Law.Require(first.Distinct().Count() == count && first.ToHashSet().SetEquals(second), Open, "every epoch is a permutation of all records", $"{first.Distinct().Count()} and {second.Distinct().Count()} different records of {count}");
        Law.Require(!first.SequenceEqual(second), Open, "every epoch has an order of its own", $"two epochs in the same order");
    }

    /// <summary>A run that was stopped resumes exactly there.</summary>
    [Fact]
    public void A_stream_opened_at_a_reported_position_goes_on_exactly_there()
    {
        using var scope = NewDisposeScope();
        using var dataset = Opened();
        var request = new DataRequest { Batch = 2, Seed = 9 };
        using var whole = dataset.Value.Open(request);
        for (var step = 0; step < 6; step++)
        {
            using var resumed = dataset.Value.Open(request with { Position = whole.Position });
            var (found, expected) = (RecordPrint.Of(resumed.Next()!), RecordPrint.Of(whole.Next()!));
            Law.Require(expected.SequenceEqual(found), "DataRequest.Position", "a stream opened at a position reported by a stream of the same request resumes exactly there",
                $"other records after {step} batches of 2");
            Law.Require(resumed.Position == whole.Position, "IDataStream.Position", "does not depend on where the stream was opened", $"{resumed.Position} and {whole.Position}");
        }
    }

    /// <summary>Several processes share the work.</summary>
    [Fact]
    public void The_shares_of_all_ranks_are_the_whole_without_overlap()
    {
        using var scope = NewDisposeScope();
        using var dataset = Opened();
        var whole = Prints(dataset.Value, new DataRequest { Batch = 4 });
        var shares = Enumerable.Range(0, 3).SelectMany(rank => Prints(dataset.Value, new DataRequest { Batch = 2, Rank = rank, World = 3 })).ToList();
        Law.Require(shares.Count == whole.Count && shares.ToHashSet().SetEquals(whole), "DataRequest.Rank", "the shares of all ranks together are the whole, without overlap",
            $"{shares.Count} records in three shares ({shares.Distinct().Count()} different ones), {whole.Count} in all");
    }

    /// <summary>Evaluation reads while training does.</summary>
    [Fact]
    public void Two_streams_at_once_do_not_disturb_each_other()
    {
        using var scope = NewDisposeScope();
        using var dataset = Opened();
        var request = new DataRequest { Batch = 2, Seed = 1 };
        var alone = Prints(dataset.Value, request, 8);
        using var first = dataset.Value.Open(request);
        using var other = dataset.Value.Open(request with { Seed = 2 });
        var together = new List<string>();
        for (var step = 0; step < 4; step++)
        {
            together.AddRange(RecordPrint.Of(first.Next()!));
            _ = other.Next();
        }

        Law.Require(alone.SequenceEqual(together), Open, "streams do not disturb each other", $"{Difference(alone, together)}");
    }

    private OwnedDataset Opened()
    {
        using var outside = NewDisposeScope();
        return new OwnedDataset(CreateDataset());
    }

    private static IEnumerable<DataBatch> Pass(IDataset dataset)
    {
        using var stream = dataset.Open(new DataRequest { Batch = 4 });
        while (stream.Next() is { } batch) yield return batch;
    }

    private static int Length(IDataset dataset) => (int)Pass(dataset).Sum(batch => batch.Count);

    private static List<string> Prints(IDataset dataset, DataRequest request, int atLeast = int.MaxValue)
    {
        using var stream = dataset.Open(request);
        var prints = new List<string>();
        while (prints.Count < atLeast && stream.Next() is { } batch) prints.AddRange(RecordPrint.Of(batch));
        return prints;
    }

    private static List<string>? Ids(IDataset dataset, DataRequest request, int count)
    {
        using var stream = dataset.Open(request);
        var ids = new List<string>();
        while (ids.Count < count)
        {
            if (stream.Next()?.Ids is not { } some) return null;
            ids.AddRange(some);
        }

        return ids;
    }

    private static string Difference(List<string> a, List<string> b) => a.Count != b.Count
        ? $"{a.Count} records, then {b.Count}"
        : $"another record at place {a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count()}";

    private sealed class OwnedDataset(IDataset dataset) : IDisposable
    {
        public IDataset Value => dataset;

        public void Dispose() => (dataset as IDisposable)?.Dispose();
    }
}
