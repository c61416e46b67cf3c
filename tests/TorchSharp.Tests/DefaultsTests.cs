using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class DefaultsTests
{
    [Fact]
    public void TheDefaultTypeIsThatOfNewTensors()
    {
        set_default_dtype(ScalarType.Float64);
        try
        {
            Assert.Equal(ScalarType.Float64, zeros(1).dtype);
            Assert.Equal(ScalarType.Float64, arange(0, 1, 0.5).dtype);
        }
        finally
        {
            set_default_dtype(ScalarType.Float32);
        }
    }

    [Fact]
    public void TheDefaultDeviceIsThatOfNewTensors()
    {
        set_default_device(META);
        try
        {
            Assert.True(randn(2, 2).is_meta);
            Assert.True(tensor(new[] { 1f }).is_meta);
            Assert.True(zeros(1, device: CPU).is_cpu());
        }
        finally
        {
            set_default_device(CPU);
        }
    }

    [Theory]
    [InlineData("cpu", DeviceType.CPU)]
    [InlineData("cuda:1", DeviceType.CUDA)]
    [InlineData("meta", DeviceType.META)]
    public void ADeviceIsReadFromText(string text, DeviceType type) => Assert.Equal(type, device(text).type);

    [Fact]
    public void TheNumberOfThreadsIsWhatWasSet()
    {
        var before = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
    }
}
