using System.Diagnostics;
using FDistill.Torch;
using FDistill.Torch.Operators;
using static TorchSharp.torch;

namespace FDistill.Cli.Diagnosis;

/// <summary>Does on a device what a run does there, and compares with the CPU: draws, convolutions
/// and attention with their gradients, bfloat16, an optimizer's step, memory.</summary>
/// <param name="device">The device, such as <c>cuda:0</c>.</param>
internal sealed class DeviceExamination(string device)
{
    private const double Single = 1e-5, Brain = 2e-2;   // float32, with TensorFloat-32 off; bfloat16's eight bits

    /// <summary>One check after the other; what fails is a result too.</summary>
    public IEnumerable<DeviceCheck> Examine()
    {
        yield return Check("draws, moved there", 0, (where, type) => Draw([4096], 1, where).to(type), exact: true);
        yield return Check("convolution, float32", Single, (where, type) => Gradient(where, type, [4, 32, 16, 16], [32, 32, 3, 3], (x, w) => nn.functional.conv2d(x, w, padding: [1, 1])));
        yield return Check("attention, float32", Single, (where, type) => Gradient(where, type, [2, 4, 64, 32], [2, 4, 64, 32], (x, w) => nn.functional.scaled_dot_product_attention(x, w, w)));
        yield return Check("convolution, bfloat16", Brain, (where, type) => Gradient(where, type, [4, 32, 16, 16], [32, 32, 3, 3], (x, w) => nn.functional.conv2d(x, w, padding: [1, 1])), ScalarType.BFloat16);
        yield return Check("product, bfloat16", Brain, (where, type) => Gradient(where, type, [128, 128], [128, 128], (x, w) => x.matmul(w)), ScalarType.BFloat16);
        yield return Check("AdamW's step", Single, Step);
        yield return Check("1 GiB of memory", 0, (where, _) => zeros([1 << 28], dtype: ScalarType.Float32, device: where).sum(), exact: true);
    }

    private DeviceCheck Check(string name, double tolerance, Func<Device, ScalarType, Tensor> work, ScalarType type = ScalarType.Float32, bool exact = false)
    {
        try
        {
            using var scope = NewDisposeScope();
            var there = new Device(device);
            work(there, type).cpu();
            var clock = Stopwatch.StartNew();
            var found = work(there, type).cpu();
            var took = clock.Elapsed.TotalMilliseconds;
            var expected = work(CPU, exact ? type : ScalarType.Float64);
            var error = (found.to(ScalarType.Float64) - expected.to(ScalarType.Float64)).abs().max() / expected.to(ScalarType.Float64).abs().max().clamp(min: double.Epsilon);
            return new DeviceCheck(name, tolerance, error.item<double>(), took, null);
        }
        catch (Exception failure)   // whatever is broken there is what the doctor is asked about
        {
            return new DeviceCheck(name, tolerance, double.NaN, double.NaN, failure.Message.Split('\n')[0]);
        }
    }

    private static Tensor Draw(long[] shape, long seed, Device where)
    {
        using var stream = new RandomStream(seed, rank: 0, purpose: 0);
        return stream.Next().Normal(shape, where);
    }

    /// <summary>The gradient with respect to the second argument of the
    /// sum of squares, in which those of the first take part.</summary>
    private static Tensor Gradient(Device where, ScalarType type, long[] first, long[] second, Func<Tensor, Tensor, Tensor> function)
    {
        var x = Draw(first, 1, CPU).to(ScalarType.BFloat16).to(type).to(where);
        var w = (Draw(second, 2, CPU) / 8).to(ScalarType.BFloat16).to(type).to(where).requires_grad_();
        BackwardPass.Run(function(x, w).square().mean());
        return w.grad!;
    }

    private static Tensor Step(Device where, ScalarType type)
    {
        Tensor At(long seed) => Draw([1000], seed, CPU).to(type).to(where);
        var (weights, gradient, first, second) = (At(1), At(2), At(3), At(4).square());
        new Operator("aten::_fused_adamw_").Run(
            new[] { weights }, new[] { gradient }, new[] { first }, new[] { second }, Array.Empty<Tensor>(), new[] { tensor(10f, dtype: ScalarType.Float32, device: where) },
            1e-2, 0.9, 0.999, 1e-2, 1e-8, false, false, OperatorArgument.None, OperatorArgument.None);
        return weights;
    }
}
