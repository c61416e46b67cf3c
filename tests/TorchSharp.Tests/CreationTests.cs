using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class CreationTests
{
    [Fact]
    public void TheTypeOfANumberIsTheTypeOfItsTensor()
    {
        Assert.Equal(ScalarType.Float32, tensor(1.0f).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.0).dtype);
        Assert.Equal(ScalarType.Int64, tensor(1L).dtype);
        Assert.Equal(ScalarType.Int32, tensor(1).dtype);
        Assert.Equal(ScalarType.Bool, tensor(true).dtype);
    }

    [Fact]
    public void TheTypeOfAnArrayIsTheTypeOfItsTensor()
    {
        Assert.Equal(ScalarType.Float32, tensor(new[] { 1f, 2f }).dtype);
        Assert.Equal(ScalarType.Float64, tensor(new[] { 1.0, 2.0 }).dtype);
        Assert.Equal(ScalarType.Int64, tensor(new[] { 1L, 2L }).dtype);
        Assert.Equal(ScalarType.Byte, tensor(new byte[] { 1, 2 }).dtype);
    }

    [Fact]
    public void AnArrayOfTwoDimensionsBecomesAMatrix()
    {
        var matrix = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Expect.Shape(matrix, 2, 3);
        Expect.Values(matrix, 1f, 2, 3, 4, 5, 6);
    }

    [Fact]
    public void AListTakesTheShapeThatIsGiven()
    {
        IList<float> values = [1, 2, 3, 4, 5, 6];
        Expect.Shape(tensor(values, 2, 3), 2, 3);
        Expect.Shape(tensor(new float[] { 1, 2, 3, 4 }, [2, 2]), 2, 2);
    }

    [Fact]
    public void ATensorIsACopyOfItsArray()
    {
        var values = new[] { 1f, 2f };
        var copied = tensor(values);
        values[0] = 7;
        Expect.Values(copied, 1f, 2f);
    }

    [Fact]
    public void ARequestedTypeConverts() => Expect.Values(tensor(new[] { 1.5f, -1.5f }, dtype: int64), 1L, -1L);

    [Fact]
    public void ARangeOfWholeNumbersIsInt64() => Expect.Values(arange(3), 0L, 1L, 2L);

    [Fact]
    public void ARangeWithAFractionIsFloat32() => Expect.Values(arange(0, 1, 0.5), 0f, 0.5f);

    [Fact]
    public void FillingWithAWholeNumberMakesInt64() => Assert.Equal(ScalarType.Int64, full(2, 3, 7).dtype);

    [Fact]
    public void ZerosAndOnesAreOfTheDefaultType()
    {
        Expect.Values(zeros(2), 0f, 0f);
        Expect.Values(ones([1, 2], dtype: float64), 1.0, 1.0);
    }

    [Fact]
    public void LikeMeansShapeTypeAndDevice()
    {
        var model = ones(2, 3, dtype: float64);
        var like = zeros_like(model);
        Expect.Shape(like, 2, 3);
        Assert.Equal(ScalarType.Float64, like.dtype);
        Assert.True(ones_like(model, requires_grad: true).requires_grad);
    }

    [Fact]
    public void AnArrayOfAnyRankIsTaken()
    {
        Array values = new long[,,] { { { 1, 2 }, { 3, 4 } } };
        Expect.Shape(from_array(values), 1, 2, 2);
    }

    [Fact]
    public void ATensorWithoutDataKnowsItsShape()
    {
        var shape = empty(2, 3, device: META);
        Assert.True(shape.is_meta);
        Expect.Shape(shape.matmul(empty(3, 5, device: META)), 2, 5);
    }
}
