using FDistill.Parity.Checks;
using static TorchSharp.torch;

namespace FDistill.Parity.Clip;

/// <summary>A CLIP text encoder: the result of every layer, pooled and projected.</summary>
internal sealed class TextEncoderKind : INetworkKind
{
    public string Name => "clip.text";

    public void Compute(Check check, CheckCall call)
    {
        using var ungraded = no_grad();
        using var network = StableDiffusion.Networks.TextEncoder(check.Kwargs, check.Weights());
        var text = network.Encode(call.Input("input_ids").to_type(int64), call.OptionalInput("attention_mask"));
        call.Return("last_hidden_state", text.Last);
        call.Return("penultimate_hidden_state", text.Penultimate);
        call.Return("final_ln_of_penultimate", network.Normalise(text.Penultimate));
        call.Return("hidden_states", stack(text.HiddenStates, 0));
        call.Return("pooler_output", text.Pooled);
        if (text.Projected is { } projected) call.Return("text_embeds", projected);
    }
}
