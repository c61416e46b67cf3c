using System.Buffers.Binary;
using System.Text;
using FDistill.Formats.Weights;
using FDistill.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace FDistill.Formats.Tests.Weights;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SafetensorsFiles files = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Tensors_of_every_type_come_back_as_they_were(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var written = (arange(0, 60, dtype: ScalarType.Float32, device: CPU) * 1.7).to(type).view(3, 4, 5);
        Write("a.safetensors", ("whole", written), ("turned", written.transpose(0, 2)), ("single", written[1][2][3]), ("none", written.narrow(0, 0, 0)));

        using var file = files.Read(folder.File("a.safetensors"));

        Assert.Equal(["whole", "turned", "single", "none"], file.Tensors.Keys);
        Assert.All(file.Tensors.Values, tensor => Assert.Equal(type, tensor.dtype));
        Assert.Equal([5, 4, 3], file.Tensors["turned"].shape);
        Assert.Equal([], file.Tensors["single"].shape);
        Assert.Equal([0, 4, 5], file.Tensors["none"].shape);
        Assert.True(written.bytes.SequenceEqual(file.Tensors["whole"].bytes));
        Assert.True(written.transpose(0, 2).contiguous().bytes.SequenceEqual(file.Tensors["turned"].bytes));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var scope = NewDisposeScope();
        files.Write(folder.File("a.safetensors"), [KeyValuePair.Create("w", Row.Of(1, -2))], new Dictionary<string, string> { ["who"] = "us & them" });

        var bytes = File.ReadAllBytes(folder.File("a.safetensors"));

        var header = """{"__metadata__":{"who":"us & them"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal(header, Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal([0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0], bytes[(8 + length)..]);
    }

    [Fact]
    public void Facts_about_the_file_come_back()
    {
        using var scope = NewDisposeScope();
        files.Write(folder.File("a.safetensors"), [], new Dictionary<string, string> { ["a"] = "ä \"quoted\"", ["b"] = "" });
        using var file = files.Read(folder.File("a.safetensors"));
        Assert.Equal(new Dictionary<string, string> { ["a"] = "ä \"quoted\"", ["b"] = "" }, file.Metadata);
        Assert.Empty(file.Tensors);
    }

    [Theory]
    [InlineData("", "it has 0 bytes")]
    [InlineData("1234567", "it has 7 bytes")]
    public void A_file_without_a_header_is_refused(string content, string found)
    {
        File.WriteAllText(folder.File("a.safetensors"), content);
        AssertRefused(found);
    }

    [Theory]
    [InlineData(100_000_001, "at most 100000000 are allowed")]
    [InlineData(3, "0 follow")]
    [InlineData(ulong.MaxValue, "at most 100000000 are allowed")]
    public void A_header_that_claims_too_much_is_refused_before_it_is_read(ulong length, string found)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        File.WriteAllBytes(folder.File("a.safetensors"), bytes);
        AssertRefused(found);
    }

    [Theory]
    [InlineData("[1]", 0, "no JSON object")]
    [InlineData("{", 0, "no valid JSON")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "no valid JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "metadata is no map of texts")]
    [InlineData("""{"__metadata__":"a"}""", 0, "metadata is no map of texts")]
    [InlineData("""{"w":7}""", 0, "'w' is no JSON object")]
    [InlineData("""{"w":{"shape":[1],"data_offsets":[0,4]}}""", 4, "the dtype of 'w' is missing")]
    [InlineData("""{"w":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "the dtype of 'w' is F8_E4M3; known are F64, F32")]
    [InlineData("""{"w":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "the shape of 'w'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "the shape of 'w'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "the shape of 'w'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", 4, "is too large")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "the data_offsets of 'w' are no range")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "the data_offsets of 'w' are no range")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "'w' is F32 [2], 8 bytes, but has 4")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'w' begins at byte 4, the tensor before it ends at 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "'b' begins at byte 2")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "its tensors take 4 bytes, 5 follow")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "its tensors take 4 bytes, 3 follow")]
    public void A_header_that_does_not_fit_the_file_is_refused(string header, int dataBytes, string found)
    {
        File.WriteAllBytes(folder.File("a.safetensors"), Bytes(header, dataBytes));
        AssertRefused(found);
    }

    [Fact]
    public void Whatever_byte_is_changed_a_file_is_read_or_refused_by_name()
    {
        using var scope = NewDisposeScope();
        Write("a.safetensors", ("first", Row.Of(1, 2, 3)), ("second", Row.OfDoubles(4, 5)));
        var whole = File.ReadAllBytes(folder.File("a.safetensors"));

        Prop.ForAll(Gen.Choose(0, whole.Length - 1).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (place, value) =>
        {
            var changed = (byte[])whole.Clone();
            changed[place] = (byte)value;
            File.WriteAllBytes(folder.File("b.safetensors"), changed);
            try
            {
                files.Read(folder.File("b.safetensors")).Dispose();
            }
            catch (InvalidDataException error)
            {
                Assert.Contains(folder.File("b.safetensors"), error.Message, StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Wherever_a_file_is_cut_it_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        Write("whole.safetensors", ("first", Row.Of(1, 2, 3)), ("second", Row.OfDoubles(4, 5)));
        var whole = File.ReadAllBytes(folder.File("whole.safetensors"));

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder.File("a.safetensors"), whole[..length]);
            AssertRefused(folder.File("a.safetensors"));
        }
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_as_it_was()
    {
        using var scope = NewDisposeScope();
        Write("a.safetensors", ("w", Row.Of(1)));
        var disposed = Row.Of(2);
        disposed.Dispose();

        Assert.ThrowsAny<Exception>(() => Write("a.safetensors", ("w", disposed)));

        using var file = files.Read(folder.File("a.safetensors"));
        Assert.Equal([1], file.Tensors["w"].Floats());
    }

    [Fact]
    public void Two_tensors_of_one_name_are_refused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => Write("a.safetensors", ("w", Row.Of(1)), ("w", Row.Of(2))));
        Assert.Contains("two tensors are named 'w'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_the_format_lacks_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        var complex = zeros([1], dtype: ScalarType.ComplexFloat32, device: CPU);
        var error = Assert.Throws<ArgumentException>(() => Write("a.safetensors", ("w", complex)));
        Assert.Contains("'w' is of type ComplexFloat32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_outlive_the_scope_that_they_were_read_in()
    {
        using (NewDisposeScope()) Write("a.safetensors", ("w", Row.Of(7)));
        Runs.WeightFile file;
        using (NewDisposeScope()) file = files.Read(folder.File("a.safetensors"));
        using (file) Assert.Equal([7], file.Tensors["w"].Floats());
    }

    private void Write(string name, params (string Name, Tensor Value)[] tensors) =>
        files.Write(folder.File(name), [.. tensors.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))], new Dictionary<string, string>());

    private void AssertRefused(string found)
    {
        var error = Assert.Throws<InvalidDataException>(() => files.Read(folder.File("a.safetensors")));
        Assert.Contains($"'{folder.File("a.safetensors")}' is not a whole safetensors file", error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string header, int dataBytes)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        return bytes;
    }
}
