using FDistill.Datasets;
using FDistill.Formats.Weights;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Tokenization;
using FDistill.Runs;
using static TorchSharp.torch;

namespace TinyTextToImage.Training;

/// <summary>Trains CLIP on the captioned digits (Radford et al. 2021, Figure
/// 3) and hands its text encoder to the text-to-image model.</summary>
/// <remarks>There are twenty captions only, so a batch holds each more
/// than once: an image belongs to every copy of its caption.</remarks>
internal static class ClipTraining
{
    private const int Batch = 128;
    private const string TextPrefix = "text_model.";
    private static readonly Dictionary<string, string> Facts = new() { ["format"] = "pt", ["trainedBy"] = "FDistill.Framework" };

    /// <summary>Trains and writes.</summary>
    public static void Run(World world, long iterations)
    {
        var tokenizer = ClipTokenizer.Open(world.Clip);
        var (text, vision) = ClipConfig.Read(ConfigFile.Open(Path.Combine(world.Clip, "config.json")));
        using var clip = new ClipModel(text, vision, NetworkPlace.Cpu);
        FreshWeights.Draw(clip, World.Seed);

        using var stream = world.Digits(MnistSplit.Train).Open(new DataRequest { Batch = Batch, Seed = World.Seed });
        Descent.Run(clip, iterations, learningRate: 1e-3, () =>
        {
            var batch = stream.Next()!;
            var same = tensor([.. batch.Captions!.SelectMany(own => batch.Captions!.Select(other => own == other ? 1f : 0f))], [Batch, Batch], dtype: float32, device: CPU);
            var logits = clip.Logits(clip.EncodeImages(Normalised(batch.Images!)).Features, clip.EncodeTexts(tokenizer.EncodeBatch(batch.Captions!)));
            var target = same / same.sum(1, keepdim: true);
            var loss = -((target * logits.log_softmax(1)).sum(1).mean() + (target * logits.t().log_softmax(1)).sum(1).mean()) / 2;
            return (loss, $"loss {loss.item<float>():F4}");
        });
        Console.WriteLine($"captions told from the images of the test: {Accuracy(world, clip, tokenizer):P2}");

        var files = new WeightFiles();
        files.Write(Path.Combine(world.Clip, "model.safetensors"), StateDict.Of(clip), Facts);
        var encoder = StateDict.Of(clip).Where(pair => pair.Key.StartsWith(TextPrefix, StringComparison.Ordinal)).ToList();
        files.Write(Path.Combine(Directory.CreateDirectory(Path.Combine(world.Model, "text_encoder")).FullName, "model.safetensors"), encoder, Facts);
    }

    /// <summary>Images in [−1, 1] as CLIP sees them.</summary>
    private static Tensor Normalised(Tensor images)
    {
        using var scope = NewDisposeScope();
        Tensor Colours(float[] values) => tensor(values, [1, 3, 1, 1], dtype: float32, device: CPU);
        return (((images + 1) / 2 - Colours([0.48145466f, 0.4578275f, 0.40821073f])) / Colours([0.26862954f, 0.26130258f, 0.27577711f])).MoveToOuterDisposeScope();
    }

    private static double Accuracy(World world, ClipModel clip, ClipTokenizer tokenizer)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var captions = FDistill.Plugins.Datasets.CaptionedDigits.CaptionedDigitsDataset.Captions;
        var texts = clip.EncodeTexts(tokenizer.EncodeBatch(captions));
        using var pass = world.Digits(MnistSplit.Test).Open(new DataRequest { Batch = 500 });
        var (right, all) = (0L, 0L);
        while (pass.Next() is { } batch)
        {
            using var inner = NewDisposeScope();
            var asked = tensor([.. batch.Captions!.Select(caption => (long)captions.ToList().IndexOf(caption))], dtype: int64, device: CPU);
            right += clip.Logits(clip.EncodeImages(Normalised(batch.Images!)).Features, texts).argmax(1).eq(asked).sum().item<long>();
            all += batch.Count;
            batch.Images!.Dispose();
        }
        return right / (double)all;
    }
}
