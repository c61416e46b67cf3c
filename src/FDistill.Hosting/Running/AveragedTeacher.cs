using FDistill.Engine.Sampling;
using FDistill.Engine.TeacherTraining;
using FDistill.Teachers;
using TorchSharp;

namespace FDistill.Hosting.Running;

/// <summary>Samples the averaged weights of a teacher that is being
/// trained, by putting them into the teacher itself.</summary>
/// <param name="teacher">The teacher.</param>
/// <param name="trainer">Its training.</param>
/// <param name="sampling">How the teacher is sampled.</param>
internal sealed class AveragedTeacher(ITeacher teacher, TeacherTrainer trainer, TeacherSampling sampling) : ISampler
{
    private readonly TeacherSampler sampler = new(teacher, sampling);

    /// <summary>How it samples.</summary>
    public string Description => sampler.Description;

    /// <inheritdoc/>
    public torch.Tensor Sample(torch.Tensor noise, Condition? condition)
    {
        trainer.CopyAverageTo(teacher.Denoiser);
        return sampler.Sample(noise, condition);
    }
}
