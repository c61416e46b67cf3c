using FDistill.Engine.DryRuns;
using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Networks;
using FDistill.Teachers;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.DryRuns;

public sealed class DryRunTests
{
    [Fact]
    public void Memory_is_weights_gradients_two_moments_and_averages()
    {
        using var run = new TwoModes(training => training.Averages = [new EmaOptions(), new EmaOptions()]);
        run.Distiller.Iterate();

        var parts = PartMemory.Of(run.Teacher, run.Distiller);

        Assert.Equal(["teacher", "student", "fake score", "head"], parts.Select(part => part.Part));
        var student = parts[1];
        var bytes = student.Parameters * sizeof(float);
        Assert.Equal(run.Distiller.Student.Denoiser.Module.parameters().Sum(parameter => parameter.numel()), student.Parameters);
        Assert.Equal((bytes, bytes, 2 * bytes + sizeof(long), 2 * bytes), (student.Weights, student.Gradients, student.Optimizer, student.Averages));
        Assert.Equal(student with { Part = "fake score", Averages = 0 }, parts[2]);
        Assert.Equal((0, 0), (parts[0].Gradients, parts[0].Optimizer));
    }

    [Fact]
    public void Arithmetic_is_counted_from_weights_and_the_cells_that_they_are_used_in()
    {
        // A convolution of 4 x 2 x 3 x 3 on 8 x 8 cells, one of 2 x 4 x
        // 1 x 1 on 4 x 4, and a matrix of 5 x 3; 72, 8 and 15 weights.
        var teacher = new PaperTeacher();

        var turn = IterationArithmetic.Of(teacher, new FeatureSelection(["first"]), new TrainingOptions { GradientPenalty = { Gamma = 0 } });

        double first = 2 * 72 * 64, second = 2 * 8 * 16, matrix = 2 * 15;
        Assert.Equal(first + second + matrix, turn.Forward);
        Assert.Equal(first + matrix, turn.Features);
        Assert.Equal(5 * turn.Forward + turn.Features, turn.StudentsIteration);
        Assert.Equal(4 * turn.Forward + 2 * turn.Features, turn.FakeScoresIteration);
    }

    [Fact]
    public void A_run_is_its_iterations_times_its_samples()
    {
        var turn = new IterationArithmetic(Forward: 1, Features: 1, StudentsIteration: 100, FakeScoresIteration: 10);
        var options = new TrainingOptions { Iterations = 50, Batch = 4, Accumulation = 3, StudentEvery = 5 };
        Assert.Equal(12 * (10 * 100 + 40 * 10), turn.Run(options), 9);
        options.FakeScoreInEveryTurn = true;
        Assert.Equal(12 * (10 * 100 + 50 * 10), turn.Run(options), 9);
    }

    [Fact]
    public void The_cheap_penalty_and_guidance_each_cost_a_pass_more()
    {
        var teacher = new PaperTeacher();
        var wanted = new FeatureSelection(["second"]);
        var plain = IterationArithmetic.Of(teacher, wanted, new TrainingOptions { GradientPenalty = { Gamma = 0 } });
        var penalised = IterationArithmetic.Of(teacher, wanted, new TrainingOptions { GradientPenalty = { Gamma = 1, Form = GradientPenaltyForm.Perturbed } });
        var guided = IterationArithmetic.Of(teacher, wanted, new TrainingOptions { Guidance = 2 });
        Assert.Equal(plain.FakeScoresIteration + plain.Features, penalised.FakeScoresIteration);
        Assert.Equal(plain.StudentsIteration + plain.Forward, guided.StudentsIteration);
    }

    /// <summary>A teacher of which nothing is asked but its weights' names and shapes.</summary>
    private sealed class PaperTeacher : ITeacher, IDenoiser
    {
        private readonly nn.Module network = new Weights();

        public SampleShape Sample => new(2, 8, 8);

        public INoiseSchedule Noise => throw new NotSupportedException();

        public IDenoiser Denoiser => this;

        public IReadOnlyList<FeatureMap> Features => [new("first", 4, 8, 8), new("second", 2, 4, 4)];

        public ILatentCodec? Codec => null;

        public IConditionEncoder Conditions => throw new NotSupportedException();

        public nn.Module Module => network;

        public IDenoiser CreateTrainable() => throw new NotSupportedException();

        public void Export(IDenoiser network, string folder) => throw new NotSupportedException();

        public Tensor Denoise(Tensor noised, Tensor t, Condition? condition) => throw new NotSupportedException();

        public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) => throw new NotSupportedException();

        IReadOnlyList<Tensor> IDenoiser.Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) => throw new NotSupportedException();

        public void Dispose() => network.Dispose();
    }

    private sealed class Weights : nn.Module
    {
        public Weights() : base(nameof(Weights))
        {
            register_module("first", new Layer("conv", 4, 2, 3, 3));
            register_module("second", new Layer("conv", 2, 4, 1, 1));
            register_module("embedding", new Layer("map", 5, 3));
        }
    }

    private sealed class Layer : nn.Module
    {
        public Layer(string name, params long[] shape) : base(name)
        {
            register_parameter("weight", nn.Parameter(zeros(shape, dtype: ScalarType.Float32, device: CPU), requires_grad: true));
            register_parameter("bias", nn.Parameter(zeros([shape[0]], dtype: ScalarType.Float32, device: CPU), requires_grad: true));
        }
    }
}
