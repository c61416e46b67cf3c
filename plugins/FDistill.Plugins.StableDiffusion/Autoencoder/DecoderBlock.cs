using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using ResnetList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.ResnetBlock>;
using UpsampleList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.Upsample>;

namespace FDistill.Plugins.StableDiffusion.Autoencoder;

/// <summary>Residual layers, then twice the resolution (diffusers, UpDecoderBlock2D).</summary>
internal sealed class DecoderBlock : nn.Module<Tensor, Tensor>
{
    private readonly ResnetList resnets;
    private readonly UpsampleList? upsamplers;

    /// <summary>Makes the block with zero weights.</summary>
    /// <param name="channels">Channels of the input and of the output.</param>
    /// <param name="layers">How many residual layers.</param>
    /// <param name="groups">Groups of the normalisations.</param>
    /// <param name="upsamples">Whether the resolution is doubled.</param>
    /// <param name="place">Where the weights live.</param>
    public DecoderBlock((int In, int Out) channels, int layers, int groups, bool upsamples, NetworkPlace place) : base(nameof(DecoderBlock))
    {
        resnets = new ResnetList([.. Enumerable.Range(0, layers).Select(layer => new ResnetBlock((layer == 0 ? channels.In : channels.Out, channels.Out), 0, (groups, 1e-6), place))]);
        if (upsamples) upsamplers = new UpsampleList(new Upsample(channels.Out, place));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var hidden = input;
        foreach (var layer in resnets)
        {
            using var inner = NewDisposeScope();
            hidden = layer.call(hidden, null).MoveToOuterDisposeScope();
        }
        return (upsamplers is null ? hidden : upsamplers[0].call(hidden, null)).MoveToOuterDisposeScope();
    }
}
