using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class IndexingTests
{
    private readonly Tensor cube = arange(24).reshape(2, 3, 4);

    [Fact]
    public void NumbersSelect()
    {
        Assert.Equal(23, cube[1, 2, 3].item<long>());
        Expect.Shape(cube[0], 3, 4);
    }

    [Fact]
    public void SlicesKeepTheirDimension()
    {
        Expect.Values(cube[TensorIndex.Single(0), TensorIndex.Single(0), TensorIndex.Slice(1, 3)], 1L, 2);
        Expect.Values(cube[0, 0, 1..3], 1L, 2);
        Expect.Values(cube[0, 0, ^1], 3L);
        Expect.Shape(cube[TensorIndex.Colon, TensorIndex.Slice(step: 2)], 2, 2, 4);
    }

    [Fact]
    public void AnEllipsisStandsForTheRest() => Expect.Shape(cube[TensorIndex.Ellipsis, 0], 2, 3);

    [Fact]
    public void NoneMakesADimension() => Expect.Shape(cube[TensorIndex.None, TensorIndex.Ellipsis], 1, 2, 3, 4);

    [Fact]
    public void AMaskPicks() => Expect.Values(cube[cube > 21], 22L, 23);

    [Fact]
    public void PositionsPick()
    {
        Expect.Shape(cube[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 2, 0 }))], 2, 2, 4);
        Expect.Values(cube[TensorIndex.Single(1), TensorIndex.Tensor(tensor(new long[] { 2, 0 })), TensorIndex.Single(1)], 21L, 13);
    }

    [Fact]
    public void SlicesAreViews()
    {
        cube[0].fill_(7);
        Assert.Equal(7, cube[0, 2, 3].item<long>());
    }

    [Fact]
    public void StridesLayAnotherShapeOverTheSameNumbers()
    {
        Expect.Values(cube.reshape(24).as_strided([3], [8], 2), 2L, 10, 18);
        Expect.Shape(cube.as_strided([4, 5], [1, 0]), 4, 5);
    }

    [Fact]
    public void SelectionsAreAssignedTo()
    {
        cube[0, 1] = tensor(5L);
        Assert.Equal(20, cube[0, 1].sum().item<long>());
        cube[TensorIndex.Colon, 0..1] = zeros(1, dtype: int64);
        Assert.Equal(0, cube[1, 0].sum().item<long>());
        cube[cube > 20] = tensor(1L);
        Assert.True(cube.max().item<long>() <= 20);
    }

    [Fact]
    public void ValuesAreGatheredAndScattered()
    {
        var index = tensor(new long[,] { { 0, 2 } });
        var source = tensor(new float[,] { { 1, 2, 3 } });
        Expect.Values(source.gather(1, index), 1f, 3);
        Expect.Values(zeros(1, 3).scatter(1, index, source), 1f, 0, 2);
    }

    [Fact]
    public void AnAccessorReadsAndWrites()
    {
        var matrix = zeros(2, 2);
        var values = matrix.data<float>();
        values[1, 0] = 3;
        Expect.Values(matrix.t(), 0f, 3, 0, 0);
        Assert.Equal(4, values.Count);
    }

    [Fact]
    public void AnotherTypeThanTheElementsIsRefused() => Assert.ThrowsAny<Exception>(() => zeros(2).data<long>());
}
