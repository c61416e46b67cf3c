using System.IO.Compression;
using System.Runtime.InteropServices;
using FDistill.Engine.Evaluation.Statistics;
using FDistill.Engine.Tests.Support;
using FDistill.Metrics;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Evaluation;

public sealed class StatisticsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    private string File => folder.File("reference.npz");

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Statistics_are_read_back_to_the_bit()
    {
        var written = FeatureStatistics.Of(randn([20, 5], dtype: ScalarType.Float64, device: CPU));
        StatisticsFile.Write(File, written);
        var read = StatisticsFile.Read(File);
        Assert.True(written.Mean.eq(read.Mean).all().item<bool>());
        Assert.True(written.Covariance.eq(read.Covariance).all().item<bool>());
    }

    [Fact]
    public void A_file_is_to_the_byte_what_NumPy_would_put_into_the_archive()
    {
        StatisticsFile.Write(File, new FeatureStatistics(Vector(1, 2), Matrix(2, 3, 0.5, 0.5, 7)));
        using var archive = ZipFile.OpenRead(File);
        Assert.Equal(["mu.npy", "sigma.npy"], archive.Entries.Select(entry => entry.FullName));
        Assert.Equal(Npz.Array("(2,)", 1, 2), Bytes(archive.Entries[0]));
        Assert.Equal(Npz.Array("(2, 2)", 3, 0.5, 0.5, 7), Bytes(archive.Entries[1]));
    }

    [Fact]
    public void Arrays_by_columns_in_single_precision_and_of_a_later_version_are_read()
    {
        // Not quite symmetric, so that rows and columns can be told apart.
        float[] byColumns = [3, 0.5000001f, 0.5f, 7];
        Npz.Write(File,
            ("mu", Npz.Array("<f4", isColumnMajor: false, "(2,)", MemoryMarshal.AsBytes<float>((float[])[1, 2]).ToArray(), version: 2)),
            ("sigma", Npz.Array("<f4", isColumnMajor: true, "(2, 2)", MemoryMarshal.AsBytes<float>(byColumns).ToArray())),
            ("extra", Npz.Array("(1,)", 9)));
        var read = StatisticsFile.Read(File);
        Assert.Equal([1.0, 2.0], read.Mean.data<double>().ToArray());
        Assert.Equal([3.0, 0.5, 0.5000001f, 7.0], read.Covariance.data<double>().ToArray());
    }

    [Fact]
    public void A_file_without_its_arrays_says_which_it_has() => Refused(
        "has no array 'sigma'; found 'mu', 'cov'", ("mu", Npz.Array("(1,)", 1)), ("cov", Npz.Array("(1, 1)", 1)));

    [Fact]
    public void Shapes_that_do_not_fit_are_refused() => Refused(
        "'mu' is of shape (2) and 'sigma' of (1, 4), expected (D) and (D, D)", ("mu", Npz.Array("(2,)", 1, 2)), ("sigma", Npz.Array("(1, 4)", 1, 2, 3, 4)));

    [Theory]
    [InlineData("<i8")]
    [InlineData(">f8")]
    [InlineData("|O")]
    public void Numbers_of_another_type_are_refused(string type) => Refused(
        $"the array 'mu' cannot be read: its numbers are of the type '{type}', expected '<f8' or '<f4'", ("mu", Npz.Array(type, isColumnMajor: false, "(1,)", new byte[8])));

    [Fact]
    public void An_array_cut_short_is_refused() => Refused(
        "8 bytes follow its header, expected 16 for the shape (2)", ("mu", Npz.Array("(2,)", 1)));

    [Fact]
    public void A_header_that_promises_too_much_is_refused() => Refused(
        "expected 8000000000000000000000000000 for the shape", ("mu", Npz.Array("(1000000000000, 1000000000000000)", 1)));

    [Fact]
    public void What_is_no_array_is_refused() => Refused("does not begin as a .npy array", ("mu", "plain text and no array"u8.ToArray()));

    [Fact]
    public void A_covariance_that_is_not_symmetric_is_refused() => Refused(
        "'sigma' is not symmetric", ("mu", Npz.Array("(2,)", 1, 2)), ("sigma", Npz.Array("(2, 2)", 1, 2, 3, 4)));

    [Fact]
    public void Numbers_that_are_not_finite_are_refused() => Refused(
        "some of its numbers are NaN or infinite", ("mu", Npz.Array("(1,)", double.NaN)), ("sigma", Npz.Array("(1, 1)", 1)));

    [Fact]
    public void A_file_that_is_no_archive_is_refused()
    {
        System.IO.File.WriteAllText(File, "no archive");
        Assert.Contains("it is no zip archive", Assert.Throws<InvalidDataException>(() => StatisticsFile.Read(File)).Message);
    }

    private void Refused(string because, params (string, byte[])[] arrays)
    {
        Npz.Write(File, arrays);
        var mistake = Assert.Throws<InvalidDataException>(() => StatisticsFile.Read(File)).Message;
        Assert.Contains(because, mistake);
        Assert.Contains(File, mistake);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static Tensor Vector(params double[] values) => tensor(values, dtype: ScalarType.Float64, device: CPU);

    private static Tensor Matrix(int side, params double[] values) => tensor(values, [side, side], dtype: ScalarType.Float64, device: CPU);
}
