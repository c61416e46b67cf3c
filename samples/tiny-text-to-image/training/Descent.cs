using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Engine.Training.Optimisation;
using FDistill.Torch;
using static TorchSharp.torch;

namespace TinyTextToImage.Training;

/// <summary>Gradient descent on a loss: Adam, a warm-up of 50 iterations, then half a cosine down to nothing.</summary>
internal static class Descent
{
    /// <summary>Trains a network.</summary>
    /// <param name="network">What learns.</param>
    /// <param name="iterations">How often.</param>
    /// <param name="learningRate">The highest learning rate.</param>
    /// <param name="loss">The loss of the next batch, and what to say of it.</param>
    public static void Run(nn.Module network, long iterations, double learningRate, Func<(Tensor Loss, string Report)> loss)
    {
        var options = new OptimizerOptions
        {
            LearningRate = learningRate,
            WeightDecay = 0,
            ClipNorm = 1,
            Schedule = new LearningRateOptions { Shape = LearningRateShape.Cosine, WarmUp = 50 },
        };
        using var trained = new TrainedNetwork("network", network, options, iterations);
        var collective = new SingleProcess();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var iteration = 0L; iteration < iterations; iteration++)
        {
            using var scope = NewDisposeScope();
            trained.Begin();
            var (value, report) = loss();
            BackwardPass.Run(value);
            trained.Accumulate();
            var norm = trained.FinishGradient(collective).item<float>();
            if (!float.IsFinite(norm)) throw new NonFiniteException($"iteration {iteration + 1}: the gradient is not finite");
            trained.Step(iteration, norm);
            if ((iteration + 1) % 50 == 0) Console.WriteLine($"{iteration + 1,6} of {iterations}  {report}  {watch.Elapsed.TotalSeconds:F0} s");
        }
    }
}
