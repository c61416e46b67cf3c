using FDistill.Datasets;
using FDistill.Teachers;
using FDistill.Testing.Datasets;
using FDistill.Testing.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Testing.Tests;

public class BrokenDatasetTests
{
    [Fact]
    public void A_dataset_that_keeps_its_promises_passes_all_laws()
    {
        var laws = Laws(new Mistakes());
        laws.Records_are_what_the_dataset_declares();
        laws.A_pass_without_a_seed_hands_out_every_record_once_in_the_same_order_whatever_the_batch();
        laws.The_same_seed_gives_the_same_order_and_another_seed_another();
        laws.With_a_seed_every_epoch_has_every_record_once_in_an_order_of_its_own();
        laws.A_stream_opened_at_a_reported_position_goes_on_exactly_there();
        laws.The_shares_of_all_ranks_are_the_whole_without_overlap();
        laws.Two_streams_at_once_do_not_disturb_each_other();
    }

    [Fact]
    public void A_wrong_shape_count_or_label_is_found()
    {
        Broken.Says("IDataStream.Next", "[4, 1, 2, 2]", Laws(new Mistakes { Side = 3 }).Records_are_what_the_dataset_declares);
        Broken.Says("IDataset.Count", "11 records, Count is 12", Laws(new Mistakes { Count = 12 }).Records_are_what_the_dataset_declares);
        Broken.Says("IDataset.Classes", "… 10 of 10 classes", Laws(new Mistakes { Classes = 10 }).Records_are_what_the_dataset_declares);
    }

    [Fact]
    public void An_order_that_ignores_the_seed_or_is_the_same_in_every_epoch_is_found()
    {
        Broken.Says("IDataset.Open", "the seeds 5 and 6", Laws(new Mistakes { IgnoresSeed = true }).The_same_seed_gives_the_same_order_and_another_seed_another);
        Broken.Says("IDataset.Open", "two epochs in the same order", Laws(new Mistakes { IgnoresEpoch = true }).With_a_seed_every_epoch_has_every_record_once_in_an_order_of_its_own);
    }

    [Fact]
    public void A_position_or_rank_that_is_ignored_is_found()
    {
        Broken.Says("DataRequest.Position", "other records after 1 batches", Laws(new Mistakes { IgnoresPosition = true }).A_stream_opened_at_a_reported_position_goes_on_exactly_there);
        Broken.Says("DataRequest.Rank", "33 records in three shares", Laws(new Mistakes { IgnoresRank = true }).The_shares_of_all_ranks_are_the_whole_without_overlap);
    }

    private static LawsOf Laws(Mistakes mistakes) => new(mistakes);

    private sealed record Mistakes
    {
        public int Side { get; init; } = 2;

        public long Count { get; init; } = 11;

        public long Classes { get; init; } = 11;

        public bool IgnoresSeed { get; init; }

        public bool IgnoresEpoch { get; init; }

        public bool IgnoresPosition { get; init; }

        public bool IgnoresRank { get; init; }
    }

    private sealed class LawsOf(Mistakes mistakes) : DatasetLaws
    {
        protected override IDataset CreateDataset() => new Numbers(mistakes);
    }

    /// <summary>Eleven images, each of its own grey, and what can be wrong with them.</summary>
    private sealed class Numbers(Mistakes mistakes) : IDataset
    {
        public long? Count => mistakes.Count;

        public SampleShape Pixels => new(1, mistakes.Side, mistakes.Side);

        public IReadOnlyCollection<string> Offers => [ConditionKinds.Label];

        public long? Classes => mistakes.Classes;

        public IDataStream Open(DataRequest request) => new Walk(mistakes, request);
    }

    private sealed class Walk(Mistakes mistakes, DataRequest request) : IDataStream
    {
        private const int Records = 11;

        public long Position { get; private set; } = mistakes.IgnoresPosition ? 0 : request.Position;

        public DataBatch? Next()
        {
            var places = Enumerable.Range(0, request.Batch).Select(k => mistakes.IgnoresRank ? Position + k : (Position + k) * request.World + request.Rank);
            long[] records = request.Seed is { } seed ? [.. places.Select(place => Shuffled(seed, place))] : [.. places.TakeWhile(place => place < Records)];
            if (records.Length == 0) return null;
            Position += records.Length;
            var labels = tensor(records, dtype: ScalarType.Int64, device: CPU);
            var images = (labels.to_type(ScalarType.Float32) / Records).reshape(-1, 1, 1, 1).expand(-1, -1, 2, 2).contiguous();
            return new DataBatch { Count = records.Length, Images = images, Labels = labels, Ids = [.. records.Select(record => $"{record}")] };
        }

        public void Dispose()
        {
        }

        private long Shuffled(long seed, long place)
        {
            var (epoch, offset) = Math.DivRem(place, Records);
            var order = Enumerable.Range(0, Records).ToArray();
            new Random(HashCode(mistakes.IgnoresSeed ? 0 : seed, mistakes.IgnoresEpoch ? 0 : epoch)).Shuffle(order);
            return order[offset];
        }

        private static int HashCode(long seed, long epoch) => (int)(seed * 1000 + epoch);
    }
}
