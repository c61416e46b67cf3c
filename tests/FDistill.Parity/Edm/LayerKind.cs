using FDistill.Parity.Checks;
using FDistill.Plugins.Edm.Networks;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

/// <summary>A convolution with resampling, or an embedding of the noise level.</summary>
internal sealed class LayerKind : ICheckKind
{
    public string Name => "edm.layer";

    public void Compute(Check check, CheckCall call)
    {
        using var ungraded = no_grad();
        var x = call.Input("x");
        call.Return("y", check.Kwargs.Text("layer") switch
        {
            "Conv2d" => Convolution(check, x),
            "PositionalEmbedding" => Positional(check.Kwargs, x),
            "FourierEmbedding" => Fourier(check, x),
            _ => throw check.Kwargs.Unknown("layer", "Conv2d, PositionalEmbedding or FourierEmbedding"),
        });
    }

    private static Tensor Positional(Kwargs arguments, Tensor x) =>
        new PositionalEmbedding(arguments.Integer("num_channels"), arguments.Flag("endpoint"), arguments.Number("max_positions")).Embed(x);

    private static Tensor Fourier(Check check, Tensor x)
    {
        using var embedding = new FourierEmbedding(check.Kwargs.Integer("num_channels"), NetworkPlace.Cpu, check.Kwargs.Number("scale"));
        check.Weights().CopyTo(embedding);
        return embedding.Embed(x);
    }

    private static Tensor Convolution(Check check, Tensor x)
    {
        var arguments = check.Kwargs;
        arguments.Only("bias", true);
        using var layer = new Conv2d(
            arguments.Integer("in_channels"),
            arguments.Integer("out_channels"),
            arguments.Integer("kernel"),
            NetworkPlace.Cpu,
            NetworkArguments.ResampleOf(arguments),
            new ResampleFilter(arguments.Numbers("resample_filter")),
            fused: arguments.Flag("fused_resample"));
        check.Weights().CopyTo(layer);
        return layer.forward(x);
    }
}
