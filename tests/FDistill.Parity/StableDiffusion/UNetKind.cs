using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.UNet;
using static TorchSharp.torch;

namespace FDistill.Parity.StableDiffusion;

/// <summary>The U-Net: its prediction, everything on the way to it, and gradients.</summary>
internal sealed class UNetKind : INetworkKind
{
    private const string Features = "features/";

    private const string HeadFeatures = "head_features/";

    public string Name => "sd.unet";

    public void Compute(Check check, CheckCall call)
    {
        using var network = Networks.UNet(check.Kwargs, check.Weights());
        var cotangent = call.OptionalInput("cotangent");
        using var graded = set_grad_enabled(cotangent is not null);
        var (sample, context) = (Leaf(call.Input("sample")), Leaf(call.Input("encoder_hidden_states")));
        var time = call.Input("timestep").to_type(float32).flatten().expand(sample.shape[0]);
        using var watch = new ModuleWatch(network, call.WantedBelow(Features));

        var stages = network.Stages(new UNetInput(sample, time, context, call.OptionalInput("text_embeds"), call.OptionalInput("time_ids"))).ToDictionary(stage => stage.Name, stage => stage.Result);
        call.Return("sample", stages[UNet2DConditionModel.Prediction]);
        foreach (var name in call.WantedBelow(Features))
            if ((stages.GetValueOrDefault(name) ?? watch.Find(name)) is { } found) call.Return(Features + name, found);
        foreach (var index in call.WantedBelow(HeadFeatures)) call.Return(HeadFeatures + index, stages[HeadFeature(network, index)]);
        if (cotangent is not null) ReturnGradients(call, network, (stages[UNet2DConditionModel.Prediction] * cotangent).sum(), sample, context);
    }

    /// <summary>The blocks of the way down, then the middle.</summary>
    private static string HeadFeature(UNet2DConditionModel network, string index) =>
        index == $"{network.Config.BlockChannels.Count}" ? "mid_block" : $"down_blocks.{index}";

    private static void ReturnGradients(CheckCall call, UNet2DConditionModel network, Tensor sum, Tensor sample, Tensor context)
    {
        sum.backward();
        call.Return("grad/sample", sample.grad!);
        call.Return("grad/encoder_hidden_states", context.grad!);
        if (call.Wants("parameter_grad_norms"))
            call.Return("parameter_grad_norms", network.named_parameters().Select(named => KeyValuePair.Create(named.name, named.parameter.grad!.to_type(float64).norm())));
    }

    private static Tensor Leaf(Tensor input) => is_grad_enabled() ? input.clone().requires_grad_() : input;
}
