using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class TypeTests
{
    [Fact]
    public void ConversionsKeepTheValues()
    {
        var x = tensor(new[] { 0f, 1.5f, -2f });
        Expect.Values(x.to(int32), 0, 1, -2);
        Expect.Values(x.@bool(), false, true, true);
        Expect.Values(x.@double(), 0.0, 1.5, -2);
        Expect.Values(x.half(), (Half)0, (Half)1.5, (Half)(-2));
    }

    [Fact]
    public void AConversionToTheSameTypeSharesTheData()
    {
        var x = zeros(2);
        x.to(float32).fill_(1);
        Expect.Values(x, 1f, 1);
        x.to(float32, copy: true).fill_(2);
        Expect.Values(x, 1f, 1);
    }

    [Fact]
    public void BFloat16RoundsToEven()
    {
        var values = new[] { 1.0f, 1.00390625f, 3.14159265f, -65504f, float.PositiveInfinity };
        var native = tensor(values).bfloat16();
        for (var i = 0; i < values.Length; i++) Assert.Equal(native[i].@float().item<float>(), new BFloat16(values[i]).ToSingle());
    }

    [Fact]
    public void BFloat16ValuesAreReadAndWritten()
    {
        var x = tensor(new[] { (BFloat16)1.5f, (BFloat16)(-2f) });
        Assert.Equal(ScalarType.BFloat16, x.dtype);
        Assert.Equal((BFloat16)(-2f), x.data<BFloat16>()[1]);
        Assert.Equal(1.5f, x[0].item<BFloat16>().ToSingle());
    }

    [Fact]
    public void OperandsArePromoted()
    {
        Assert.Equal(ScalarType.Float32, (ones(1) + ones(1, dtype: int64)).dtype);
        Assert.Equal(ScalarType.Float32, (ones(1) * 2.0).dtype);
        Assert.Equal(ScalarType.Float64, promote_types(ScalarType.Float32, ScalarType.Float64));
    }

    [Fact]
    public void AnOnlyElementBecomesANumber()
    {
        Assert.Equal(2.5f, tensor(2.5f).item<float>());
        Assert.Equal(3, tensor(3L).ToInt32());
        Assert.Equal(2.5, (double)tensor(2.5f));
    }

    [Fact]
    public void TextNamesShapeAndType() => Assert.Contains("[2x3], type = Float32, device = cpu", zeros(2, 3).ToString(), StringComparison.Ordinal);

    [Fact]
    public void TextShowsValues() => Assert.Contains("1.5", tensor(new[] { 1.5f, 2.5f }).ToString(TensorStringStyle.Julia), StringComparison.Ordinal);
}
