using static TorchSharp.torch;

namespace FDistill.Torch.Tests.Support;

/// <summary>Small tensors, and what is in them.</summary>
internal static class Numbers
{
    /// <summary>Standard normal numbers of a seed of their own.</summary>
    public static Tensor Of(ulong seed, params long[] shape)
    {
        using var generator = new Generator(seed, CPU);
        return generator.Normal(shape, CPU);
    }

    public static float[] Floats(this Tensor values) => values.detach().cpu().contiguous().data<float>().ToArray();

    public static double[] Doubles(this Tensor values) => values.detach().cpu().to(ScalarType.Float64).contiguous().data<double>().ToArray();
}
