using FDistill.Datasets;
using FDistill.Plugins.Shared;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>A mixture of Gaussians as a diffusion model: score and density are exact at every noise level.</summary>
public sealed class GaussianMixtureTeacher : IExactTeacher, IConditionEncoder
{
    private readonly GaussianMixtureTeacherOptions options;
    private readonly RunEnvironment environment;
    private readonly IWeightFiles files;

    /// <summary>Makes the teacher.</summary>
    /// <param name="options">The mixture, its noise levels, and what its students are.</param>
    /// <param name="environment">Where it computes; its seed draws fresh students.</param>
    /// <param name="files">Writes weights.</param>
    public GaussianMixtureTeacher(GaussianMixtureTeacherOptions options, RunEnvironment environment, IWeightFiles files)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.options, this.environment, this.files) = (options, environment, files);
        Mixture = options.ToMixture();
        Denoiser = new MixtureDenoiser(Mixture);
        var deviation = Mixture.Deviation;

        Noise = new EdmNoiseSchedule(new EdmNoise(options.SigmaMin, options.SigmaMax, deviation, options.Rho, TrainingMean: Math.Log(deviation), TrainingDeviation: 1.2));
    }

    /// <summary>The mixture, for exact densities and ratios.</summary>
    public Mixture Mixture { get; }

    /// <inheritdoc/>
    public SampleShape Sample => new(options.Dimension, 1, 1);

    /// <inheritdoc/>
    public INoiseSchedule Noise { get; }

    /// <inheritdoc/>
    public IDenoiser Denoiser { get; }

    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Features => [PointDenoiser.Feature(options.Dimension)];

    /// <inheritdoc/>
    public ILatentCodec? Codec => null;

    /// <inheritdoc/>
    public IConditionEncoder Conditions => this;

    /// <inheritdoc/>
    public IReadOnlyList<TeacherMode> Modes => Mixture.Modes;

    string IConditionEncoder.Kind => ConditionKinds.None;

    int IConditionEncoder.Labels => 0;

    /// <inheritdoc/>
    /// <remarks>There are no weights to copy: every network is fresh, and all of them are alike.</remarks>
    public IDenoiser CreateTrainable()
    {
        if (options.Student == StudentKind.Affine)
            return new AffineDenoiser(new AffineMap(options.Affine, options.Dimension, options.SigmaMax, environment.Device), Mixture.Deviation);
        using var generator = new Generator(unchecked((ulong)environment.Seed), CPU);
        return MlpDenoiser.Fresh(options.Mlp, options.Dimension, Mixture.Deviation, environment.Device, generator);
    }

    /// <inheritdoc/>
    public void Export(IDenoiser network, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        files.Write(Path.Combine(folder, "model.safetensors"), StateDict.Of(network.Module), new Dictionary<string, string> { ["model"] = "gaussian-mixture" });
    }

    /// <inheritdoc/>
    public Tensor LogMarginal(Tensor noised, Tensor t)
    {
        ArgumentNullException.ThrowIfNull(noised);
        using var scope = NewDisposeScope();
        return Mixture.LogDensity(noised.flatten(1), t).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Score(Tensor noised, Tensor t)
    {
        ArgumentNullException.ThrowIfNull(noised);
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        return Mixture.Score(noised.flatten(1), t).reshape(noised.shape).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Draw(long count, Generator generator)
    {
        using var scope = NewDisposeScope();
        return Mixture.Draw(count, generator).reshape(Sample.Batch(count)).MoveToOuterDisposeScope();
    }

    Condition? IConditionEncoder.Encode(DataBatch records) => null;

    Condition? IConditionEncoder.Null(long count) => null;

    /// <inheritdoc/>
    public void Dispose() => Denoiser.Dispose();
}
