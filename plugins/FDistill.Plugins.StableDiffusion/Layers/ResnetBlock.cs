using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>A residual block of two convolutions (diffusers, ResnetBlock2D).</summary>
internal sealed class ResnetBlock : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly GroupNorm norm1;
    private readonly Conv2d conv1;
    private readonly Linear? time_emb_proj;
    private readonly GroupNorm norm2;
    private readonly Conv2d conv2;
    private readonly Conv2d? conv_shortcut;
    private readonly double divisor;

    /// <summary>Makes the block with zero weights.</summary>
    /// <param name="channels">Channels of the input and of the output.</param>
    /// <param name="embedding">The width of the time embedding; 0: it takes none.</param>
    /// <param name="norm">Groups, and what is added to the variance.</param>
    /// <param name="place">Where the weights live.</param>
    /// <param name="divisor">What the residual sum is divided by.</param>
    public ResnetBlock((long In, long Out) channels, long embedding, (long Groups, double Eps) norm, NetworkPlace place, double divisor = 1) : base(nameof(ResnetBlock))
    {
        this.divisor = divisor;
        norm1 = new GroupNorm(norm.Groups, channels.In, norm.Eps, place);
        conv1 = new Conv2d(channels.In, channels.Out, 3, place);
        if (embedding > 0) time_emb_proj = new Linear(embedding, channels.Out, place);
        norm2 = new GroupNorm(norm.Groups, channels.Out, norm.Eps, place);
        conv2 = new Conv2d(channels.Out, channels.Out, 3, place);
        if (channels.In != channels.Out) conv_shortcut = new Conv2d(channels.In, channels.Out, 1, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="embedding">The time embedding after its activation:
    /// [N, embedding]; null for a block that takes none.</param>
    public override Tensor forward(Tensor input, Tensor? embedding)
    {
        using var scope = NewDisposeScope();
        var hidden = FirstConvolution(input);
        if (time_emb_proj is not null) hidden += time_emb_proj.call(embedding!).unsqueeze(-1).unsqueeze(-1);
        hidden = SecondConvolution(hidden);
        var sum = (conv_shortcut is null ? input : conv_shortcut.call(input)) + hidden;
        return (divisor == 1 ? sum : sum / divisor).MoveToOuterDisposeScope();
    }

    // Each has a scope of its own, so that without gradients memory is free again before the next large map is made.

    private Tensor FirstConvolution(Tensor input)
    {
        using var scope = NewDisposeScope();
        return conv1.call(nn.functional.silu(norm1.call(input))).MoveToOuterDisposeScope();
    }

    private Tensor SecondConvolution(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return conv2.call(nn.functional.silu(norm2.call(hidden))).MoveToOuterDisposeScope();
    }
}
