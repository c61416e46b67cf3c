using FDistill.Plugins.StableDiffusion.Autoencoder;
using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Export;
using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Noise;
using FDistill.Plugins.StableDiffusion.Sampling;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.Logging;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion;

/// <summary>A text-to-image model that diffuses latents, from a folder in the layout of diffusers.</summary>
public abstract class LatentTeacher : ITeacher
{
    private readonly ModelFolder folder;
    private readonly IWeightFiles files;
    private readonly DiffusersFormat format;
    private readonly NetworkPlace place;
    private readonly SchedulerConfig scheduler;
    private readonly LatentSchedule schedule;
    private readonly LatentDenoiser denoiser;
    private readonly CaptionEncoder conditions;
    private readonly OffloadedNetwork<AutoencoderKL> autoencoder;
    private readonly AutoencoderConfig autoencoderConfig;
    private readonly bool isTrained;

    /// <summary>Loads the model.</summary>
    /// <param name="options">Which.</param>
    /// <param name="environment">Where it computes.</param>
    /// <param name="files">Reads and writes weights.</param>
    /// <param name="logger">Where it warns of texts that are too long, and of tiles that are none.</param>
    /// <param name="takesSizes">Whether it is conditioned on pooled text and sizes.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged, or a setting is not supported.</exception>
    private protected LatentTeacher(LatentTeacherOptions options, RunEnvironment environment, IWeightFiles files, ILogger logger, bool takesSizes)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(files);
        (this.files, isTrained) = (files, options.Trained);
        folder = new ModelFolder(options.Folder ?? throw new ArgumentException("teacher.folder is not given", nameof(options)), options.Variant, files);
        place = new NetworkPlace(environment.Device, environment.Precision == Precision.Bf16 ? ScalarType.BFloat16 : ScalarType.Float32);

        // Settings first: a mistake in any of them is reported before gigabytes are read.
        scheduler = SchedulerConfig.Read(folder.Settings("scheduler", "scheduler_config.json"));
        autoencoderConfig = AutoencoderConfig.Read(folder.Settings("vae"));
        var unet = UNetConfig.Read(folder.Settings(ModelFolder.UNet));
        Check(unet, takesSizes);
        Sample = Shape(unet, options.Resolution);
        Features = UNetFeatures.Of(unet, Sample.Height, Sample.Width);

