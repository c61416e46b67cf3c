using FDistill.Engine.Training.Draws;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Loop;

/// <summary>What is seen of a batch of the student's samples before the weights of the update are known.</summary>
/// <param name="Draw">What they were made from.</param>
/// <param name="X">The samples: [N, C, H, W] float32, with the student's graph where it was kept.</param>
/// <param name="AdversarialGradient">The gradient of the adversarial loss with
/// respect to them: [N, C, H, W] float32; null in a run without that loss.</param>
/// <param name="Teacher">D_p(x_t): [N, C, H, W] float32; null in a run without distribution matching.</param>
/// <param name="FakeScore">D_q(x_t): [N, C, H, W] float32; null in a run without distribution matching.</param>
/// <param name="Logits">ℓ(x_t): [N, heads] float32, without gradient.</param>
internal sealed record Observation(Draw Draw, Tensor X, Tensor? AdversarialGradient, Tensor? Teacher, Tensor? FakeScore, Tensor Logits)
{
    /// <summary>The same, in the outer dispose scope.</summary>
    public Observation Kept()
    {
        foreach (var tensor in new[] { X, AdversarialGradient, Teacher, FakeScore, Logits }) tensor?.MoveToOuterDisposeScope();
        return this;
    }
}
