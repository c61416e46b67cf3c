using FDistill.Datasets;
using FDistill.Plugins.Datasets.CaptionedDigits;
using FDistill.Plugins.Datasets.EdmZip;
using FDistill.Plugins.Datasets.ImageFolder;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Plugins.Datasets.WebDataset;
using FDistill.Testing.Datasets;

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
