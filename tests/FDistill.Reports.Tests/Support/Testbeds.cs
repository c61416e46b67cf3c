using FDistill.Formats.Weights;
using FDistill.Plugins.GaussianMixture;
using FDistill.Plugins.Heads;
using FDistill.Reports.Laboratory.Testbed;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Reports.Tests.Support;

/// <summary>Small testbeds: mixtures of two or more unequal modes.</summary>
internal static class Testbeds
{
    public static GaussianMixtureTeacher Teacher(int dimension, long seed = 0, Action<GaussianMixtureTeacherOptions>? change = null)
    {
        double[] Centre(params double[] first) => [.. Enumerable.Range(0, dimension).Select(axis => axis < first.Length ? first[axis] : 0)];
        var options = new GaussianMixtureTeacherOptions
        {
            Dimension = dimension,
            Components =
            [
                new() { Weight = 0.5, Mean = Centre(-2, 1), Variance = 0.25 },
                new() { Weight = 0.3, Mean = Centre(2, 1), Variance = 0.25 },
                new() { Weight = 0.2, Mean = Centre(0, -2), Variance = 0.25 },
            ],
            Mlp = new() { Width = 32, Layers = 2 },
        };
        change?.Invoke(options);
        return new(options, new RunEnvironment(CPU, Precision.Fp32, seed), new SafetensorsFiles());
    }

    public static TestbedParts Parts(int dimension, long seed) =>
        new(Teacher(dimension, seed), new PooledMlpHead(new() { Width = 32, Layers = 2 }, new RunEnvironment(CPU, Precision.Fp32, seed)));

    public static NamedDivergence Named(string name) => new(name, ClosedForms.Of(name).Divergence);

    public static NamedDivergence Formula(Func<Tensor, Tensor> h) => new("formula", new FixedWeight(ratio => h(ratio.Value)));
}

/// <summary>A teacher whose score is what a test makes of the true one.</summary>
internal sealed class MisledTeacher(IExactTeacher teacher, Func<Tensor, Tensor> mislead) : IExactTeacher
{
    public IReadOnlyList<TeacherMode> Modes => teacher.Modes;

    public SampleShape Sample => teacher.Sample;

    public INoiseSchedule Noise => teacher.Noise;

    public IDenoiser Denoiser => teacher.Denoiser;

    public IReadOnlyList<FeatureMap> Features => teacher.Features;

    public ILatentCodec? Codec => teacher.Codec;

    public IConditionEncoder Conditions => teacher.Conditions;

    public Tensor LogMarginal(Tensor noised, Tensor t) => teacher.LogMarginal(noised, t);

    public Tensor Score(Tensor noised, Tensor t) => mislead(teacher.Score(noised, t));

    public Tensor Draw(long count, Generator generator) => teacher.Draw(count, generator);

    public IDenoiser CreateTrainable() => teacher.CreateTrainable();

    public void Export(IDenoiser network, string folder) => teacher.Export(network, folder);

    public void Dispose() => teacher.Dispose();
}
