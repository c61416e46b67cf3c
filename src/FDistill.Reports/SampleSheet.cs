using FDistill.Engine.Evaluation;
using FDistill.Images;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Reports;

/// <summary>A sheet of samples of fixed noise and labels, or captions: drawn
/// by several samplers, it shows what each makes of the same.</summary>
/// <param name="teacher">Names shape and conditions.</param>
/// <param name="options">Size and seed.</param>
/// <param name="environment">Where to compute.</param>
/// <param name="prompts">The captions, for a teacher that is conditioned on them; else null.</param>
public sealed class SampleSheet(ITeacher teacher, ReportOptions options, RunEnvironment environment, Prompts? prompts = null)
{
    private readonly RequestedSamples requested = new(teacher, options.Seed, environment.Device, prompts);

    /// <summary>How many samples a sheet has.</summary>
    public int Count => options.Rows * options.Columns;

    /// <summary>Lets a sampler fill the sheet.</summary>
    /// <param name="sampler">The sampler.</param>
    /// <returns>The sheet.</returns>
    public Raster Draw(ISampler sampler)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        using var scope = NewDisposeScope();
        var batches = Enumerable.Range(0, Count).Chunk(options.Batch).Select(batch => Images(sampler, batch[0], batch.Length));
        return new SampleGrid(options.Columns, options.Scale).Draw(cat([.. batches], 0));
    }

    private Tensor Images(ISampler sampler, int first, int count)
    {
        using var scope = NewDisposeScope();
        return requested.ToImages(sampler.Sample(requested.Noise(first, count), requested.Condition(first, count))).MoveToOuterDisposeScope();
    }
}
