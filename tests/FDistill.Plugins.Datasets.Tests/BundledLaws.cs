using FDistill.Datasets;
using FDistill.Engine.Datasets.Encoding;
using FDistill.Formats.Weights;
using FDistill.Plugins.Datasets.CaptionedDigits;
using FDistill.Plugins.Datasets.Cifar10;
using FDistill.Plugins.Datasets.CocoCaptions;
using FDistill.Plugins.Datasets.EdmZip;
using FDistill.Plugins.Datasets.Encoded;
using FDistill.Plugins.Datasets.ImageFolder;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.Datasets.Prompts;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Plugins.Datasets.WebDataset;
using FDistill.Runs;
using FDistill.Testing.Datasets;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests;

public sealed class MnistLaws : DatasetLaws, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IDataset CreateDataset()
    {
        Idx.WriteDigits(folder.Path, 11);
        return new MnistDataset(new MnistOptions { Folder = folder.Path, XFlip = true, Workers = 2 });
    }
}

public sealed class CaptionedDigitsLaws : DatasetLaws
{
    protected override IDataset CreateDataset() => new CaptionedDigitsDataset(new CaptionedDigitsOptions { Folder = Repository.Path("samples", "digits", "test"), Split = MnistSplit.Test, Limit = 6 });
}

public sealed class EdmZipLaws : DatasetLaws, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IDataset CreateDataset()
    {
        var path = Pictures.Zip(folder.File("images.zip"), Enumerable.Range(0, 13).Select(n => ($"{n}.png", Pictures.Png(n))));
        return new EdmZipDataset(new EdmZipOptions { Path = path }, Pictures.Decoder, Pictures.Resizer);
    }
}

public sealed class ImageFolderLaws : DatasetLaws, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IDataset CreateDataset()
    {
        Pictures.Folder(folder.Path, Enumerable.Range(0, 12).Select(n => ($"{(n % 2 == 0 ? "cats" : "dogs")}/{n}.png", Pictures.Png(n))));
        return new ImageFolderDataset(new ImageFolderOptions { Folder = folder.Path }, Pictures.Decoder, Pictures.Resizer);
    }
}

public sealed class WebDatasetLaws : DatasetLaws, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IDataset CreateDataset() => Shards.Open(new WebDatasetOptions { Shards = Shards.Folder(folder.Path, 4, 3, 1, 5), XFlip = true, Workers = 2, Interleave = 2, ShuffleBuffer = 4 });
}

public sealed class Cifar10Laws : DatasetLaws, IDisposable
{
    private const int Pixels = 3 * 32 * 32;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IDataset CreateDataset()
    {
        File.WriteAllBytes(folder.File("test_batch.bin"), [.. Enumerable.Range(0, 11).SelectMany(n => Enumerable.Range(0, Pixels).Select(k => (byte)(n * 20 + k)).Prepend((byte)(n % 10)))]);
        return new Cifar10Dataset(new Cifar10Options { Path = folder.Path, Split = Cifar10Split.Test, XFlip = true }, Pictures.Resizer);
    }
}

public sealed class CocoCaptionsLaws : DatasetLaws, IDisposable
{
    private const int Images = 12;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IDataset CreateDataset()
    {
        var images = Enumerable.Range(0, Images).Select(n => $$"""{"id": {{n}}, "file_name": "{{n}}.jpg", "height": 4}""");
        var captions = Enumerable.Range(0, Images).Select(n => $$"""{"id": {{n}}, "image_id": {{n}}, "caption": "caption of {{n}}"}""");
        File.WriteAllText(folder.File("captions.json"), $$"""{"info": {}, "images": [{{string.Join(", ", images)}}], "annotations": [{{string.Join(", ", captions)}}]}""");
        var zip = Pictures.Zip(folder.File("val2014.zip"), Enumerable.Range(0, Images).Select(n => ($"val2014/{n}.jpg", Pictures.Png(n))));
        return new CocoCaptionsDataset(new CocoCaptionsOptions { Annotations = folder.File("captions.json"), Images = zip, Count = Images, Size = 4 }, Pictures.Decoder, Pictures.Resizer);
    }
}

public sealed class PromptsLaws : DatasetLaws, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IDataset CreateDataset()
    {
        File.WriteAllLines(folder.File("prompts.txt"), Enumerable.Range(0, 11).Select(n => $"prompt {n}"));
        return new PromptsDataset(new PromptsOptions { File = folder.File("prompts.txt") });
    }
}

public sealed class EncodedLaws : DatasetLaws, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IDataset CreateDataset()
    {
        var files = new WeightFiles();
        using var teacher = new HalvingTeacher();
        var source = Shards.Open(new WebDatasetOptions { Shards = Shards.Folder(folder.File("shards"), 4, 3, 5), Size = 4, Workers = 0 });
        new DatasetEncoder(teacher, source, new RunEnvironment(CPU, Precision.Fp32, Seed: 0), files)
            .Encode(folder.File("encoded"), new EncodingOptions(Batch: 2, Shard: 4, ScalarType.Float32, "test"), new Progress<long>(), CancellationToken.None);
        return new EncodedDataset(new EncodedOptions { Folder = folder.File("encoded"), Workers = 0 }, files);
    }
}
