using System.Globalization;
using FDistill.Runs;
using FDistill.Teachers;

namespace FDistill.Engine.TeacherTraining;

/// <summary>Writes a trained teacher for run files to name.</summary>
/// <param name="files">Reads and writes weights.</param>
public sealed class TeacherExport(IWeightFiles files)
{
    /// <summary>Puts the averaged weights into the teacher, lets it
    /// export itself, and adds the facts of its training.</summary>
    /// <param name="teacher">The teacher; from here on it has the averaged weights.</param>
    /// <param name="trainer">Its training.</param>
    /// <param name="options">How it was trained.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="folder">An existing folder.</param>
    public void Write(ITeacher teacher, TeacherTrainer trainer, TeacherTrainingOptions options, long seed, string folder)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(options);
        trainer.CopyAverageTo(teacher.Denoiser);
        teacher.Export(teacher.Denoiser, folder);

        foreach (var path in Directory.EnumerateFiles(folder, "*.safetensors", SearchOption.AllDirectories).ToList())
        {
            using var file = files.Read(path);
            var facts = new Dictionary<string, string>(file.Metadata)
            {
                ["trainedBy"] = "FDistill.Framework",
                ["iterations"] = trainer.Iteration.ToString(CultureInfo.InvariantCulture),
                ["batch"] = options.Batch.ToString(CultureInfo.InvariantCulture),
                ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
            };
            files.Write(path, [.. file.Tensors], facts);
        }
    }
}
