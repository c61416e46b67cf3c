using FDistill.Datasets;
using FDistill.Formats.Weights;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Dino;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Runs;
using FDistill.Torch;
using static TorchSharp.torch;

namespace TinyTextToImage.Training;

/// <summary>Trains a vision transformer in DINO's layout, without labels,
/// in whose features images of one prompt can be compared.</summary>
/// <remarks>Not by DINO's self-distillation but by what is simpler at this size: two crops of
/// an image know each other among those of the batch (Chen et al. 2020, SimCLR).</remarks>
internal static class VisionTraining
{
    private const int Batch = 48, Enlarged = 256, Seen = 224;
    private const double Temperature = 0.1;

    /// <summary>A patch of 32 of 256 pixels is one of 4 of the digits' own 32.</summary>
    private static readonly DinoConfig Size = new() { ImageSize = Seen, PatchSize = 32, Width = 64, Layers = 2, Heads = 1, FeedForwardWidth = 256 };

    /// <summary>Trains and writes.</summary>
    public static void Run(World world, long iterations)
    {
        using var network = new DinoVisionTransformer(Size, NetworkPlace.Cpu);
        FreshWeights.Draw(network, World.Seed);

        using var generator = new Generator(World.Seed, CPU);
        using var stream = world.Digits(MnistSplit.Train).Open(new DataRequest { Batch = Batch, Seed = World.Seed });
        var itself = arange(Batch, dtype: int64, device: CPU);
        Descent.Run(network, iterations, learningRate: 1e-3, () =>
        {
            var images = stream.Next()!.Images!;
            var logits = Cosine.OfAll(network.call(Crop(images, generator)), network.call(Crop(images, generator))) / Temperature;
            var loss = (nn.functional.cross_entropy(logits, itself) + nn.functional.cross_entropy(logits.t(), itself)) / 2;
            return (loss, $"loss {loss.item<float>():F4}");
        });
        new WeightFiles().Write(world.Vision, StateDict.Of(network), new Dictionary<string, string> { ["format"] = "pt", ["trainedBy"] = "FDistill.Framework" });
    }

    /// <summary>A crop of 224 of 256 pixels at a random place,
    /// with some noise, normalised as DINO's images are.</summary>
    private static Tensor Crop(Tensor images, Generator generator)
    {
        using var scope = NewDisposeScope();
        var large = nn.functional.interpolate(images, size: [Enlarged, Enlarged], mode: InterpolationMode.Bilinear, align_corners: false);
        var places = generator.Integers(Enlarged - Seen + 1, [images.shape[0], 2], CPU).data<long>().ToArray();
        var crops = Enumerable.Range(0, (int)images.shape[0]).Select(n => large[n].narrow(1, places[2 * n], Seen).narrow(2, places[(2 * n) + 1], Seen));
        var noise = generator.Normal([images.shape[0], 1, Seen, Seen], CPU);
        Tensor Colours(float[] values) => tensor(values, [1, 3, 1, 1], dtype: float32, device: CPU);
        var seen = (stack([.. crops], 0) + (noise * 0.1) + 1) / 2;
        return ((seen - Colours([0.485f, 0.456f, 0.406f])) / Colours([0.229f, 0.224f, 0.225f])).MoveToOuterDisposeScope();
    }
}
