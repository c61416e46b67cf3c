using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>What a tensor is expected to hold.</summary>
internal static class Expect
{
    public static void Values<T>(Tensor tensor, params T[] expected) where T : unmanaged => Assert.Equal(expected, tensor.data<T>().ToArray());

    public static void Near(Tensor tensor, params double[] expected)
    {
        var actual = tensor.detach().to(float64).data<double>().ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 5);
    }

    public static void Shape(Tensor tensor, params long[] expected) => Assert.Equal(expected, tensor.shape);
}
