using System.Collections;
using FDistill.Datasets;
using FDistill.Engine.Checkpoints;
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
    private readonly ServiceProvider services;
    private readonly ITeacher teacher;
    private readonly IDenoiser? student;
    private readonly Func<Action, ISampler> sampler;

    private SamplingSession(ServiceProvider services, ITeacher teacher, IDenoiser? student, Func<Action, ISampler> sampler) =>
        (this.services, this.teacher, this.student, this.sampler) = (services, teacher, student, sampler);

    /// <summary>Opens a distilled student.</summary>
    /// <param name="path">A run's folder, or one of its checkpoints'.</param>
    /// <param name="how">Which weights, and how they are sampled.</param>
    /// <param name="overrides">Overrides of the run file.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">There is no such run, or nothing in it to sample.</exception>
    public static SamplingSession OfStudent(string path, StudentSampling how, IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(how);
        var location = RunLocation.Of(path);
        if (location.Checkpoints is null)
            throw new UserException($"{path} is a file. 'fdistill sample' takes a run's folder, such as runs/digits; 'fdistill teacher sample' samples the teacher of a run file.");
        var (services, runFile, teacher) = Compose(location, overrides, environment, logging);
        var student = teacher.CreateTrainable();
        using (var checkpoint = Checkpoint(location, services)) SampledNetwork.Student(how.Average).CopyTo(checkpoint, student);
        var steps = how.Steps ?? runFile.Training.StudentSteps;
        return new SamplingSession(services, teacher, student, beforePass => new StudentSampler(teacher, new WatchedDenoiser(student, beforePass), steps, how.Noise));
    }

    /// <summary>Opens a teacher.</summary>
    /// <param name="path">A run file that names it, the folder of its training, or one of its checkpoints'.</param>
    /// <param name="how">How it is sampled.</param>
    /// <param name="overrides">Overrides of the run file.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">There is no such teacher.</exception>
    public static SamplingSession OfTeacher(string path, TeacherSampling how, IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(how);
        var location = RunLocation.Of(path);
        var (services, _, teacher) = Compose(location, overrides, environment, logging);
        CheckThatItCanBeSampled(teacher, how);
        if (location.Checkpoints is not null)
        {
            using var checkpoint = Checkpoint(location, services);
            if (checkpoint.State.Files.ContainsKey(SampledNetwork.Teacher.Network)) SampledNetwork.Teacher.CopyTo(checkpoint, teacher.Denoiser);
        }

        return new SamplingSession(services, teacher, student: null, beforePass => new TeacherSampler(teacher, how, beforePass));
    }

    /// <summary>Draws samples, batch by batch.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancel">Asks to stop, between two network evaluations.</param>
    /// <returns>Images [n, C, H, W] float32 on the CPU, in [−1, 1]; the caller disposes them.</returns>
    /// <exception cref="UserException">Labels are asked for that the model does not have.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public IEnumerable<torch.Tensor> Draw(SampleRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckLabels(request.Labels);
        var drawn = sampler(cancel.ThrowIfCancellationRequested);
        var requested = new RequestedSamples(teacher, seed: 0, services.GetRequiredService<RunEnvironment>().Device);
        return request.Seeds.Chunk(request.Batch).Select((seeds, number) =>
        {
            using var scope = torch.NewDisposeScope();
            var noise = torch.cat([.. seeds.Select(seed => requested.Noise(seed, 1))], 0);
            return requested.ToImages(drawn.Sample(noise, Condition(requested, request, number * request.Batch, seeds))).DetachFromDisposeScope();
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        student?.Dispose();
        services.Dispose();
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

    private void CheckLabels(IReadOnlyList<long> labels)
    {
        var count = teacher.Conditions.Labels;
        if (labels.Count > 0 && count == 0) throw new UserException("--labels: this model has no labels.");
        foreach (var label in labels)
            if (label < 0 || label >= count)
                throw new UserException($"--labels: found {label}, but this model's labels are 0 to {count - 1}.");
    }

    private Condition? Condition(RequestedSamples requested, SampleRequest request, int first, long[] seeds)
    {
        var classes = teacher.Conditions.Labels;
        if (classes == 0) return requested.Condition(first, seeds.Length);
        var labels = request.Labels.Count > 0
            ? seeds.Select((_, place) => request.Labels[(first + place) % request.Labels.Count])
            : seeds.Select(seed => ((seed % classes) + classes) % classes);
        return teacher.Conditions.Encode(new DataBatch { Count = seeds.Length, Labels = torch.tensor(labels.ToArray(), dtype: torch.ScalarType.Int64, device: torch.CPU) });
    }

    private static (ServiceProvider Services, SampledRunFile RunFile, ITeacher Teacher) Compose(
        RunLocation location, IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        var run = new RunFileLoader(environment).Load<SampledRunFile>(location.RunFile, overrides, SampledRunFile.Ignored);
        var services = new ServiceCollection()
            .AddLogging(logging)
            .AddHostServices(run.RunFile)
            .AddPart(PartKeys.Teacher, run.RunFile.Teacher)
            .BuildServiceProvider();
        ComputeSettings.Apply(services.GetRequiredService<RunEnvironment>());
        return (services, run.RunFile, services.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher));
    }

    private static Checkpoint Checkpoint(RunLocation location, ServiceProvider services)
    {
        var files = services.GetRequiredService<IWeightFiles>();
        if (location.Checkpoint is { } named) return Engine.Checkpoints.Checkpoint.Read(named, files);
        var folder = new CheckpointFolder(location.Checkpoints!, files, services.GetRequiredService<ILogger<CheckpointFolder>>());
        return folder.ReadNewest() ?? throw new UserException($"There is no checkpoint in {location.Checkpoints} yet.");
    }
}
