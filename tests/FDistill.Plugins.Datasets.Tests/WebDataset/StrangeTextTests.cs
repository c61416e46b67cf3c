using System.Text;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Plugins.Datasets.WebDataset;

namespace FDistill.Plugins.Datasets.Tests.WebDataset;

/// <summary>What crawled data hold: a sample that cannot be read costs that sample, and never the run.</summary>
public sealed class StrangeTextTests : IDisposable
{
    private static readonly byte[] DictionaryPng = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEElEQVR4uwAAAAFjYBgeAAAAyAABLakq1AAAAABJRU5ErkJggg==");

    private readonly TemporaryFolder folder = new();
    private readonly MessageList log = new();

    public static TheoryData<string, byte[], byte[]?> Samples => new()
    {
        { "half a surrogate pair", Encoding.ASCII.GetBytes("""{"caption": "nice \ud83d"}"""), null },
        { "half a surrogate pair in another key", Encoding.ASCII.GetBytes("""{"caption": "nice", "url": "\udc00"}"""), null },
        { "a name that is no text", Encoding.ASCII.GetBytes("""{"caption": "nice", "\ud83d": 1}"""), null },
        { "bytes that are no UTF-8", [.. "{\"caption\": \"nice "u8, 0xFF, 0xFE, .. "\"}"u8], null },
        { "not a number", Encoding.ASCII.GetBytes("""{"caption": "nice", "width": NaN}"""), null },
        { "null", Encoding.ASCII.GetBytes("""{"caption": null}"""), null },
        { "no object", Encoding.ASCII.GetBytes("[1]"), null },
        { "a dictionary of zlib's", Encoding.ASCII.GetBytes("""{"caption": "nice"}"""), DictionaryPng },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_that_cannot_be_read_is_passed_over_and_the_others_are_handed_out(string what, byte[] json, byte[]? png)
    {
        var path = folder.File("0.tar");
        Shards.Write(path,
        [
            .. Shards.Sample(0, """{"caption": "caption 0"}"""), ("0001.png", png ?? Pictures.Png(1, 2, 2)), ("0001.json", json), ("0001.txt", "x"u8.ToArray()), .. Shards.Sample(2, """{"caption": "caption 2"}"""),
        ]);
        using var scope = TorchSharp.torch.NewDisposeScope();
        var dataset = Shards.Open(new WebDatasetOptions { Shards = path, CaptionKey = "caption", Size = 2, Workers = 0, Metadata = { MinSize = null } }, log);

        Assert.Equal(["caption 0", "caption 2"], Shards.Captions(dataset, new DataRequest { Batch = 1 }));
        Assert.True(log.Messages.Count == 1 && log.Messages[0].Contains("'0.tar/0001' is damaged", StringComparison.Ordinal), $"{what}: {string.Join('\n', log.Messages)}");
    }

    [Fact]
    public void A_mark_of_the_byte_order_before_the_JSON_is_none_of_its_content()
    {
        var path = folder.File("0.tar");
        Shards.Write(path, [("0000.png", Pictures.Png(1, 2, 2)), ("0000.json", [0xEF, 0xBB, 0xBF, .. """{"caption": "nice"}"""u8])]);
        using var scope = TorchSharp.torch.NewDisposeScope();
        Assert.Equal(["nice"], Shards.Captions(Shards.Open(new WebDatasetOptions { Shards = path, CaptionKey = "caption", Size = 2 }, log), new DataRequest { Batch = 1 }));
    }
}