        schedule = new LatentSchedule(scheduler, new LatentTimes(options.MinTime, options.MaxTime, options.StudentTime));
        conditions = new CaptionEncoder(PromptEncoder(options, environment, logger), new EmptyPrompt(options.NegativePrompt, ZerosForEmpty()), takesSizes ? Pixels : null, environment.Device) { EncoderHash = new Lazy<string>(() => folder.Hash(TextParts)) };
        denoiser = new LatentDenoiser(options.Trained ? folder.UNet(place) : folder.FreshUNet(place, environment.Seed), schedule, scheduler.Prediction);
        // Half precision overflows in SDXL's autoencoder: it is float32 always.
        autoencoder = new OffloadedNetwork<AutoencoderKL>(() => folder.Autoencoder(place with { Type = ScalarType.Float32 }), environment.Device, options.Offload);
        Samplers = new LatentSamplers(denoiser, conditions, scheduler, options.Guidance);
        format = new DiffusersFormat(takesSizes ? Pipeline.StableDiffusionXL : Pipeline.StableDiffusion, folder, options, Sample, scheduler, files);
        if (options.Tile >= Math.Max(Pixels.Height, Pixels.Width)) logger.LogWarning("tile has no effect: {Tile} pixels are no less than the images' {Pixels}", options.Tile, Math.Max(Pixels.Height, Pixels.Width));
        Codec = new LatentCodec(autoencoder, autoencoderConfig, new Lazy<string>(() => folder.Hash(["vae"])), Pixels, options.Tile);
    }

    /// <inheritdoc/>
    public SampleShape Sample { get; }

    /// <inheritdoc/>
    public INoiseSchedule Noise => schedule;

    /// <inheritdoc/>
    public IDenoiser Denoiser => denoiser;

    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Features { get; }

    /// <inheritdoc/>
    /// <remarks>The autoencoder is loaded when it is first used.</remarks>
    public ILatentCodec? Codec { get; }

    /// <inheritdoc/>
    public IConditionEncoder Conditions => conditions;

    /// <inheritdoc/>
    /// <remarks>DDIM, Euler and DDPM over the levels that the model's scheduler spaces out.</remarks>
    public ITeacherSamplers? Samplers { get; }

    /// <summary>The shape of the images.</summary>
    private SampleShape Pixels => new(autoencoderConfig.OutChannels, Sample.Height * autoencoderConfig.Reduction, Sample.Width * autoencoderConfig.Reduction);

    /// <inheritdoc/>
    /// <remarks>The layout of diffusers.</remarks>
    public IReadOnlyList<IModelFormat> Formats => [format];

    /// <inheritdoc/>
    public IDenoiser CreateTrainable()
    {
        var copy = new UNet2DConditionModel(denoiser.Network.Config, place);
        StateDict.Copy(StateDict.Of(denoiser.Network).ToDictionary(pair => pair.Key, pair => pair.Value), "", copy, "the teacher");
        return new LatentDenoiser(copy, schedule, scheduler.Prediction);
    }

    /// <inheritdoc/>
    public ITensorSource? OpenWeights() => isTrained && place.Type != ScalarType.Float32 ? folder.Weights(ModelFolder.UNet) : null;

    /// <inheritdoc/>
    public void OffloadIdle()
    {
        autoencoder.Leave();
        conditions.OffloadIdle();
    }

    /// <inheritdoc/>
    /// <remarks>Writes the folder <c>unet</c> as diffusers reads it.</remarks>
    public void Export(IDenoiser network, string folder) => format.WriteUNet(network, folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        denoiser.Dispose();
        conditions.Dispose();
        autoencoder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The folders of all that makes conditions of texts.</summary>
    private protected abstract IReadOnlyList<string> TextParts { get; }

    /// <summary>The model's text encoders.</summary>
    private protected abstract IPromptEncoder LoadPromptEncoder(ModelFolder folder, NetworkPlace place, Offload offload, ILogger logger);

    private IPromptEncoder PromptEncoder(LatentTeacherOptions options, RunEnvironment environment, ILogger logger)
    {
        IPromptEncoder Load() => LoadPromptEncoder(folder, place, options.Offload, logger);
        return options.TextCache is { } cache
            ? new PromptCache(cache, $"{folder.Hash(TextParts)} {place.Type}", new Lazy<IPromptEncoder>(Load), files, environment.Device)
            : Load();
    }

    private static void Check(UNetConfig unet, bool takesSizes)
    {
        if (unet.Added is null == takesSizes)
            throw new InvalidDataException($"The U-Net of this folder takes {(takesSizes ? "no pooled text and sizes" : "pooled text and sizes")}; the teacher to use it with is '{(takesSizes ? "sd15" : "sdxl")}'");
    }

    private SampleShape Shape(UNetConfig unet, int? resolution)
    {
        var cells = resolution / autoencoderConfig.Reduction ?? unet.SampleSize ?? throw new InvalidDataException("unet/config.json has no sample_size; set teacher.resolution");
        if (resolution % autoencoderConfig.Reduction > 0)
            throw new InvalidDataException($"teacher.resolution is {resolution}, expected a multiple of {autoencoderConfig.Reduction}, the pixels to a latent cell");
        return new SampleShape(unet.InChannels, cells, cells);
    }

    /// <summary>Whether the model was trained with zeros in place
    /// of an empty text: <c>model_index.json</c> says so.</summary>
    private bool ZerosForEmpty() => File.Exists(folder.PathOf("model_index.json")) && ConfigFile.Open(folder.PathOf("model_index.json")).Flag("force_zeros_for_empty_prompt", false);
}
