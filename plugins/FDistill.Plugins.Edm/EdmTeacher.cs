using FDistill.Plugins.Edm.Networks;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm;

/// <summary>A pixel-space diffusion model of the EDM family: DDPM++, NCSN++
/// or ADM, with EDM's own preconditioning or an older one.</summary>
public sealed class EdmTeacher : ITrainableTeacher
{
    private readonly EdmTeacherOptions options;
    private readonly IWeightFiles files;
    private readonly EdmArchitecture architecture;
    private readonly NetworkPlace place;
    private readonly EdmDenoiser denoiser;

    /// <summary>Loads the teacher, or draws a fresh network by the run's seed.</summary>
    /// <param name="options">Which network.</param>
    /// <param name="environment">Where it computes.</param>
    /// <param name="files">Reads and writes weights.</param>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or does not fit its architecture.</exception>
    public EdmTeacher(EdmTeacherOptions options, RunEnvironment environment, IWeightFiles files)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(files);
        (this.options, this.files) = (options, files);
        place = new NetworkPlace(environment.Device, environment.Precision == Precision.Bf16 ? ScalarType.BFloat16 : ScalarType.Float32);

        if (options.Checkpoint is { } checkpoint)
        {
            using var file = files.Read(checkpoint);
            var stated = EdmWeightFiles.Stated(file, options.Entry);
            architecture = options.Architecture ?? stated.Architecture ?? throw EdmWeightFiles.NoArchitecture(file);
            EdmWeightFiles.CheckSigmaData(file, stated.SigmaData, options.SigmaData);
            denoiser = NewDenoiser();
            file.CopyTo(denoiser.Module, EdmWeightFiles.Prefix(file, options.Entry));
        }
        else
        {
            architecture = options.Architecture ?? throw new ArgumentException("neither checkpoint nor architecture is given", nameof(options));
            denoiser = NewDenoiser();
            using var generator = new Generator(unchecked((ulong)environment.Seed), CPU);
            denoiser.Network.DrawWeights(generator);
        }

        foreach (var parameter in denoiser.Module.parameters()) parameter.requires_grad = false;
        Noise = EdmTeacherNoise.Of(options, architecture.Preconditioning);
        Conditions = new LabelEncoder(architecture.Labels, environment.Device);
        Features = denoiser.Network.Model.Features;
    }

    /// <inheritdoc/>
    public SampleShape Sample => new(architecture.Channels, architecture.Resolution, architecture.Resolution);

    /// <inheritdoc/>
    public INoiseSchedule Noise { get; }

    /// <inheritdoc/>
    public IDenoiser Denoiser => denoiser;

    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Features { get; }

    /// <inheritdoc/>
    public ILatentCodec? Codec => null;

    /// <inheritdoc/>
    public IConditionEncoder Conditions { get; }

    /// <inheritdoc/>
    public IDenoiser CreateTrainable() => Copy(architecture.ToNetworkOptions());

    /// <inheritdoc/>
    public ITensorSource? OpenWeights()
    {
        if (options.Checkpoint is not { } checkpoint || place.Type == ScalarType.Float32) return null;
        var file = files.Read(checkpoint);
        return new NetworkTensors(file, EdmWeightFiles.Prefix(file, options.Entry));
    }

    /// <inheritdoc/>
    public string AugmentLabelsOption => "architecture.augmentLabels";

    /// <inheritdoc/>
    public IAugmentedDenoiser CreateLearner() =>
        Copy(architecture.ToNetworkOptions() with { Dropout = architecture.Dropout, LabelDropout = architecture.LabelDropout });

    /// <inheritdoc/>
    /// <remarks>Writes <c>model.safetensors</c>, whose names are those of
    /// EDM's own networks; this plugin reads it as a checkpoint.</remarks>
    public void Export(IDenoiser network, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        files.Write(Path.Combine(folder, EdmWeightFiles.FileName), StateDict.Of(network.Module), EdmWeightFiles.Describe(architecture, options.SigmaData));
    }

    /// <inheritdoc/>
    public void Dispose() => denoiser.Dispose();

    private EdmDenoiser NewDenoiser() => NewDenoiser(architecture.ToNetworkOptions());

    private EdmDenoiser NewDenoiser(UNetOptions network) =>
        new(new EdmPreconditioned(network, architecture.Preconditioning.Create(options.SigmaData, place.Device), place));

    private EdmDenoiser Copy(UNetOptions network)
    {
        var copy = NewDenoiser(network);
        StateDict.Copy(StateDict.Of(denoiser.Module).ToDictionary(pair => pair.Key, pair => pair.Value), "", copy.Module, "the teacher");
        return copy;
    }
}
