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
    private const int Batch = 250;

    private readonly ServiceProvider services;
    private readonly ITeacher teacher;
    private readonly IDenoiser? student;
    private readonly ISampler sampler;

    private SamplingSession(ServiceProvider services, ITeacher teacher, IDenoiser? student, ISampler sampler) =>
        (this.services, this.teacher, this.student, this.sampler) = (services, teacher, student, sampler);

    /// <summary>Opens a distilled student.</summary>
    /// <param name="path">A run's folder, or one of its checkpoints'.</param>
    /// <param name="average">Which of its averages; null for its weights themselves.</param>
    /// <param name="overrides">Overrides of the run file.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">There is no such run, or nothing in it to sample.</exception>
    public static SamplingSession OfStudent(string path, int? average, IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        var location = RunLocation.Of(path);
        if (location.Checkpoints is null)
            throw new UserException($"{path} is a file. 'fdistill sample' takes a run's folder, such as runs/digits; 'fdistill teacher sample' samples the teacher of a run file.");
        var (services, runFile, teacher) = Compose(location, overrides, environment, logging);
        var student = teacher.CreateTrainable();
        using (var checkpoint = Checkpoint(location, services)) SampledNetwork.Student(average).CopyTo(checkpoint, student);
        return new SamplingSession(services, teacher, student, new StudentSampler(teacher, student, runFile.Training.StudentSteps));
    }

    /// <summary>Opens a teacher.</summary>
    /// <param name="path">A run file that names it, the folder of its training, or one of its checkpoints'.</param>
    /// <param name="steps">Intervals of Heun's method.</param>
    /// <param name="overrides">Overrides of the run file.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">There is no such teacher.</exception>
    public static SamplingSession OfTeacher(string path, int steps, IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        var location = RunLocation.Of(path);
        var (services, _, teacher) = Compose(location, overrides, environment, logging);
        if (location.Checkpoints is not null)
        {
            using var checkpoint = Checkpoint(location, services);
            if (checkpoint.State.Files.ContainsKey(SampledNetwork.Teacher.Network)) SampledNetwork.Teacher.CopyTo(checkpoint, teacher.Denoiser);
        }

        return new SamplingSession(services, teacher, student: null, new HeunSampler(teacher, new HeunOptions { Steps = steps }));
    }

    /// <summary>Draws samples.</summary>
    /// <param name="request">Which.</param>
    /// <returns>Images [N, C, H, W] float32 on the CPU, in [−1, 1]; the caller's.</returns>
    /// <exception cref="UserException">Labels are asked for that the model does not have.</exception>
    public torch.Tensor Draw(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckLabels(request.Labels);
        using var scope = torch.NewDisposeScope();
        var requested = new RequestedSamples(teacher, request.Seed, services.GetRequiredService<RunEnvironment>().Device);
        var images = new List<torch.Tensor>();
        for (var first = 0; first < request.Count; first += Batch)
        {
            using var inner = torch.NewDisposeScope();
            var count = Math.Min(Batch, request.Count - first);
            var samples = sampler.Sample(requested.Noise(first, count), Condition(requested, request.Labels, first, count));
            images.Add(requested.ToImages(samples).MoveToOuterDisposeScope());
        }

        return torch.cat(images, 0).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        student?.Dispose();
        services.Dispose();
    }

    private void CheckLabels(IReadOnlyList<long> labels)
    {
        var count = teacher.Conditions.Labels;
        if (labels.Count > 0 && count == 0) throw new UserException("--labels: this model has no labels.");
        foreach (var label in labels)
            if (label < 0 || label >= count)
                throw new UserException($"--labels: found {label}, but this model's labels are 0 to {count - 1}.");
    }

    private Condition? Condition(RequestedSamples requested, IReadOnlyList<long> labels, int first, int count)
    {
        if (labels.Count == 0) return requested.Condition(first, count);
        var chosen = Enumerable.Range(first, count).Select(number => labels[number % labels.Count]).ToArray();
        return teacher.Conditions.Encode(new DataBatch { Count = count, Labels = torch.tensor(chosen, dtype: torch.ScalarType.Int64, device: torch.CPU) });
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
