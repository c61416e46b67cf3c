using FDistill.Heads;
using FDistill.Plugins;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Contracts;

/// <summary>A head whose choice of features is one of those that
/// there are, and whose networks' logits have their shape.</summary>
/// <param name="inner">The head.</param>
internal sealed class GuardedHead(IDiscriminatorHead inner) : IDiscriminatorHead, IDecorator
{
    private const string Member = "IDiscriminatorHead.Create";

    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available)
    {
        var contract = new Contract(inner, "IDiscriminatorHead.Choose");
        var chosen = contract.Present(inner.Choose(available), "a choice of features");
        if (chosen.Count == 0) throw contract.Broken("it chose no feature; at least one was expected");
        return chosen.FirstOrDefault(map => !available.Contains(map)) is { } unknown
            ? throw contract.Broken($"it chose '{unknown.Name}', which is none of the teacher's features: {string.Join(", ", available.Select(map => map.Name))}")
            : chosen;
    }

    /// <inheritdoc/>
    /// <remarks>The network stays the head's own, whose weights' names are what
    /// checkpoints hold: its calls are watched, and it is not wrapped.</remarks>
    public nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features)
    {
        var network = new Contract(inner, Member).Present(inner.Create(features), "a network");
        network.register_forward_hook((_, input, logits) =>
        {
            Check(logits, input);
            return logits;
        });
        return network;
    }

    private void Check(Tensor? logits, HeadInput input)
    {
        var contract = new Contract(inner, Member);
        foreach (var feature in input.Features) contract.LeftAlone(feature, "features");
        contract.LeftAlone(input.T, "the times");
        var (count, found) = (input.T.shape[0], contract.Present(logits, "logits"));
        if (found.IsInvalid || found.dim() != 2 || found.shape[0] != count || found.shape[1] < 1)
            throw contract.Broken(found.IsInvalid ? "its network returned logits, disposed already" : $"its network returned logits of shape {Contract.Shape(found.shape)} for {count} samples; [{count}, heads] was expected");
        contract.Typed(found, "logits", type: null);
        contract.Placed(found, "logits", input.T.device);
    }
}
