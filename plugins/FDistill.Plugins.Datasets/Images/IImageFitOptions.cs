using FDistill.Images;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>What to make of stored images, whatever their size.</summary>
public interface IImageFitOptions
{
    /// <summary>Height and width to bring images to. Default: as
    /// stored, which then has to be the same for all.</summary>
    int? Size { get; }

    /// <summary>How an image that is not square becomes so. Default:
    /// <c>center</c> (EDM's dataset_tool: center-crop).</summary>
    ImageCrop? Crop { get; }

    /// <summary>The filter that resizes, exactly as Pillow's. Default: <c>lanczos</c> (EDM's dataset_tool).</summary>
    ResizeFilter? Filter { get; }

    /// <summary>1 for grey, 3 for RGB: grey images are repeated, coloured
    /// ones become their luma (ITU-R 601, as Pillow's).</summary>
    int? Channels { get; }
}
