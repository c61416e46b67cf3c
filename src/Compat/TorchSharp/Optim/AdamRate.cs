using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The step that Adam and AdamW have in common, in the order of operations of PyTorch's single-tensor implementation.</summary>
internal readonly record struct AdamRate(double LearningRate, double Beta1, double Beta2, double Eps, double WeightDecay)
{
    public void Apply(Tensor parameter, Tensor gradient, Tensor mean, Tensor meanOfSquares, Tensor? largest, long step)
    {
        mean.mul_(Beta1).add_(gradient, 1 - Beta1);
        meanOfSquares.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
        largest?.copy_(largest.maximum(meanOfSquares));

        var rate = LearningRate / (1 - Math.Pow(Beta1, step));
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, step));
        using var deviation = (largest ?? meanOfSquares).sqrt().div_(correction).add_(Eps);
        parameter.addcdiv_(mean, deviation, -rate);
    }
}
