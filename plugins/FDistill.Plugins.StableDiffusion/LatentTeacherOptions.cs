using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.StableDiffusion.Export;
using FDistill.Plugins.StableDiffusion.Footprints;
using FDistill.Teachers;

namespace FDistill.Plugins.StableDiffusion;

/// <summary>Which latent diffusion model to use, and its times. t in
/// [0, 1) stands for the training's noise level ⌊1000·t⌋.</summary>
public abstract class LatentTeacherOptions : IValidatableObject, IForeseesMemory, IHasIdleOptions, IReadsPath
{
    /// <summary>The model's folder in the layout of diffusers: <c>unet</c>, <c>vae</c>,
    /// <c>text_encoder</c>, <c>tokenizer</c>, <c>scheduler</c>. Nothing is ever fetched.</summary>
    [Required, FilePath]
    public string? Folder { get; set; }

    /// <summary>Which of several files of weights, e.g. <c>fp16</c> for <c>model.fp16.safetensors</c>;
    /// absent: those without such a word. The U-Net has to have it.</summary>
    public string? Variant { get; set; }

    /// <summary>Whether the U-Net has weights already; false draws fresh ones by
    /// the run's seed, which are about to be trained. (house: true)</summary>
    public bool Trained { get; set; } = true;

    /// <summary>The text that classifier-free guidance leads away from. (paper: none)</summary>
    public string NegativePrompt { get; set; } = "";

    /// <summary>The scale of classifier-free guidance that the teacher is sampled with where
    /// nothing else is said; what a student learns is <c>training.guidance</c>.</summary>
    [Range(0.0, double.MaxValue)]
    public double Guidance { get; set; }

    /// <summary>A folder that keeps encoded texts, by a hash of the text and of what
    /// encodes it, so that none is encoded twice; absent: none is kept.</summary>
    [FilePath(MayBeMissing = true)]
    public string? TextCache { get; set; }

    /// <summary>Height and width of the images, in pixels; absent: what the
    /// model was trained on. (Stable Diffusion 1.5: 512; SDXL: 1024)</summary>
    [Range(8, 16384)]
    public int? Resolution { get; set; }

    /// <summary>Height and width of the tiles in which images are encoded and decoded, in
    /// pixels, to save memory; absent: images are taken whole. (diffusers: whole)</summary>
    [Range(32, 16384)]
    public int? Tile { get; set; }

    /// <summary>Where the text encoders and the autoencoder wait while the U-Nets are trained: in main
    /// <c>memory</c>, on the <c>disk</c>, or, <c>none</c>, on the device. (house: off the device)</summary>
    public Offload Offload { get; set; }

    /// <summary>The smallest t. (FastGen: 0.001)</summary>
    [Range(0.0, 0.999)]
    public double MinTime { get; set; } = 0.001;

    /// <summary>The largest t. (FastGen: 0.999)</summary>
    [Range(0.001, 0.999)]
    public double MaxTime { get; set; } = 0.999;

    /// <summary>The t at which a student of one step makes a sample.</summary>
    [Range(0.001, 0.999)]
    public double StudentTime { get; set; }

    /// <inheritdoc/>
    IEnumerable<IdleOption> IHasIdleOptions.IdleOptions =>
        Guidance == 1 ? [new("negativePrompt", "guidance is 1, unless training.guidance or a way of sampling asks for more")] : [];

    /// <inheritdoc/>
    public ModelFootprint Foresee() => LatentFootprint.Of(this, Folder is { } folder ? new FolderSettings(folder) : new PublishedSettings(Published));

    /// <inheritdoc/>
    string IReadsPath.Readable => $"a {Pipeline.ClassName} in the layout of diffusers";

    /// <inheritdoc/>
    PathMatch? IReadsPath.Match(string path) => ModelIndex.KindOf(path) == Pipeline.ClassName ? new(nameof(Folder), PathCertainty.Content) : null;

    /// <summary>The kind of model.</summary>
    private protected abstract Pipeline Pipeline { get; }

    /// <summary>The name of the model as it was published, whose settings the plugin knows.</summary>
    private protected abstract string Published { get; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinTime >= MaxTime) yield return new($"minTime {MinTime} must be below maxTime {MaxTime}", [nameof(MinTime), nameof(MaxTime)]);
    }
}

/// <summary>Options of <see cref="Sd15Teacher"/>.</summary>
public sealed class Sd15TeacherOptions : LatentTeacherOptions
{
    /// <summary>Sets the student's time to 0.999, that is level
    /// 999 (DMD2), and the guidance to 7.5 (diffusers).</summary>
    public Sd15TeacherOptions() => (StudentTime, Guidance) = (0.999, 7.5);

    private protected override Pipeline Pipeline => Pipeline.StableDiffusion;

    private protected override string Published => "sd15";
}

/// <summary>Options of <see cref="SdxlTeacher"/>.</summary>
public sealed class SdxlTeacherOptions : LatentTeacherOptions
{
    /// <summary>Sets the student's time to 0.399, that is level
    /// 399 (DMD2), and the guidance to 5 (diffusers).</summary>
    public SdxlTeacherOptions() => (StudentTime, Guidance) = (0.399, 5);

    private protected override Pipeline Pipeline => Pipeline.StableDiffusionXL;

    private protected override string Published => "sdxl";
}
