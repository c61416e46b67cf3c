using FDistill.Datasets;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Tests.Support;
using FDistill.Teachers;

namespace FDistill.Engine.Tests.Evaluation;

public sealed class PromptsTests
{
    [Fact]
    public void Samples_of_a_text_follow_each_other_and_after_the_last_text_comes_the_first()
    {
        var prompts = new Prompts(["a", "b", "c"], imagesEach: 2);
        Assert.Equal(["a", "b", "b", "c", "c", "a", "a", "b"], prompts.Of(1, 8));
        Assert.Equal(6, prompts.Length);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(20, 20)]
    [InlineData(100, 40)]
    public void As_many_as_asked_for_are_read_in_the_order_stored(int limit, int expected) =>
        Assert.Equal(Enumerable.Range(0, expected).Select(number => $"text {number}"), Prompts.Read(new Texts(40), limit).Texts);

    [Fact]
    public void A_dataset_without_captions_is_refused()
    {
        Assert.Contains("no captions", Assert.Throws<InvalidDataException>(() => Prompts.Read(new NumberedDataset(3), 2)).Message);
        Assert.Contains("empty", Assert.Throws<InvalidDataException>(() => Prompts.Read(new Texts(0), 2)).Message);
    }

    [Fact]
    public void Stored_images_have_the_captions_in_their_order()
    {
        var samples = new StoredSamples(new NumberedDataset(5), count: 3, batch: 2, new Prompts(["a", "b", "c", "d"]));
        using var stream = samples.Open();
        Assert.Equal(["a", "b"], stream.Next()!.Captions!);
        Assert.Equal(["c"], stream.Next()!.Captions!);
        Assert.Null(stream.Next());
    }

    [Fact]
    public void Fewer_captions_than_stored_images_are_refused() =>
        Assert.Contains("captions of 4 images, and 5", Assert.Throws<InvalidDataException>(() => new StoredSamples(new NumberedDataset(5), null, batch: 2, new Prompts(["a", "b"], imagesEach: 2))).Message);

    private sealed class Texts(int count) : IDataset
    {
        public long? Count => count;

        public SampleShape Pixels => new(1, 4, 4);

        public IReadOnlyCollection<string> Offers => [ConditionKinds.Caption];

        public IDataStream Open(DataRequest request) => new Pass(count, request.Batch);

        private sealed class Pass(int count, int batch) : IDataStream
        {
            public long Position { get; private set; }

            public DataBatch? Next()
            {
                var some = (int)Math.Min(batch, count - Position);
                if (some == 0) return null;
                Position += some;
                return new DataBatch { Count = some, Captions = [.. Enumerable.Range((int)Position - some, some).Select(number => $"text {number}")] };
            }

            public void Dispose()
            {
            }
        }
    }
}
