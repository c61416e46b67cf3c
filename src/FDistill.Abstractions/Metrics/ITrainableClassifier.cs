using static TorchSharp.torch;

namespace FDistill.Metrics;

/// <summary>A feature extractor that is a classifier, and that can be trained from labelled images.</summary>
public interface ITrainableClassifier : IFeatureExtractor
{
    /// <summary>Whether it holds trained weights; without them nothing can be measured on it.</summary>
    bool IsTrained { get; }

    /// <summary>The network with its parameters: images [N, C, H, W]
    /// float32 in [−1, 1] → logits [N, classes] float32.</summary>
    nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>Writes the network's weights.</summary>
    /// <param name="path">The file, which the extractor's <c>checkpoint</c> option can then name.</param>
    /// <param name="facts">What is known of the training, stored in the file.</param>
    void Save(string path, IReadOnlyDictionary<string, string> facts);
}
