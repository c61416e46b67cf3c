using FDistill.Images;

namespace FDistill.Reports.Charts;

/// <summary>Pictures side by side: what several samplers make of the same.</summary>
/// <param name="Title">What they show together.</param>
/// <param name="Caption">What to look for.</param>
/// <param name="Panels">Who made them.</param>
public sealed record PictureSheet(string Title, string Caption, IReadOnlyList<PicturePanel> Panels)
{
    /// <summary>What each picture was asked for: the samplers' pictures of
    /// it then stand together under the text. Empty for none.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
}

/// <summary>The pictures of one sampler.</summary>
/// <param name="Name">Who it is, and how it samples.</param>
/// <param name="Pictures">The pictures, all of one size, as many as in the other panels; at least one.</param>
public sealed record PicturePanel(string Name, IReadOnlyList<Raster> Pictures);
