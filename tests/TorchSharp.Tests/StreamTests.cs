using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class StreamTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Bool)]
    public void ATensorComesBackFromAStream(ScalarType type)
    {
        var written = arange(300).reshape(3, 100).to(type);
        using var stream = new MemoryStream();
        written.Save(stream);
        stream.Position = 0;
        var read = Tensor.Load(stream);
        Assert.Equal(type, read.dtype);
        Assert.True(written.Equals(read));
    }

    [Fact]
    public void ATensorThatIsNotContiguousIsWrittenInOrder()
    {
        var written = arange(6).reshape(2, 3).t();
        using var stream = new MemoryStream();
        written.Save(stream);
        stream.Position = 0;
        Assert.True(written.Equals(Tensor.Load(stream)));
    }

    [Fact]
    public void AStreamIsReadIntoATensorOfTheSameShape()
    {
        using var stream = new MemoryStream();
        ones(2, 3).Save(stream);
        stream.Position = 0;
        var target = zeros(2, 3);
        using var reader = new BinaryReader(stream);
        target.Load(reader);
        Assert.Equal(6, target.sum().item<float>());
    }

    [Fact]
    public void ATensorComesBackFromAFile()
    {
        var path = Path.GetTempFileName();
        try
        {
            var written = linspace(0, 1, 5);
            save(written, path);
            Assert.True(written.Equals(load(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void BytesAreTheElementsInMemory()
    {
        var x = zeros(2);
        x.bytes = new byte[] { 0, 0, 128, 63, 0, 0, 0, 64 };
        Expect.Values(x, 1f, 2);
    }
}
