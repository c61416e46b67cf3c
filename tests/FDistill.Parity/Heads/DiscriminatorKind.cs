using FDistill.Heads;
using FDistill.Parity.Checks;
using static TorchSharp.torch;

namespace FDistill.Parity.Heads;

/// <summary>A discriminator's logits, and their gradients towards the features.</summary>
internal sealed class DiscriminatorKind : ICheckKind
{
    public string Name => "fdistill.discriminator";

    public void Compute(Check check, CheckCall call)
    {
        var arguments = new DiscriminatorArguments(check.Kwargs);
        var features = arguments.Maps.Select((_, number) => call.Input($"features/{number}").clone().requires_grad_(true)).ToList();
        using var heads = arguments.Create(arguments.Maps);
        check.Weights().CopyTo(heads);

        var logits = heads.call(new HeadInput(features, ones([features[0].shape[0]], dtype: float64, device: CPU), Condition: null));
        call.Return("logits", logits);
        (logits * call.Input("cotangent")).sum().backward();
        foreach (var (number, feature) in features.Index()) call.Return($"grad/features/{number}", feature.grad!);
    }
}
