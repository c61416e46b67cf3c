namespace FDistill.Plugins.Datasets.Images;

/// <summary>How an image that is not square becomes so.</summary>
public enum ImageCrop
{
    /// <summary>The largest square at its centre, then resized (EDM's dataset_tool: center-crop).</summary>
    Center,

    /// <summary>Halved while it is at least twice as large, its shorter side resized, then the square
    /// at its centre (ADM, Dhariwal and Nichol 2021; dataset_tool: center-crop-dhariwal).</summary>
    Dhariwal,

    /// <summary>All of it, stretched or squeezed (dataset_tool without a transform).</summary>
    Stretch,
}
