using FDistill.Datasets;
using FDistill.Runs;
using FDistill.Teachers;
using TorchSharp;
using static TorchSharp.torch;

namespace Acme.Teachers;

/// <summary>An unconditional teacher on pixels.</summary>
public sealed class ResidualTeacher : ITeacher, IConditionEncoder
{
    private readonly ResidualTeacherOptions options;
    private readonly RunEnvironment environment;
    private readonly IWeightFiles files;
    private readonly ResidualDenoiser denoiser;

    /// <summary>Loads the weights, or draws fresh ones.</summary>
    /// <exception cref="InvalidDataException">The weights do not fit the network.</exception>
    public ResidualTeacher(ResidualTeacherOptions options, RunEnvironment environment, IWeightFiles files)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(files);
        (this.options, this.environment, this.files) = (options, environment, files);
        var network = new ResidualNetwork(options);
        if (options.Checkpoint is { } checkpoint)
        {
            using var file = files.Read(checkpoint);
            StateDict.Copy(file.Tensors, "", network, $"'{checkpoint}'");
        }
        else
        {
            network.Draw(environment.Seed);
        }

        denoiser = Denoiser(network, isTrainable: false);
    }

    /// <inheritdoc/>
    public SampleShape Sample => new(options.Channels, options.Size, options.Size);

    /// <inheritdoc/>
    public INoiseSchedule Noise { get; } = new LogUniformNoise();

    /// <inheritdoc/>
    IDenoiser ITeacher.Denoiser => denoiser;

    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Features => [.. Enumerable.Range(0, options.Blocks).Select(block => new FeatureMap(ResidualDenoiser.Feature(block), options.Width, options.Size, options.Size))];

    /// <inheritdoc/>
    public ILatentCodec? Codec => null;

    /// <inheritdoc/>
    public IConditionEncoder Conditions => this;

    /// <inheritdoc/>
    public string Kind => ConditionKinds.None;

    /// <inheritdoc/>
    public int Labels => 0;

    /// <inheritdoc/>
    public Condition? Encode(DataBatch records) => null;

    /// <inheritdoc/>
    public Condition? Null(long count) => null;

    /// <inheritdoc/>
    public IDenoiser CreateTrainable()
    {
        var copy = new ResidualNetwork(options);
        StateDict.Copy(StateDict.Of(denoiser.Module).ToDictionary(pair => pair.Key, pair => pair.Value), "", copy, "the teacher");
        return Denoiser(copy, isTrainable: true);
    }

    /// <inheritdoc/>
    /// <remarks>Writes <c>residual.safetensors</c>, which the option <c>checkpoint</c> reads.</remarks>
    public void Export(IDenoiser network, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        files.Write(Path.Combine(folder, "residual.safetensors"), StateDict.Of(network.Module), new Dictionary<string, string>());
    }

    /// <inheritdoc/>
    public void Dispose() => denoiser.Dispose();

    private ResidualDenoiser Denoiser(ResidualNetwork network, bool isTrainable)
    {
        network.to(environment.Device);
        foreach (var parameter in network.parameters()) parameter.requires_grad_(isTrainable);
        return new ResidualDenoiser(network, options.Blocks);
    }
}
