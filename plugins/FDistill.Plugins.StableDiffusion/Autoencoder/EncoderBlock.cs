using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using DownsampleList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.Downsample>;
using ResnetList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.ResnetBlock>;

namespace FDistill.Plugins.StableDiffusion.Autoencoder;

/// <summary>Residual layers, then half the resolution (diffusers, DownEncoderBlock2D).</summary>
internal sealed class EncoderBlock : nn.Module<Tensor, Tensor>
{
    private readonly ResnetList resnets;
    private readonly DownsampleList? downsamplers;

    /// <summary>Makes the block with zero weights.</summary>
    /// <param name="channels">Channels of the input and of the output.</param>
    /// <param name="layers">How many residual layers.</param>
    /// <param name="groups">Groups of the normalisations.</param>
    /// <param name="downsamples">Whether the resolution is halved.</param>
    /// <param name="place">Where the weights live.</param>
    public EncoderBlock((int In, int Out) channels, int layers, int groups, bool downsamples, NetworkPlace place) : base(nameof(EncoderBlock))
    {
        resnets = new ResnetList([.. Enumerable.Range(0, layers).Select(layer => new ResnetBlock((layer == 0 ? channels.In : channels.Out, channels.Out), 0, (groups, 1e-6), place))]);
        if (downsamples) downsamplers = new DownsampleList(new Downsample(channels.Out, 0, place));
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
        return (downsamplers is null ? hidden : downsamplers[0].call(hidden)).MoveToOuterDisposeScope();
    }
}
