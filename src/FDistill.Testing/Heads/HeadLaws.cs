using FDistill.Heads;
using FDistill.Teachers;
using FDistill.Testing.Support;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Testing.Heads;

/// <summary>The laws of <see cref="IDiscriminatorHead"/>: inherit, make your
/// head and say on which features, and they are tests of yours.</summary>
public abstract class HeadLaws
{
    private const string Create = "IDiscriminatorHead.Create";

    /// <summary>Makes the head.</summary>
    protected abstract IDiscriminatorHead CreateHead();

    /// <summary>Features of a teacher that the head is made for.</summary>
    protected abstract IReadOnlyList<FeatureMap> Available { get; }

    /// <summary>It sees what the teacher has.</summary>
    [Fact]
    public void The_features_it_chooses_are_some_of_those_that_are_there()
    {
        var chosen = CreateHead().Choose(Available);
        Law.Require(chosen.Count > 0 && chosen.All(Available.Contains), "IDiscriminatorHead.Choose", "returns some of the features that are available", $"{string.Join(", ", chosen.Select(map => map.Name))}");
    }

    /// <summary>The run moves it to its device.</summary>
    [Fact]
    public void A_fresh_network_is_on_the_CPU_in_float32_and_all_of_it_is_trained()
    {
        using var head = Network();
        foreach (var (name, parameter) in head.named_parameters())
        {
            Law.RequireTensor(parameter, parameter.shape, ScalarType.Float32, CPU, Create, $"the parameter '{name}'");
            Law.Require(parameter.requires_grad, Create, "every parameter is trained", $"'{name}' requires no gradient");
        }
    }

    /// <summary>Their mean over heads estimates log r.</summary>
    [Fact]
    public void There_is_a_finite_logit_for_each_sample_and_head()
    {
        using var scope = NewDisposeScope();
        using var head = Network();
        var logits = head.call(Input(3));
        Law.Require(logits.dim() == 2, Create, "logits are [N, heads]", $"{Law.Shape(logits.shape)}");
        Law.RequireTensor(logits, [3, Math.Max(1, logits.shape[1])], ScalarType.Float32, CPU, Create, "[N, heads], the logits");
    }

    /// <summary>r is a property of a sample.</summary>
    [Fact]
    public void Each_sample_s_logits_are_independent_of_the_batch()
    {
        using var scope = NewDisposeScope();
        using var head = Network();
        using var ungraded = no_grad();
        var input = Input(3);
        var together = head.call(input);
        for (var n = 0; n < 3; n++)
        {
            var alone = head.call(new HeadInput([.. input.Features.Select(feature => feature.narrow(0, n, 1))], input.T.narrow(0, n, 1), null));
            Law.RequireSame(alone, together.narrow(0, n, 1), 1e-4, Create, "the logits of a sample do not depend on the other samples of its batch");
        }
    }

    /// <summary>The student learns through it, the head itself, and R1 through both at once.</summary>
    [Fact]
    public void Gradients_reach_every_feature_and_parameter_and_can_be_differentiated_again()
    {
        using var scope = NewDisposeScope();
        using var head = Network();
        var input = Input(2);
        foreach (var feature in input.Features) feature.requires_grad_();
        var logits = head.call(input);
        var towards = BackwardPass.Gradients([logits.sum()], input.Features, createGraph: true);
        foreach (var (map, gradient) in CreateHead().Choose(Available).Zip(towards))
            Law.Require(gradient.count_nonzero().item<long>() > 0, Create, "every chosen feature matters", $"no gradient reaches '{map.Name}'");

        BackwardPass.Run(logits.sum() + towards.Select(gradient => gradient.square().sum()).Aggregate((sum, next) => sum + next));
        foreach (var (name, parameter) in head.named_parameters())
            Law.Require(parameter.grad is { } gradient && gradient.isfinite().all().item<bool>(), Create, "every parameter takes part", $"no finite gradient reaches '{name}'");
    }

    /// <summary>Features are the teacher's.</summary>
    [Fact]
    public void The_features_are_left_as_they_were()
    {
        using var scope = NewDisposeScope();
        using var head = Network();
        var input = Input(2);
        var before = input.Features.Select(feature => feature.clone()).ToList();
        _ = head.call(input);
        foreach (var (expected, found) in before.Zip(input.Features)) Law.RequireUntouched(expected, found, Create, "a feature");
    }

    private nn.Module<HeadInput, Tensor> Network()
    {
        using var outside = NewDisposeScope();
        var head = CreateHead();
        return head.Create(head.Choose(Available));
    }

    private HeadInput Input(int count)
    {
        var generator = new Generator(1, CPU);
        return new HeadInput(
            [.. CreateHead().Choose(Available).Select(map => generator.Normal([count, map.Channels, map.Height, map.Width], CPU))],
            linspace(0.2, 0.8, count, dtype: float64, device: CPU),
            Condition: null);
    }
}
