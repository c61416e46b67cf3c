using FDistill.Formats.Images.Png;
using static System.Net.WebUtility;

namespace FDistill.Reports.Html;

/// <summary>Sheets of samples side by side.</summary>
internal static class PictureGallery
{
    public static string Render(IReadOnlyList<ReportPicture> pictures) => pictures.Count == 0 ? "" : $"""
        <section><h2>Samples</h2><p class="lede">Every sheet starts from the same noise and the same labels.</p>
        <div class="pictures">{string.Concat(pictures.Select(Figure))}</div></section>
        """;

    private static string Figure(ReportPicture picture) => $"""
        <figure><img src="data:image/png;base64,{Convert.ToBase64String(PngWriter.Encode(picture.Image))}" width="{picture.Image.Width}" height="{picture.Image.Height}" alt="{HtmlEncode($"{picture.Title}: {picture.Description}")}">
        <figcaption><b>{HtmlEncode(picture.Title)}</b> {HtmlEncode(picture.Description)}</figcaption></figure>
        """;
}
