using FDistill.Torch.Loading;

namespace FDistill.Torch.Tests.Loading;

public sealed class LibtorchFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fdistill-libtorch-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("lib")]
    public void A_folder_that_is_asked_for_holds_the_libraries_or_has_them_in_lib(string inside)
    {
        var place = Libtorch(Path.Combine("torch", inside));

        var found = LibtorchFolder.Find(Path.Combine(folder.FullName, "torch"), [Libtorch("own")]);

        Assert.Equal(place.TrimEnd('/'), found.Path.TrimEnd('/'));
        Assert.Contains("FDISTILL_LIBTORCH", found.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public void One_without_a_libtorch_is_refused_although_the_program_has_its_own()
    {
        var failure = Assert.Throws<DllNotFoundException>(() => LibtorchFolder.Find(folder.FullName, [Libtorch("own")]));

        Assert.Contains(folder.FullName, failure.Message, StringComparison.Ordinal);
        Assert.Contains("unset the variable", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_asking_the_first_place_that_has_one_is_taken()
    {
        var (first, second) = (Libtorch("first"), Libtorch("second"));

        Assert.Equal(first, LibtorchFolder.Find(null, [Path.Combine(folder.FullName, "empty"), first, second]).Path);
    }

    [Fact]
    public void Where_there_is_none_the_package_to_reference_is_named()
    {
        var failure = Assert.Throws<DllNotFoundException>(() => LibtorchFolder.Find("", [folder.FullName]));

        Assert.Contains("libtorch-cpu-", failure.Message, StringComparison.Ordinal);
        Assert.Contains(folder.FullName, failure.Message, StringComparison.Ordinal);
    }

    private string Libtorch(string name)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder.FullName, name)).FullName;
        File.WriteAllText(Path.Combine(place, LibraryNames.File("torch_cpu")), "");
        return place;
    }
}
