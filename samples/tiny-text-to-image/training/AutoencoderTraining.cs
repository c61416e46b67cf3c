using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Datasets;
using FDistill.Formats.Weights;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.StableDiffusion.Autoencoder;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Runs;
using FDistill.Torch;
using static TorchSharp.torch;

namespace TinyTextToImage.Training;

/// <summary>Trains the autoencoder: squared error, and a little of the divergence
/// that keeps latents near the standard normal (Rombach et al. 2022).</summary>
internal static class AutoencoderTraining
{
    private const int Batch = 32;

    /// <summary>Of the divergence, against the sum of an image's squared errors.</summary>
    private const double DivergenceWeight = 3e-3;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Trains and writes, with the latents' scale in the settings.</summary>
    public static void Run(World world, long iterations)
    {
        var settings = Path.Combine(world.Model, "vae", "config.json");
        using var autoencoder = new AutoencoderKL(AutoencoderConfig.Read(ConfigFile.Open(settings)), NetworkPlace.Cpu);
        FreshWeights.Draw(autoencoder, World.Seed);

        using var generator = new Generator(World.Seed, CPU);
        using var stream = world.Digits(MnistSplit.Train).Open(new DataRequest { Batch = Batch, Seed = World.Seed });
        Descent.Run(autoencoder, iterations, learningRate: 2e-3, () =>
        {
            var images = stream.Next()!.Images!;
            var latents = autoencoder.Encode(images);
            var decoded = autoencoder.Decode(latents.Sample(generator.Normal(latents.Mean.shape, CPU)));
            var error = (decoded - images).square().sum() / Batch;
            var divergence = latents.Divergence().mean();
            return ((error + DivergenceWeight * divergence) / images[0].numel(), $"squared error {error.item<float>() / images[0].numel():F5}  divergence {divergence.item<float>():F1}");
        });

        var (squared, deviation) = Measure(world, autoencoder, generator);
        Console.WriteLine($"squared error of the test images {squared:F5}, deviation of the latents {deviation:F4}");
        new WeightFiles().Write(Path.Combine(world.Model, "vae", "diffusion_pytorch_model.safetensors"), StateDict.Of(autoencoder), new Dictionary<string, string> { ["format"] = "pt", ["trainedBy"] = "FDistill.Framework" });
        var json = JsonNode.Parse(File.ReadAllText(settings))!;
        json["scaling_factor"] = Math.Round(1 / deviation, 4);
        File.WriteAllText(settings, json.ToJsonString(Indented) + "\n");
    }

    private static (double Squared, double Deviation) Measure(World world, AutoencoderKL autoencoder, Generator generator)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        using var pass = world.Digits(MnistSplit.Test).Open(new DataRequest { Batch = 500 });
        var images = pass.Next()!.Images!;
        var distribution = autoencoder.Encode(images);
        var latents = distribution.Sample(generator.Normal(distribution.Mean.shape, CPU));
        return ((autoencoder.Decode(latents) - images).square().mean().item<float>(), latents.std().item<float>());
    }
}
