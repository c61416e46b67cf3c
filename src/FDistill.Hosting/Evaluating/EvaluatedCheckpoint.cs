using FDistill.Engine.Checkpoints;
using FDistill.Hosting.Sampling;
using FDistill.Teachers;

namespace FDistill.Hosting.Evaluating;

/// <summary>A network of a checkpoint, sampled in one way.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Network">The network.</param>
/// <param name="Sampler">The sampler, in words that distinguish it from every other.</param>
/// <param name="Make">Makes the sampler when the weights have been put in.</param>
internal sealed record EvaluatedCheckpoint(string Name, SampledNetwork Network, string Sampler, Func<ISampler> Make)
{
    /// <summary>The hashes of the weights that are sampled.</summary>
    public IEnumerable<string> Weights(FinishedCheckpoint checkpoint) =>
        new[] { Network.Network, Network.Average }.OfType<string>().Select(name => checkpoint.Sha256.GetValueOrDefault(name, "none"));
}
