using FDistill.Datasets;
using FDistill.Plugins.Datasets.ImageFolder;
using FDistill.Plugins.Datasets.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.ImageFolder;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Folders_are_classes_in_the_order_of_their_names_with_all_images_below_them()
    {
        Pictures.Folder(folder.Path, ("dog/1.png", Pictures.Png(1)), ("cat/deep/er/2.PNG", Pictures.Png(2)), ("cat/1.png", Pictures.Png(3)), ("cat/notes.txt", [1]), (".hidden/x.png", [1]), ("dog/.DS_Store", [1]));
        using var scope = NewDisposeScope();
        using var dataset = Open();
        using var stream = dataset.Open(new DataRequest { Batch = 10 });
        var batch = stream.Next()!;
        Assert.Equal(["cat/1.png", "cat/deep/er/2.PNG", "dog/1.png"], batch.Ids!);
        Assert.Equal([0, 0, 1], batch.Labels!.data<long>().ToArray());
        Assert.Equal(2, dataset.Classes);
    }

    [Fact]
    public void Images_in_the_folder_itself_have_no_labels()
    {
        Pictures.Folder(folder.Path, ("1.png", Pictures.Png(1)), ("2.png", Pictures.Png(2, channels: 1)));
        using var dataset = Open();
        Assert.Empty(dataset.Offers);
        Assert.Equal(2, dataset.Count);
        Assert.Equal(3, dataset.Pixels.Channels);
    }

    [Fact]
    public void An_image_beside_the_classes_is_refused_unless_labels_are_not_wanted()
    {
        Pictures.Folder(folder.Path, ("a/1.png", Pictures.Png(1)), ("stray.png", Pictures.Png(2)));
        Assert.Contains("but also 'stray.png', which is in none", Refused());
        using var unlabelled = Open(labels: false);
        Assert.Equal(2, unlabelled.Count);
    }

    [Fact]
    public void A_class_without_images_is_refused()
    {
        Pictures.Folder(folder.Path, ("a/1.png", Pictures.Png(1)), ("empty/readme.txt", [1]));
        Assert.Contains("/empty' holds no images; a class needs at least one", Refused());
    }

    [Fact]
    public void A_folder_without_images_is_refused()
    {
        Directory.CreateDirectory(folder.File("a"));
        Assert.Contains("holds no images (.png, .jpg, .jpeg, .webp); found nothing", Refused());
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have no such names");
        Pictures.Folder(folder.Path, ("a/1.png", Pictures.Png(1)));
        using var touch = System.Diagnostics.Process.Start("bash", ["-c", $"cp '{folder.File("a/1.png")}' '{folder.Path}'/a/$'caf\\xe9.png'"]);
        touch.WaitForExit();
        Assert.Contains("which is not UTF-8: rename the file", Refused());
        using var remove = System.Diagnostics.Process.Start("bash", ["-c", $"rm '{folder.Path}'/a/$'caf\\xe9.png'"]);
        remove.WaitForExit();
    }

    private string Refused() => Assert.Throws<InvalidDataException>(() => Open()).Message;

    private ImageFolderDataset Open(bool labels = true) => new(new ImageFolderOptions { Folder = folder.Path, Labels = labels }, Pictures.Decoder, Pictures.Resizer);
}
