using FDistill.Formats.Tests.Support;
using FDistill.Formats.Weights;
using FDistill.Tests.Shared;

namespace FDistill.Formats.Tests.Weights;

public sealed class HostilePickleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch.hub", "load")]
    [InlineData("__main__", "Net")]
    [InlineData("torch.nn", "Linear")]
    public void A_name_that_would_run_code_is_refused(string module, string name)
    {
        var error = Refused(new Pickle().Global(module, name).Text("true").Raw(0x85).Letters("R").End());
        Assert.Contains($"at byte 2: it uses '{module}.{name}'", error, StringComparison.Ordinal);
        Assert.Contains("torch.save(model.state_dict()", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_of_torch_is_data_and_is_never_made() =>
        Assert.Contains("is said to be", Refused(new Pickle()
            .Global("torch.nn.modules.linear", "Linear").Letters(")").Raw(0x81)
            .Letters("}(").Text("_parameters").Letters("}(").Text("w").Letters("c").Letters("torch._utils\n_rebuild_tensor_v2\n(")
            .Global("torch.storage", "_load_from_bytes").Letters("B").Number((uint)Storage.Length).Raw(Storage).Raw(0x85).Letters("R")
            .Letters("K\0J\0\0\0\x40J\0\0\0\x40").Raw(0x86).Letters("K\0K\0").Raw(0x86, 0x89).Letters("}tRuub").End()), StringComparison.Ordinal);

    [Fact]
    public void A_list_that_contains_itself_is_refused() =>
        Assert.Contains("contains itself", Refused(new Pickle().Letters("]q\0h\0a").End()), StringComparison.Ordinal);

    [Fact]
    public void A_very_deep_list_is_refused() =>
        Assert.Contains("nested more than", Refused(new Pickle().Repeat(1_000_000, "]").Repeat(999_999, "a").End()), StringComparison.Ordinal);

    [Fact]
    public void A_list_of_lists_of_the_same_lists_is_refused_before_it_grows()
    {
        var pickle = new Pickle().Letters("]q\0");
        for (var level = 0; level < 30; level++) pickle.Letters("](").Repeat(10, "h\0").Letters("eq\0");
        Assert.Contains("more than 4000000 values", Refused(pickle.End()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_used_again_and_again_is_refused_before_it_grows()
    {
        var pickle = new Pickle().Letters("}(").Text("key").Letters("](").Text(new string('x', 1 << 20)).Letters("q\0").Repeat(10_000, "h\0").Letters("eu");
        Assert.Contains("more than 4000000 values", Refused(pickle.End()), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_steps_are_refused() =>
        Assert.Contains("more than 4000000 steps", Refused(new Pickle().Repeat(4_000_001, "N").End()), StringComparison.Ordinal);

    [Theory]
    [InlineData("h\x07.", "value 7, which was never kept, is used")]
    [InlineData("a.", "1 values were expected before it")]
    [InlineData("e.", "a mark was expected before it")]
    [InlineData("}(K\x01u.", "a dictionary's key without a value")]
    [InlineData("}])s.", "a dictionary's key is a tuple or list")]
    [InlineData("NNR.", "None is called")]
    [InlineData("Nb.", "a value was expected before it")]
    [InlineData("(.", "a value was expected before it")]
    [InlineData("NQ.", "found None where a tuple was expected")]
    [InlineData("\x97.", "the opcode 0x97")]
    [InlineData("X\xff\xff\xff\x7f.", "bytes were expected, 1 are left")]
    [InlineData("\x80\x06.", "pickle protocol 6")]
    [InlineData("\x8b\0\0\0\x7f.", "a whole number of 2130706432 bytes")]
    [InlineData("X\x02\0\0\0\xc3\x28.", "cannot be read")]
    public void A_pickle_that_makes_no_sense_is_refused(string opcodes, string found) =>
        Assert.Contains(found, Refused(new Pickle().Letters(opcodes[..^1]).End()), StringComparison.Ordinal);

    [Fact]
    public void A_tensor_beyond_the_end_of_its_storage_is_refused() =>
        Assert.Contains("reaches beyond the 8 numbers of its storage", Refused(new Pickle()
            .Global("torch._utils", "_rebuild_tensor_v2").Letters("(")
            .Global("torch.storage", "_load_from_bytes").Letters("B").Number((uint)Storage.Length).Raw(Storage).Raw(0x85).Letters("R")
            .Letters("K\x01K\x08").Raw(0x85).Letters("K\x01").Raw(0x85, 0x89).Letters("}tR").End()), StringComparison.Ordinal);

    /// <summary>Eight numbers of float32, as torch.save writes a storage.</summary>
    private static byte[] Storage =>
    [
        .. new byte[] { 0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e },
        .. new Pickle().Letters("M\xe9\x03").End(),
        .. new Pickle().Letters("}").Text("little_endian").Raw(0x88).Letters("s").End(),
        .. new Pickle().Letters("(").Text("storage").Global("torch", "FloatStorage").Text("1").Text("cpu").Letters("K\x08NtQ").End(),
        .. new Pickle().Letters("]").Text("1").Letters("a").End(),
        8, 0, 0, 0, 0, 0, 0, 0, .. new byte[32],
    ];

    private string Refused(byte[] pickle)
    {
        var path = folder.File("a.pkl");
        File.WriteAllBytes(path, pickle);
        var error = Assert.Throws<InvalidDataException>(() => new WeightFiles().Read(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
