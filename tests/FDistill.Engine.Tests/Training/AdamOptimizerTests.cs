using FDistill.Engine.Training.Optimisation;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

public sealed class AdamOptimizerTests
{
    private const double Rate = 1e-2, Decay = 0.1;

    [Theory]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.RAdam)]
    public void Steps_are_those_of_the_optimizer_s_paper_in_double_precision(OptimizerKind kind)
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(tensor([1f, -2f], dtype: ScalarType.Float32, device: CPU));
        parameter.grad = zeros_like(parameter, requires_grad: false);
        using var optimizer = new AdamOptimizer(parameter, new() { Kind = kind, LearningRate = Rate, WeightDecay = Decay });
        var reference = new[] { new Reference(kind, 1), new Reference(kind, -2) };

        for (var step = 1; step <= 20; step++)
        {
            double[] gradient = [Math.Sin(step), 3 * Math.Cos(step / 2.0)];
            parameter.grad!.copy_(tensor(gradient, dtype: ScalarType.Float64, device: CPU));
            optimizer.Step(Rate);
            foreach (var (one, value) in reference.Zip(gradient)) one.Step(value);
        }

        Assert.Equal(20, optimizer.Steps);
        Assert.Equal(reference.Select(one => (float)one.Weight), parameter.Floats(), (a, b) => Math.Abs(a - b) < 2e-6);
    }

    [Fact]
    public void State_that_is_restored_resumes_to_the_bit()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(Run(steps: 6, interrupt: 6), Run(steps: 6, interrupt: 3));
    }

    private static float[] Run(int steps, int interrupt)
    {
        var parameter = nn.Parameter(tensor([1f, -2f], dtype: ScalarType.Float32, device: CPU));
        parameter.grad = zeros_like(parameter, requires_grad: false);
        var optimizer = new AdamOptimizer(parameter, new());
        for (var step = 0; step < steps; step++)
        {
            if (step == interrupt)
            {
                var resumed = new AdamOptimizer(parameter, new()) { Steps = optimizer.Steps };
                resumed.FirstMoment.copy_(optimizer.FirstMoment);
                resumed.SecondMoment.copy_(optimizer.SecondMoment);
                optimizer.Dispose();
                optimizer = resumed;
            }

            parameter.grad!.fill_(Math.Sin(step + 1));
            optimizer.Step(Rate);
        }

        optimizer.Dispose();
        return parameter.Floats();
    }

    /// <summary>Kingma and Ba (2015), Algorithm 1; Loshchilov and Hutter
    /// (2019), Algorithm 2; Liu et al. (2020), Algorithm 2.</summary>
    private sealed class Reference(OptimizerKind kind, double weight)
    {
        private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;
        private double first, second;
        private int step;

        public double Weight { get; private set; } = weight;

        public void Step(double gradient)
        {
            step++;
            if (kind == OptimizerKind.AdamW) Weight -= Rate * Decay * Weight;
            else gradient += Decay * Weight;
            first = Beta1 * first + (1 - Beta1) * gradient;
            second = Beta2 * second + (1 - Beta2) * gradient * gradient;
            var (mean, square) = (first / (1 - Math.Pow(Beta1, step)), second / (1 - Math.Pow(Beta2, step)));
            if (kind != OptimizerKind.RAdam)
            {
                Weight -= Rate * mean / (Math.Sqrt(square) + Epsilon);
                return;
            }

            var longest = 2 / (1 - Beta2) - 1;
            var length = longest - 2 * step * Math.Pow(Beta2, step) / (1 - Math.Pow(Beta2, step));
            var rectified = length > 5 ? Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)) / Math.Sqrt(square) : 1;
            Weight -= Rate * mean * rectified;
        }
    }
}
