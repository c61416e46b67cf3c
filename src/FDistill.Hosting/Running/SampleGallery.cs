using FDistill.Formats.Images.Png;
using FDistill.Reports;
using FDistill.Runs;
using FDistill.Teachers;

namespace FDistill.Hosting.Running;

/// <summary>The pictures of a run, all of the same noise and labels,
/// or captions. What is no image, such as points, gets none.</summary>
/// <param name="teacher">Names shape and conditions.</param>
/// <param name="options">Size and seed of a picture.</param>
/// <param name="environment">Where to compute.</param>
/// <param name="folder">The folder of the pictures.</param>
/// <param name="prompts">The texts that samples are asked for.</param>
internal sealed class SampleGallery(ITeacher teacher, ReportOptions options, RunEnvironment environment, string folder, RunPrompts prompts)
{
    private readonly SampleSheet? sheet = (teacher.Codec?.Pixels ?? teacher.Sample).Channels is 1 or 3
        ? new SampleSheet(teacher, options, environment, prompts.OfPictures(teacher, options.Rows * options.Columns))
        : null;
    private readonly List<ReportPicture> pictures = [];

    /// <summary>The pictures for the report, in the order taken.</summary>
    public IReadOnlyList<ReportPicture> Pictures => pictures;

    /// <summary>Takes a picture for the report.</summary>
    /// <param name="title">Who made the samples.</param>
    /// <param name="description">What is to be seen.</param>
    /// <param name="sampler">Makes the samples.</param>
    /// <param name="file">The name of a file of its own; null for none.</param>
    public void Take(string title, string description, ISampler sampler, string? file = null)
    {
        if (sheet is null) return;
        var image = sheet.Draw(sampler);
        pictures.Add(new ReportPicture(title, description, image));
        if (file is not null) PngWriter.Write(Path.Combine(folder, file), image);
    }

    /// <summary>Watches a training and takes pictures on the way.</summary>
    /// <param name="sampler">Makes the samples, as it is at each time.</param>
    /// <returns>The watcher; null where there is nothing to see.</returns>
    public SampleLog? Watch(ISampler sampler) => sheet is null ? null : new SampleLog(folder, sheet, sampler, options.SamplesEvery);
}
