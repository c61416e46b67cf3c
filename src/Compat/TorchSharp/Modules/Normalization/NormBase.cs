using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What batch and instance norms have: an affine map and, on request, running statistics.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    protected NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
        (this.affine, this.track_running_stats) = (affine, track_running_stats);
        if (affine)
        {
            weight = NewParameter([num_features], device, dtype);
            bias = NewParameter([num_features], device, dtype);
        }
        if (track_running_stats)
        {
            running_mean = zeros([num_features], dtype, device);
            running_var = ones([num_features], dtype, device);
            num_batches_tracked = zeros([], ScalarType.Int64, device);
        }
        reset_parameters();
    }

    public long num_features { get; }

    public double eps { get; set; }

    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    public Parameter? weight { get => GetParameterSlot(nameof(weight)); set => SetParameterSlot(nameof(weight), value); }

    public Parameter? bias { get => GetParameterSlot(nameof(bias)); set => SetParameterSlot(nameof(bias), value); }

    public Tensor? running_mean { get => GetBufferSlot(nameof(running_mean)); set => SetBufferSlot(nameof(running_mean), value); }

    public Tensor? running_var { get => GetBufferSlot(nameof(running_var)); set => SetBufferSlot(nameof(running_var), value); }

    public Tensor? num_batches_tracked
    {
        get => GetBufferSlot(nameof(num_batches_tracked));
        set => SetBufferSlot(nameof(num_batches_tracked), value);
    }

    public void reset_running_stats()
    {
        if (!track_running_stats) return;
        nn.init.zeros_(running_mean!);
        nn.init.ones_(running_var!);
        nn.init.zeros_(num_batches_tracked!);
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (weight is not null) nn.init.ones_(weight);
        if (bias is not null) nn.init.zeros_(bias);
    }

    protected abstract void ValidateInputDimensions(Tensor input);

    private protected void RequireDimensions(Tensor input, long least, long most)
    {
        var dimensions = input.dim();
        if (dimensions < least || dimensions > most)
            throw new ArgumentException($"{GetName()} takes {least} to {most} dimensions, not {dimensions}.", nameof(input));
    }
}
