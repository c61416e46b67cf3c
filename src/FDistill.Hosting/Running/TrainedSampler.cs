using FDistill.Engine.Evaluation;
using FDistill.Engine.Training.Loop;
using FDistill.Reports;
using FDistill.Teachers;

namespace FDistill.Hosting.Running;

/// <summary>What is trained, as something that makes samples: it is looked at and measured on the way.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Sampler">Makes samples by the weights as they are at each time.</param>
/// <param name="Gallery">Takes pictures.</param>
/// <param name="Evaluation">Measures.</param>
internal sealed record TrainedSampler(string Name, ISampler Sampler, SampleGallery Gallery, RunEvaluation Evaluation)
{
    /// <summary>The observers: none where there is nothing to see, and nothing is to be measured.</summary>
    /// <param name="metrics">The run's log.</param>
    /// <param name="events">TensorBoard's.</param>
    /// <param name="cancel">Asks to stop.</param>
    public IEnumerable<IRunObserver> Watch(MetricsLog metrics, TensorBoardLog events, CancellationToken cancel)
    {
        if (Gallery.Watch(Sampler) is { } pictures) yield return pictures;
        if (Evaluation.Every is { } every) yield return new EvaluationLog(metrics, events, Measure, every, cancel);

        EvaluationRow Measure(string when) => Evaluation.MeasureAsync($"{Name}, {when}", Sampler, cancel).GetAwaiter().GetResult().Single() with { Name = when };
    }
}
