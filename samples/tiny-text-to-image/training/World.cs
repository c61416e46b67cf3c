using FDistill.Plugins.Datasets.CaptionedDigits;
using FDistill.Plugins.Datasets.Mnist;

namespace TinyTextToImage.Training;

/// <summary>Where the sample's files lie.</summary>
/// <param name="folder">samples/tiny-text-to-image.</param>
internal sealed class World(string folder)
{
    /// <summary>The seed of everything that is drawn.</summary>
    public const long Seed = 0;

    /// <summary>The folder that the teacher 'sd15' reads.</summary>
    public string Model => Path.Combine(folder, "model");

    /// <summary>CLIP in the layout of transformers.</summary>
    public string Clip => Path.Combine(folder, "clip");

    /// <summary>A vision transformer in DINO's layout.</summary>
    public string Vision => Path.Combine(folder, "vision.safetensors");

    /// <summary>The digits with their captions.</summary>
    /// <param name="split">Which.</param>
    public CaptionedDigitsDataset Digits(MnistSplit split) => new(new CaptionedDigitsOptions
    {
        Folder = Path.Combine(folder, "..", "digits", split == MnistSplit.Train ? "train" : "test"),
        Split = split,
    });
}
