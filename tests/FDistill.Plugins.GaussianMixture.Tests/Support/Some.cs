using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture.Tests.Support;

/// <summary>Small things to test with.</summary>
internal static class Some
{
    public static readonly ComponentOptions[] Components =
    [
        new() { Weight = 1, Mean = [-3, 0.5], Variance = 0.25 },
        new() { Weight = 3, Mean = [2, -1], Variance = 1 },
    ];

    public static readonly Mixture Mixture = new GaussianMixtureDatasetOptions { Components = Components }.ToMixture();

    public static GaussianMixtureTeacher Teacher(Action<GaussianMixtureTeacherOptions>? change = null)
    {
        var options = new GaussianMixtureTeacherOptions { Components = Components };
        change?.Invoke(options);
        return new(options, new RunEnvironment(CPU, Precision.Fp32, Seed: 1), new NoWeightFiles());
    }

    public static Tensor Points(long count, ulong seed = 2, double scale = 3)
    {
        using var generator = new Generator(seed, CPU);
        return randn([count, 2], dtype: float64, device: CPU, generator: generator) * scale;
    }

    public static Tensor Sigmas(params double[] sigmas) => tensor(sigmas, dtype: float64, device: CPU);

    private sealed class NoWeightFiles : IWeightFiles
    {
        public WeightFile Read(string path) => throw new NotSupportedException();

        public void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata) => throw new NotSupportedException();
    }
}
