using System.Collections;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Sampling;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TorchSharp;

namespace FDistill.Hosting.Sampling;

/// <summary>Samples a student or a teacher outside its run.</summary>
public sealed class SamplingSession : IDisposable
{
    private const int MostAtOnce = 100, PixelsAtOnce = 1 << 20;

    private readonly ServiceProvider services;
    private readonly ITeacher teacher;
    private readonly IDenoiser? student;
    private readonly Func<Action, WatchedSampler> sampler;

    private SamplingSession(ServiceProvider services, ITeacher teacher, IDenoiser? student, Func<Action, WatchedSampler> sampler) =>
        (this.services, this.teacher, this.student, this.sampler) = (services, teacher, student, sampler);

    /// <summary>Opens a distilled student.</summary>
    /// <param name="path">A run's folder, or one of its checkpoints', or that of an exported student.</param>
    /// <param name="how">Which weights, and how they are sampled.</param>
    /// <param name="overrides">Overrides of the run file.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">There is no such run, or nothing in it to sample.</exception>
    public static SamplingSession OfStudent(string path, StudentSampling how, IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(how);
        var loader = new RunFileLoader(environment);
        var location = RunLocation.Of(path, () => loader.Plugins(overrides));
        if (location.Checkpoints is null && !location.IsExported)
            throw new UserException($"{path} is no run. 'fdistill sample' takes a run's folder, such as runs/digits, or a student's that was exported; 'fdistill teacher sample' samples the teacher of a run file, or a model's folder.");
        var (services, runFile, teacher) = Compose(location, loader, overrides, logging);
        // An exported student's weights are those of the model that its run file names.
        var student = location.IsExported ? null : teacher.CreateTrainable();
        if (student is not null)
            location.Fill(services, checkpoint => SampledNetwork.Student(how.Average).CopyTo(checkpoint, services.GetRequiredService<IWeightFiles>(), student));
        var steps = how.Steps ?? runFile.Training.StudentSteps;
        return new SamplingSession(services, teacher, student, beforePass =>
            new WatchedSampler(new StudentSampler(teacher, new WatchedDenoiser(student ?? teacher.Denoiser, beforePass), steps, how.Noise), steps));
    }

    /// <summary>Opens a teacher.</summary>
    /// <param name="path">A run file that names it, the folder of its training, one
    /// of its checkpoints', or that of a model in the layout of diffusers.</param>
    /// <param name="how">How it is sampled.</param>
    /// <param name="overrides">Overrides of the run file.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">There is no such teacher.</exception>
    public static SamplingSession OfTeacher(string path, TeacherSampling how, IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(how);
        var loader = new RunFileLoader(environment);
        var location = RunLocation.Of(path, () => loader.Plugins(overrides));
        var (services, _, teacher) = Compose(location, loader, overrides, logging);
        CheckThatItCanBeSampled(teacher, how);
        if (location.Checkpoints is not null)
        {
            location.Fill(services, checkpoint =>
            {
                if (checkpoint.Sha256.ContainsKey(SampledNetwork.Teacher.Network)) SampledNetwork.Teacher.CopyTo(checkpoint, services.GetRequiredService<IWeightFiles>(), teacher.Denoiser);
            });
        }

        return new SamplingSession(services, teacher, student: null, beforePass =>
        {
            var sampler = new TeacherSampler(teacher, how, beforePass);
            return new WatchedSampler(sampler, sampler.Evaluations);
        });
    }

    /// <summary>Draws samples, batch by batch.</summary>
    /// <param name="request">Which.</param>
    /// <param name="progress">Receives before every network evaluation
    /// how many samples are done, those under way in part.</param>
    /// <param name="cancel">Asks to stop, between two network evaluations.</param>
    /// <returns>Images [n, C, H, W] float32 on the CPU, in [−1, 1]; the caller disposes them.</returns>
    /// <exception cref="UserException">Labels or texts are asked for
    /// that the model does not take, or are missing.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public IEnumerable<torch.Tensor> Draw(SampleRequest request, IProgress<double> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        var conditions = new RequestedConditions(teacher.Conditions, request);
        return Batches(request, conditions, progress, cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        student?.Dispose();
        services.Dispose();
    }

    private IEnumerable<torch.Tensor> Batches(SampleRequest request, RequestedConditions conditions, IProgress<double> progress, CancellationToken cancel)
    {
        var (done, passes, batch) = (0, 0, request.Batch ?? AtOnce());
        WatchedSampler? drawn = null;
        drawn = sampler(() =>
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(done + ((double)passes++ / drawn!.Evaluations * Math.Min(batch, request.Seeds.Count - done)));
        });
        var requested = new RequestedSamples(teacher, seed: 0, services.GetRequiredService<RunEnvironment>().Device);
        foreach (var seeds in request.Seeds.Chunk(batch))
        {
            passes = 0;
            using var scope = torch.NewDisposeScope();
            var noise = torch.cat([.. seeds.Select(seed => requested.Noise(seed, 1))], 0);
            yield return services.Naming(() => requested.ToImages(drawn.Sampler.Sample(noise, conditions.Of(done, seeds)))).DetachFromDisposeScope();
            done += seeds.Length;
        }
    }

    /// <summary>As many samples as have a million pixels: one of 1024×1024, four of 512×512.</summary>
    private int AtOnce()
    {
        var pixels = teacher.Codec?.Pixels ?? teacher.Sample;
        return Math.Clamp(PixelsAtOnce / (pixels.Height * pixels.Width), 1, MostAtOnce);
    }

    private static void CheckThatItCanBeSampled(ITeacher teacher, TeacherSampling how)
    {
        try
        {
            _ = new TeacherSampler(teacher, how);
        }
        catch (ArgumentException problem)
        {
            throw new UserException($"The teacher cannot be sampled so: {problem.Message}.");
        }
    }

    private static (ServiceProvider Services, SampledRunFile RunFile, ITeacher Teacher) Compose(
        RunLocation location, RunFileLoader loader, IReadOnlyList<Override> overrides, Action<ILoggingBuilder> logging)
    {
        var run = loader.Load<SampledRunFile>(location.RunFile, [.. location.Choices, .. overrides], SampledRunFile.Ignored);
        var services = PartContainer.Of(run, collection => collection.AddLogging(logging).AddPart(PartKeys.Teacher, run.RunFile.Teacher));
        return (services, run.RunFile, services.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher));
    }

    /// <summary>A sampler that is watched.</summary>
    /// <param name="Sampler">The sampler.</param>
    /// <param name="Evaluations">How many network evaluations a batch takes.</param>
    private sealed record WatchedSampler(ISampler Sampler, int Evaluations);
}
