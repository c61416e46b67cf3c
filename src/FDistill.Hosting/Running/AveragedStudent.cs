using FDistill.Engine.Sampling;
using FDistill.Engine.Training.Loop;
using FDistill.Teachers;
using TorchSharp;

namespace FDistill.Hosting.Running;

/// <summary>Samples the first average of a student that is being trained, as it is at each time.</summary>
/// <param name="teacher">Whose noise schedule the student has.</param>
/// <param name="distiller">Trains the student.</param>
/// <param name="steps">Network evaluations for one sample.</param>
internal sealed class AveragedStudent(ITeacher teacher, Distiller distiller, int steps) : ISampler, IDisposable
{
    private readonly IDenoiser network = teacher.CreateTrainable();
    private long? iteration;

    /// <summary>The averaged network as it was at the last sample.</summary>
    public IDenoiser Network => network;

    /// <inheritdoc/>
    public torch.Tensor Sample(torch.Tensor noise, Condition? condition)
    {
        if (iteration != distiller.Iteration)
        {
            distiller.Student.Averages[0].CopyTo(network.Module, distiller.Iteration);
            iteration = distiller.Iteration;
        }

        return new StudentSampler(teacher, network, steps).Sample(noise, condition);
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
