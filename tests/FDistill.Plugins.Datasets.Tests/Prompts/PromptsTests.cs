using FDistill.Datasets;
using FDistill.Plugins.Datasets.Prompts;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.Tests.Prompts;

public sealed class PromptsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_line_that_is_not_blank_is_a_prompt_whatever_it_begins_with()
    {
        var batch = First(Write("\uFEFFA cat.\r\n\n   \n# 1 dad, a mug \nEin Käfer"u8.ToArray()), new DataRequest { Batch = 10 });
        Assert.Equal(["A cat.", "# 1 dad, a mug", "Ein Käfer"], batch.Captions!);
        Assert.Equal(["1", "4", "5"], batch.Ids!);
        Assert.Null(batch.Images);
    }

    [Fact]
    public void A_dataset_of_prompts_offers_captions_and_no_images()
    {
        var dataset = new PromptsDataset(new PromptsOptions { File = Write("a\nb\nc"u8.ToArray()), Limit = 2 });
        Assert.Equal((2, default(SampleShape)), (dataset.Count, dataset.Pixels));
        Assert.Equal([ConditionKinds.Caption], dataset.Offers);
    }

    [Fact]
    public void Mistakes_are_told_with_the_file()
    {
        var (empty, latin) = (Write("  \n\n"u8.ToArray(), "empty.txt"), Write([(byte)'K', 0xE4, (byte)'f'], "latin.txt"));
        Assert.Equal($"'{empty}' holds no prompts; expected one a line.", Assert.Throws<InvalidDataException>(() => First(empty, new DataRequest { Batch = 1 })).Message);
        Assert.StartsWith($"'{latin}' is not UTF-8", Assert.Throws<InvalidDataException>(() => First(latin, new DataRequest { Batch = 1 })).Message, StringComparison.Ordinal);
        var few = Assert.Throws<InvalidDataException>(() => new PromptsDataset(new PromptsOptions { File = Write("a"u8.ToArray()), Limit = 2 }));
        Assert.StartsWith("'limit' asks for 2 prompts, but", few.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("figure-1", 8, "There is a long river")]
    [InlineData("figure-7", 8, "A man putting a pan")]
    [InlineData("figure-19", 24, "A large green gate")]
    public void The_papers_own_prompts_are_samples(string name, int count, string beginning)
    {
        var batch = First(Repository.Path("samples", "prompts", $"{name}.txt"), new DataRequest { Batch = 100 });
        Assert.Equal(count, batch.Captions!.Distinct().Count());
        Assert.StartsWith(beginning, batch.Captions![0], StringComparison.Ordinal);
    }

    private string Write(byte[] content, string name = "prompts.txt")
    {
        File.WriteAllBytes(folder.File(name), content);
        return folder.File(name);
    }

    private static DataBatch First(string file, DataRequest request)
    {
        using var stream = new PromptsDataset(new PromptsOptions { File = file }).Open(request);
        return stream.Next()!;
    }
}
