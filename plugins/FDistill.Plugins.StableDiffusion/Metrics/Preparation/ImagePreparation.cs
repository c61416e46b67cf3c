using FDistill.Images;
using FDistill.Plugins.StableDiffusion.Configuration;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics.Preparation;

/// <summary>What becomes of an image before a vision transformer sees it: bicubically
/// to a shorter side, the middle cut out, normalised by channel.</summary>
/// <param name="ShorterSide">The shorter side, in pixels.</param>
/// <param name="Crop">The side of the square in the middle, in pixels.</param>
/// <param name="Normalization">Mean and deviation of each channel.</param>
/// <param name="Channels">Channels that the network sees.</param>
internal sealed record ImagePreparation(int ShorterSide, int Crop, ChannelNormalization Normalization, int Channels = 3)
{
    private const string SettingsFile = "preprocessor_config.json", Bicubic = "3";

    /// <summary>Where set: the largest square in the middle is first brought
    /// to this size, by Lanczos' filter. (DMD2's evaluation: 256)</summary>
    public int? Square { get; init; }

    /// <summary>DINO's (eval_knn.py there): 256, of which the middle 224, with ImageNet's mean and deviation.</summary>
    public static ImagePreparation OfDino { get; } = new(256, 224, ChannelNormalization.ImageNet);

    /// <summary>CLIP's: to the network's size, with its own mean and deviation, or
    /// with those that the folder's <c>preprocessor_config.json</c> states.</summary>
    /// <param name="folder">The model's folder, if it has one.</param>
    /// <param name="vision">The image encoder.</param>
    /// <exception cref="InvalidDataException">The folder asks for something else.</exception>
    public static ImagePreparation OfClip(string? folder, ClipVisionConfig vision)
    {
        var normalization = folder is not null && Path.Combine(folder, SettingsFile) is var path && File.Exists(path)
            ? Stated(ConfigFile.Open(path), vision.ImageSize)
            : ChannelNormalization.Clip;
        return new ImagePreparation(vision.ImageSize, vision.ImageSize, vision.Channels == 1 ? normalization.FirstChannel : normalization, vision.Channels);
    }

    /// <summary>Prepares images.</summary>
    /// <param name="images">[N, C, H, W] float32 in [−1, 1].</param>
    /// <param name="resizer">Resizes as Pillow does.</param>
    /// <returns>[N, C, Crop, Crop] float32 on the CPU.</returns>
    /// <exception cref="InvalidOperationException">The images have channels that the network does not see.</exception>
    public Tensor Of(Tensor images, IImageResizer resizer)
    {
        using var scope = NewDisposeScope();
        var prepared = EightBitImages.Of(images, Channels).AsParallel().AsOrdered().Select(image => Prepared(image, resizer)).ToList();
        return Normalization.Of(EightBitImages.ToTensor(prepared)).MoveToOuterDisposeScope();
    }

    private Raster Prepared(Raster image, IImageResizer resizer)
    {
        var square = Square is { } side ? image.ToSquare(side, ResizeFilter.Lanczos, resizer) : image;
        return square.WithShorterSide(ShorterSide, ResizeFilter.Bicubic, resizer).CentreCrop(Crop);
    }

    private static ChannelNormalization Stated(ConfigFile file, int side)
    {
        string[] sizes = [$"{side}", $"{{\"shortest_edge\":{side}}}", $"{{\"height\":{side},\"width\":{side}}}"];
        foreach (var key in new[] { "size", "crop_size" })
            if (file.Find(key) is { } size && !sizes.Contains(string.Concat(size.GetRawText().Where(letter => !char.IsWhiteSpace(letter))))) throw file.Wrong(key, size, $"the network's {side} pixels");
        file.Only("resample", Bicubic);
        foreach (var step in new[] { "do_resize", "do_center_crop", "do_normalize", "do_rescale", "do_convert_rgb" }) file.Only(step, "true");
        var (mean, deviation) = (file.Numbers("image_mean", ChannelNormalization.Clip.Mean), file.Numbers("image_std", ChannelNormalization.Clip.Deviation));
        file.Ignore("feature_extractor_type", "image_processor_type", "processor_class", "rescale_factor");
        file.Finish();
        return new ChannelNormalization(mean, deviation);
    }
}
