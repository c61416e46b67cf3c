using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Tests.Shared;

/// <summary>A sampler made of a function.</summary>
internal sealed class FunctionSampler(Func<Tensor, Tensor?, Tensor> function) : ISampler
{
    /// <summary>The noise itself is the sample.</summary>
    public static FunctionSampler Noise => new((noise, _) => noise.clone());

    public Tensor Sample(Tensor noise, Condition? condition) => function(noise, (condition as LabelCondition)?.Labels);
}
