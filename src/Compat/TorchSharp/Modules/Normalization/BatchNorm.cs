using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>Normalises each channel over the batch; in evaluation by the running statistics.</summary>
public abstract class BatchNorm : NormBase
{
    protected BatchNorm(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        var byBatch = training || running_mean is null;
        return F.batch_norm(input, running_mean!, running_var!, weight, bias, byBatch, AverageFactor(), eps);
    }

    // Without a momentum the running statistics are the plain average of all batches.
    private double AverageFactor()
    {
        if (!training || num_batches_tracked is null) return momentum ?? 0;
        using (no_grad()) num_batches_tracked.add_(1);
        return momentum ?? 1.0 / num_batches_tracked.item<long>();
    }
}
