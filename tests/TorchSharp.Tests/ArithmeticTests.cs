using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class ArithmeticTests
{
    private static readonly float[] OneTwoThree = [1, 2, 3];

    [Fact]
    public void OperatorsWorkOnElements()
    {
        var (x, y) = (tensor(OneTwoThree), tensor(new float[] { 4, 5, 6 }));
        Expect.Values(x + y, 5f, 7, 9);
        Expect.Values(y - x, 3f, 3, 3);
        Expect.Values(x * y, 4f, 10, 18);
        Expect.Values(y / x, 4f, 2.5f, 2);
        Expect.Values(y % x, 0f, 1, 0);
        Expect.Values(-x, -1f, -2, -3);
    }

    [Fact]
    public void NumbersStandOnEitherSide()
    {
        var x = tensor(OneTwoThree);
        Expect.Values(x + 1, 2f, 3, 4);
        Expect.Values(1 - x, 0f, -1, -2);
        Expect.Values(2.0 * x, 2f, 4, 6);
        Expect.Values(6 / x, 6f, 3, 2);
    }

    [Fact]
    public void ComparisonsAreTensors()
    {
        var x = tensor(OneTwoThree);
        Expect.Values(x > 1, false, true, true);
        Expect.Values(x == x.clone(), true, true, true);
        Expect.Values((x >= 2) & (x != 3), false, true, false);
        Expect.Values(~(x < 3), false, false, true);
    }

    [Fact]
    public void ShapesBroadcast() => Expect.Shape(ones(2, 1, 3) + ones(4, 1), 2, 4, 3);

    [Fact]
    public void ShapesThatDoNotBroadcastSaySo()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2, 3) + ones(2, 4));
        Assert.Contains("The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MatricesThatDoNotFitSaySo()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).matmul(ones(2, 3)));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InPlaceOperationsReturnTheTensorItself()
    {
        var x = tensor(OneTwoThree);
        Assert.Same(x, x.add_(1));
        Expect.Values(x, 2f, 3, 4);
    }

    [Fact]
    public void ReductionsTakeDimensions()
    {
        var x = arange(6, dtype: float32).reshape(2, 3);
        Expect.Values(x.sum(), 15f);
        Expect.Values(x.sum(dim: 0), 3f, 5, 7);
        Expect.Values(x.mean([1], keepdim: true), 1f, 4);
        Expect.Shape(x.mean([1], keepdim: true), 2, 1);
        Expect.Near(x.std(), Math.Sqrt(3.5));
        Expect.Near(x.var(1, unbiased: false), 2.0 / 3, 2.0 / 3);
    }

    [Fact]
    public void AQuantileWithoutADimensionIsOfAllElements() =>
        Expect.Near(arange(6, dtype: float32).reshape(2, 3).quantile(tensor(0.5f)), 2.5);

    [Fact]
    public void ExtremesComeWithTheirPositions()
    {
        var (values, indices) = tensor(new float[,] { { 1, 5, 2 }, { 7, 3, 4 } }).max(1);
        Expect.Values(values, 5f, 7);
        Expect.Values(indices, 1L, 0);
    }

    [Fact]
    public void TheTwoFormsOfAFunctionAgree()
    {
        var x = tensor(OneTwoThree);
        Assert.True(x.exp().Equals(exp(x)));
        Assert.True(x.clamp(1.5, 2.5).Equals(clamp(x, 1.5, 2.5)));
        Assert.True(where(x > 2, x, -x).Equals(x.where(x > 2, -x)));
    }

    [Fact]
    public void DivisionsRoundAsTold()
    {
        Expect.Values(tensor(new float[] { -7 }).div(2, RoundingMode.floor), -4f);
        Expect.Values(tensor(new float[] { -7 }).div(2, RoundingMode.trunc), -3f);
    }

    [Fact]
    public void TensorsAreJoinedAndTakenApart()
    {
        var (x, y) = (ones(2, 2), zeros(2, 2));
        Expect.Shape(cat([x, y], 1), 2, 4);
        Expect.Shape(stack([x, y]), 2, 2, 2);
        Assert.Equal(2, cat([x, y]).chunk(2).Length);
        Assert.Equal([3L, 1L], arange(4).split([3, 1]).Select(part => part.numel()));
    }

    [Fact]
    public void EquationsAreSummed() => Expect.Values(einsum("ij,ij->i", ones(2, 3), ones(2, 3)), 3f, 3f);

    [Fact]
    public void DecompositionsMultiplyBack()
    {
        manual_seed(1);
        var x = randn(4, 3);
        var (u, s, vh) = linalg.svd(x, fullMatrices: false);
        Assert.True(x.allclose(u.matmul(s.diag()).matmul(vh), rtol: 1e-4, atol: 1e-5));
    }
}
