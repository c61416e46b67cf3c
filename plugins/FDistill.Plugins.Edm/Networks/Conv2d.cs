using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>What happens to the resolution.</summary>
public enum Resample
{
    /// <summary>It stays.</summary>
    None,

    /// <summary>It doubles.</summary>
    Up,

    /// <summary>It halves.</summary>
    Down,
}

/// <summary>A convolution that keeps the resolution, after an optional doubling or halving of it.</summary>
public sealed class Conv2d : nn.Module<Tensor, Tensor>, IInitialised
{
    private readonly Parameter? weight;
    private readonly Parameter? bias;
    private readonly Tensor? resample_filter;
    private readonly ResampleFilter filter;
    private readonly Resample resample;
    private readonly long kernel;
    private readonly bool fused;
    private readonly InitialWeights initial;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="inChannels">C of the input.</param>
    /// <param name="outChannels">C of the output.</param>
    /// <param name="kernel">The kernel's width; 0: no convolution, only resampling.</param>
    /// <param name="place">Where the weights live.</param>
    /// <param name="resample">What happens to the resolution first.</param>
    /// <param name="filter">The low-pass filter of the resampling; [1, 1] if null.</param>
    /// <param name="initial">How fresh weights are drawn; null: <see cref="InitialWeights.Xavier"/>.</param>
    /// <param name="fused">Whether convolution and resampling share one
    /// border of zeros, and a halving comes after the convolution.</param>
    public Conv2d(
        long inChannels,
        long outChannels,
        long kernel,
        NetworkPlace place,
        Resample resample = Resample.None,
        ResampleFilter? filter = null,
        InitialWeights? initial = null,
        bool fused = false)
        : base(nameof(Conv2d))
    {
        ArgumentNullException.ThrowIfNull(place);
        (this.kernel, this.resample, this.fused, this.initial) = (kernel, resample, fused && kernel > 0, initial ?? InitialWeights.Xavier);
        this.filter = filter ?? new ResampleFilter([1, 1]);
        if (kernel > 0)
        {
            weight = place.Zeros(outChannels, inChannels, kernel, kernel);
            bias = place.Zeros(outChannels);
        }
        if (resample != Resample.None) resample_filter = this.filter.Kernel(place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => ForwardScaled(input, scale: 1);

    /// <summary>The layer's result times a constant, folded into
    /// the weights: cheaper than a pass over the result.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="scale">The constant.</param>
    public Tensor ForwardScaled(Tensor input, double scale)
    {
        using var scope = NewDisposeScope();
        if (fused && resample != Resample.None) return Fused(input, scale).MoveToOuterDisposeScope();
        // A 1x1 convolution and a repetition of cells commute: convolve while there are fewer of them.
        if (resample == Resample.Up && kernel == 1 && filter.IsBox)
            return filter.Up(Convolve(input, scale), resample_filter!).MoveToOuterDisposeScope();
        var resampled = resample switch
        {
            Resample.Up => filter.Up(input, resample_filter!),
            Resample.Down => filter.Down(input, resample_filter!),
            _ => input,
        };
        return Convolve(resampled, scale).MoveToOuterDisposeScope();
    }

    /// <summary>The layer's result with channels laid out (head, channel, {query,
    /// key, value}) turned to ({query, key, value}, head, channel).</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="heads">The number of heads.</param>
    /// <returns>[N, 3C, H, W].</returns>
    /// <remarks>Turning the weights costs less than turning the result.</remarks>
    internal Tensor ForwardQueriesFirst(Tensor input, long heads)
    {
        using var scope = NewDisposeScope();
        Tensor Turned(Tensor values) => values.reshape(heads, values.shape[0] / (3 * heads), 3, -1).permute(2, 0, 1, 3).reshape(values.shape);
        return nn.functional.conv2d(input, Turned(weight!), Turned(bias!)).MoveToOuterDisposeScope();
    }

    private Tensor Fused(Tensor input, double scale) => resample == Resample.Up
        ? Convolve(filter.Up(input, resample_filter!, Math.Max(filter.Padding - (kernel / 2), 0)), scale, Math.Max((kernel / 2) - filter.Padding, 0))
        : filter.Down(Convolve(input, scale, (kernel / 2) + filter.Padding), resample_filter!, padding: 0);

    private Tensor Convolve(Tensor input, double scale) => Convolve(input, scale, kernel / 2);

    private Tensor Convolve(Tensor input, double scale, long padding)
    {
        if (weight is null) return scale == 1 ? input : input * scale;
        if (scale == 1) return nn.functional.conv2d(input, weight, bias, padding: [padding, padding]);
        return nn.functional.conv2d(input, weight * scale, bias! * scale, padding: [padding, padding]);
    }

    void IInitialised.Draw(Generator generator)
    {
        if (weight is not null) initial.Fill(weight, bias, generator);
    }
}
