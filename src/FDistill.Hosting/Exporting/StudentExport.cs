using System.Collections;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Hosting.Sampling;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Exporting;

/// <summary>Hands a run's student on as a model of its own.</summary>
public sealed class StudentExport : IDisposable
{
    private readonly ServiceProvider services;
    private readonly ITeacher teacher;
    private readonly StudentModel student;

    private StudentExport(ServiceProvider services, ITeacher teacher, StudentModel student) => (this.services, this.teacher, this.student) = (services, teacher, student);

    /// <summary>Opens a student, in float32 whatever it was trained in.</summary>
    /// <param name="path">A run's folder, or one of its checkpoints'.</param>
    /// <param name="average">Which of its averages; null for its weights themselves.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">There is no such run, or no student in it.</exception>
    public static StudentExport Open(string path, int? average, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        var loader = new RunFileLoader(environment);
        var location = RunLocation.Of(path, () => loader.Plugins([]));
        if (location.Checkpoints is null) throw new UserException($"{path} is no run. 'fdistill export' takes a run's folder, such as runs/digits, or a checkpoint's, such as runs/digits/checkpoints/000300.");
        Override[] overrides = [new("export", "precision", "fp32"), new("export", "device", "cpu")];
        var run = loader.Load<SampledRunFile>(location.RunFile, overrides, SampledRunFile.Ignored);
        var services = PartContainer.Of(run, collection => collection.AddLogging(logging).AddPart(PartKeys.Teacher, run.RunFile.Teacher));
        try
        {
            var teacher = services.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher);
            var network = teacher.CreateTrainable();
            var checkpoint = location.Fill(services, found => SampledNetwork.Student(average).CopyTo(found, services.GetRequiredService<IWeightFiles>(), network));
            var facts = new RunFacts(new RunFolder(Path.GetDirectoryName(location.RunFile)!), checkpoint.Iteration);
            return new StudentExport(services, teacher, new StudentModel
            {
                Name = run.RunFile.Name!,
                Network = network,
                Times = teacher.Noise.StudentTimes(run.RunFile.Training.StudentSteps),
                Facts = facts.Facts(average),
                Scores = facts.Scores(),
            });
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }

    /// <summary>Writes the student: the folder has its name when all of it is there.</summary>
    /// <param name="format">The format; null for the teacher's usual one.</param>
    /// <param name="output">The folder.</param>
    /// <param name="overwrite">Whether what the folder holds may be replaced.</param>
    /// <returns>The format's name.</returns>
    /// <exception cref="UserException">The teacher has no such format, or the folder holds something.</exception>
    public string Write(string? format, string output, bool overwrite)
    {
        IModelFormat[] formats = [.. teacher.Formats, new WeightsFormat(teacher)];
        var chosen = formats.FirstOrDefault(one => format is null || one.Name == format)
            ?? throw new UserException($"--format: this model has no format '{format}'; it has {string.Join(", ", formats.Select(one => one.Name))}.");
        using var folder = new NewFolder(output, overwrite);
        chosen.Write(student, folder.Growing);
        folder.Complete();
        return chosen.Name;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        student.Network.Dispose();
        services.Dispose();
    }
}
