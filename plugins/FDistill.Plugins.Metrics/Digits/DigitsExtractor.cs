using FDistill.Metrics;
using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Digits;

/// <summary>The 64 features and the logits of a small classifier of
/// digits: which digit it is, or another of their properties.</summary>
public sealed class DigitsExtractor : ITrainableClassifier
{
    private const string BundledWeights = "digits-classifier.safetensors";

    private readonly DigitsNetwork network;
    private readonly IWeightFiles files;
    private readonly Device device;

    /// <summary>Loads the classifier, or makes an untrained one.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another network.</exception>
    /// <exception cref="ArgumentException">An untrained classifier with a checkpoint is asked for.</exception>
    public DigitsExtractor(DigitsOptions options, IWeightFiles files, RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(environment);
        (this.files, device) = (files, environment.Device);
        network = new DigitsNetwork(options.Classes, environment.Seed);
        if (!options.Trained && options.Checkpoint is { } extra)
            throw new ArgumentException($"a fresh classifier takes no weights, and the checkpoint '{extra}' is named: leave out one of 'trained' and 'checkpoint'");
        if (options.Trained)
        {
            using var weights = files.Read(options.Checkpoint ?? Bundled);
            weights.CopyTo(network);
        }
        IsTrained = options.Trained;
        network.to(device);
        network.eval();
    }

    /// <inheritdoc/>
    public bool IsTrained { get; }

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Network => network;

    /// <inheritdoc/>
    public ExtractedFeatures Extract(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!DigitsNetwork.Sees(images.shape))
            throw new InvalidOperationException($"The extractor 'digits' sees images of 1x{DigitsNetwork.Side}x{DigitsNetwork.Side}; given were {string.Join('x', images.shape[1..])}. Three channels, and squares of a multiple of that size, are averaged to it.");
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var features = network.Features(images.to(device));
        return new ExtractedFeatures(features.MoveToOuterDisposeScope(), network.Classify(features).MoveToOuterDisposeScope());
    }

    /// <summary>The bundled weights, which lie beside the plugin.</summary>
    private static string Bundled => Path.Combine(Path.GetDirectoryName(typeof(DigitsExtractor).Assembly.Location)!, BundledWeights);

    /// <inheritdoc/>
    public void Save(string path, IReadOnlyDictionary<string, string> facts) => files.Write(path, StateDict.Of(network), facts);

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
