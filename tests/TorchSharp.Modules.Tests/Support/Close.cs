using static TorchSharp.torch;

namespace TorchSharp.Modules.Tests.Support;

internal static class Close
{
    public static void Equal(float[] expected, Tensor actual, float tolerance = 1e-6f) =>
        Equal(expected, actual.detach().to(ScalarType.Float32).flatten().data<float>().ToArray(), tolerance);

    public static void Equal(float[] expected, float[] actual, float tolerance = 1e-6f)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (want, got) in expected.Zip(actual))
            Assert.True(MathF.Abs(want - got) <= tolerance * MathF.Max(1, MathF.Abs(want)), $"{got} instead of {want}");
    }
}
