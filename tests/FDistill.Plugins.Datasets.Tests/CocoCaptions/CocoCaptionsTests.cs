using FDistill.Datasets;
using FDistill.Plugins.Datasets.CocoCaptions;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.CocoCaptions;

public sealed class CocoCaptionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_image_is_drawn_at_most_once_with_one_of_its_own_captions()
    {
        var drawn = All(new CocoCaptionsOptions { Count = 40, Seed = 5 });
        Assert.Equal(40, drawn.Select(one => one.Id).Distinct().Count());
        Assert.All(drawn, one => Assert.Matches($"^caption [0-4] of {one.Id}$", one.Caption));
        Assert.True(drawn.Select(one => one.Caption[8]).Distinct().Count() > 2);
    }

    [Fact]
    public void The_draw_depends_on_the_seed_alone_and_a_smaller_one_is_its_beginning()
    {
        var drawn = All(new CocoCaptionsOptions { Count = 40, Seed = 5 });
        Assert.Equal(drawn.Take(10), All(new CocoCaptionsOptions { Count = 10, Seed = 5 }));
        Assert.NotEqual(drawn, All(new CocoCaptionsOptions { Count = 40, Seed = 6 }));
        Assert.Equal(["COCO_val2014_17.jpg", "COCO_val2014_10.jpg", "COCO_val2014_48.jpg"], drawn.Take(3).Select(one => one.Id));
    }

    [Fact]
    public void The_draw_does_not_depend_on_the_order_of_the_file() =>
        Assert.Equal(All(new CocoCaptionsOptions { Count = 40 }), All(new CocoCaptionsOptions { Count = 40, Annotations = Annotations(reversed: true) }));

    [Fact]
    public void Images_come_with_their_captions_sizes_and_crops()
    {
        using var scope = NewDisposeScope();
        var files = Enumerable.Range(0, 50).Select(n => ($"val2014/COCO_val2014_{n}.jpg", Pictures.Png(n, height: 4, width: 8)));
        var options = new CocoCaptionsOptions { Annotations = Annotations(), Images = Pictures.Zip(folder.File("val2014.zip"), files), Count = 12, Size = 2 };
        using var dataset = new CocoCaptionsDataset(options, Pictures.Decoder, Pictures.Resizer);
        Assert.Equal(new SampleShape(3, 2, 2), dataset.Pixels);
        using var stream = dataset.Open(new DataRequest { Batch = 12 });
        var batch = stream.Next()!;
        Assert.Equal([12, 3, 2, 2], batch.Images!.shape);
        Assert.All(batch.OriginalSizes!, size => Assert.Equal((4, 8), size));
        Assert.All(batch.Crops!, crop => Assert.Equal((0, 1), crop));
        Assert.Equal(batch.Ids!.Select(id => $" of {id}"), batch.Captions!.Select(caption => caption[9..]));
    }

    [Fact]
    public void Missing_images_are_counted_and_one_is_named()
    {
        var options = new CocoCaptionsOptions { Annotations = Annotations(), Images = Pictures.Folder(folder.File("val2014"), ("COCO_val2014_3.jpg", Pictures.Png(3))), Count = 50 };
        var mistake = Assert.Throws<InvalidDataException>(() => new CocoCaptionsDataset(options, Pictures.Decoder, Pictures.Resizer));
        Assert.StartsWith($"'{options.Images}' lacks 49 of the 50 images drawn, e.g. 'COCO_val2014_", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"images": []}""", "'annotations'")]
    [InlineData("""{"images": [], "annotations": []}""", "holds no captions")]
    [InlineData("""{"images": [{"id": 1, "file_name": "a"}], "annotations": [{"id": 7, "image_id": 2, "caption": "x"}]}""", "annotation 7 is about the image 2, which is not among its images")]
    [InlineData("""{"images": [{"id": 1, "file_name": "a"}, {"id": 1, "file_name": "b"}], "annotations": []}""", "holds the image 1 twice")]
    [InlineData("""{"images": [{"id": 1, "file_name": "a"}], "annotations": [{"id": 7, "image_id": 1, "caption": "x"}]}""", "'count' asks for 30000 captions of as many images, but")]
    [InlineData("[1", "is no file of captions")]
    public void A_file_that_is_none_is_told_of(string content, string message)
    {
        File.WriteAllText(folder.File("captions.json"), content);
        var mistake = Assert.Throws<InvalidDataException>(() => new CocoCaptionsDataset(new CocoCaptionsOptions { Annotations = folder.File("captions.json") }, Pictures.Decoder, Pictures.Resizer));
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
        Assert.StartsWith($"'", mistake.Message, StringComparison.Ordinal);
    }

    private List<(string Id, string Caption)> All(CocoCaptionsOptions options)
    {
        if (options.Annotations.Length == 0) options.Annotations = Annotations();
        using var dataset = new CocoCaptionsDataset(options, Pictures.Decoder, Pictures.Resizer);
        using var stream = dataset.Open(new DataRequest { Batch = 100 });
        var batch = stream.Next()!;
        return [.. batch.Ids!.Zip(batch.Captions!)];
    }

    /// <summary>Fifty images of five captions each.</summary>
    private string Annotations(bool reversed = false)
    {
        var images = Enumerable.Range(0, 50).Select(n => $$"""{"id": {{n}}, "file_name": "COCO_val2014_{{n}}.jpg", "height": 4}""").ToArray();
        var captions = Enumerable.Range(0, 250).Select(n => $$"""{"id": {{n}}, "image_id": {{n % 50}}, "caption": "caption {{n / 50}} of COCO_val2014_{{n % 50}}.jpg \n"}""").ToArray();
        if (reversed)
        {
            Array.Reverse(images);
            Array.Reverse(captions);
        }

        File.WriteAllText(folder.File($"{reversed}.json"), $$"""{"info": {}, "images": [{{string.Join(", ", images)}}], "annotations": [{{string.Join(", ", captions)}}]}""");
        return folder.File($"{reversed}.json");
    }
}
