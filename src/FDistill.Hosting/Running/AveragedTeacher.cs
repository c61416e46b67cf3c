using FDistill.Engine.Sampling;
using FDistill.Engine.TeacherTraining;
using FDistill.Teachers;
using TorchSharp;

namespace FDistill.Hosting.Running;

/// <summary>Samples the averaged weights of a teacher that is being trained, by putting them into the teacher itself.</summary>
/// <param name="teacher">The teacher.</param>
/// <param name="trainer">Its training.</param>
internal sealed class AveragedTeacher(ITeacher teacher, TeacherTrainer trainer) : ISampler
{
    /// <inheritdoc/>
    public torch.Tensor Sample(torch.Tensor noise, Condition? condition)
    {
        trainer.CopyAverageTo(teacher.Denoiser);
        return new HeunSampler(teacher).Sample(noise, condition);
    }
}
