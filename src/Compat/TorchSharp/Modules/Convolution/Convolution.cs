using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>What all convolutions have: sizes, weight and bias, and padding by number, by kind ("same") and by mode (zeros, circular, …).</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    protected long[] _reversed_padding_repeated_twice = [];
    protected readonly long input_channels;

    protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type,
        long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode,
        Device? device = null, ScalarType? dtype = null) : base(name)
    {
        if (in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"{in_channels} and {out_channels} channels do not divide into {groups} groups.", nameof(groups));

        input_channels = in_channels;
        this.out_channels = out_channels;
        (this.kernel_size, this.stride, this.padding, this.dilation) = (kernel_size, stride, padding, dilation);
        (this.output_padding, this.transposed, this.groups, this.padding_mode) = (output_padding, transposed, groups, padding_mode);
        if (padding_type is { } type) SetPadding(type);
        else SetPadding(padding);

        long[] channels = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
        weight = NewParameter([.. channels, .. kernel_size], device, dtype);
        if (bias) this.bias = NewParameter([out_channels], device, dtype);
        reset_parameters();
    }

    public long in_channels => input_channels;

    public long out_channels { get; }

    public long[] kernel_size { get; protected set; }

    public long[] stride { get; protected set; }

    public long[] padding { get; private set; }

    public Padding? padding_type { get; private set; }

    public long[] dilation { get; protected set; }

    public long[] output_padding { get; protected set; }

    public bool transposed { get; }

    public long groups { get; protected set; }

    public PaddingModes padding_mode { get; protected set; }

    public Parameter weight { get => GetParameterSlot(nameof(weight))!; set => SetParameterSlot(nameof(weight), value); }

    public Parameter? bias { get => GetParameterSlot(nameof(bias)); set => SetParameterSlot(nameof(bias), value); }

    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is not null) DefaultInit.UniformByFanIn(bias, weight);
    }

    protected void SetPadding(long[] padding)
    {
        this.padding = padding;
        padding_type = null;
        _reversed_padding_repeated_twice = [.. padding.Reverse().SelectMany(size => new[] { size, size })];
    }

    protected void SetPadding(Padding padding)
    {
        padding_type = padding;
        this.padding = new long[kernel_size.Length];
        _reversed_padding_repeated_twice = new long[2 * kernel_size.Length];
        if (padding != Padding.Same) return;
        if (stride.Any(step => step != 1)) throw new ArgumentException("Padding to the same size takes a stride of 1.", nameof(padding));
        for (var i = 0; i < kernel_size.Length; i++)
        {
            var total = dilation[i] * (kernel_size[i] - 1);
            var place = 2 * (kernel_size.Length - 1 - i);
            _reversed_padding_repeated_twice[place] = total / 2;
            _reversed_padding_repeated_twice[place + 1] = total - total / 2;
        }
    }

    protected bool ValidateShape(Tensor input, long dimensions)
    {
        var channels = input.shape.Length - 1 - dimensions;
        return channels is 0 or 1 && input.shape[channels] == input_channels;
    }

    // Reflecting, replicating and circular modes pad beforehand; zeros are left to the convolution.
    private protected bool PadsBeforehand => padding_mode != PaddingModes.Zeros;

    private protected Tensor PadBeforehand(Tensor input) => F.pad(input, _reversed_padding_repeated_twice, padding_mode);

    private protected void RequireShape(Tensor input, long dimensions)
    {
        if (ValidateShape(input, dimensions)) return;
        throw new ArgumentException(
            $"{GetName()} takes {in_channels} channels and {dimensions} further dimensions, not [{string.Join(", ", input.shape)}].");
    }
}
