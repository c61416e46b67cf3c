using FDistill.Engine.Training.Networks;
using FDistill.Tests.Shared;
using FDistill.Torch;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

public sealed class EmaTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3 / 12.0)]
    [InlineData(8, 0.5)]
    [InlineData(1_000_000, 0.99)]
    public void A_constant_decay_warms_up_after_the_first_update(long iteration, double beta)
    {
        Assert.Equal(beta, new EmaDecay(new() { Decay = 0.99 }, batch: 64).At(iteration), 12);
        Assert.Equal(0.99, new EmaDecay(new() { Decay = 0.99, WarmUp = false }, batch: 64).At(iteration), 12);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3.8985e-6)]
    [InlineData(1000, 0.982182)]
    public void The_power_form_keeps_its_width_relative_to_the_training_so_far(long iteration, double beta) =>
        Assert.Equal(beta, new EmaDecay(new() { Form = EmaForm.Power, Gamma = 16.97 }, batch: 1).At(iteration), 6);

    [Theory]
    [InlineData(1, 0.5, 20)]
    [InlineData(1_000_000, 0.999, 1)]
    public void The_half_life_form_counts_samples_and_ramps_up(long iteration, double beta, int powers)
    {
        // Iteration 1: the half-life is 5 % of 512 samples, so that one
        // batch is 20 half-lives. Later: 512 samples of 500,000 · ln 2.
        var expected = iteration == 1 ? Math.Pow(beta, powers) : Math.Pow(0.5, 512 / 500_000.0);
        Assert.Equal(expected, new EmaDecay(new() { Form = EmaForm.HalfLife, HalfLife = 500, RampUp = 0.05 }, batch: 512).At(iteration), 12);
    }

    [Fact]
    public void Until_its_start_an_average_is_the_network_itself()
    {
        var decay = new EmaDecay(new() { Decay = 0.9, WarmUp = false, Start = 7 }, batch: 1, every: 5);

        Assert.Equal([0, 0, 0.9, 0.81], new[] { (0L, 7L), (6, 12), (7, 8), (7, 9) }.Select(span => decay.Over(span.Item1, span.Item2)), Near.Double);
    }

    [Fact]
    public void Beta_over_many_iterations_is_the_product_of_that_of_each() => Prop.ForAll<(PositiveInt First, NonNegativeInt Many, PositiveInt Batch, bool WarmUp, byte Form, byte Size)>(drawn =>
    {
        // Written out from FastGen's and EDM's rules, one iteration after the other.
        var (size, batch) = (drawn.Size, (double)drawn.Batch.Get);
        var options = new EmaOptions
        {
            Form = (EmaForm)(drawn.Form % 3), Decay = 1 - 1.0 / (1 + size), WarmUp = drawn.WarmUp, Gamma = size / 10.0, HalfLife = size / 50.0, RampUp = size % 3 / 10.0,
        };
        double Beta(long k) => options.Form switch
        {
            EmaForm.Constant => options.WarmUp ? k == 1 ? 0 : Math.Min(options.Decay, (1.0 + k) / (10.0 + k)) : options.Decay,
            EmaForm.Power => Math.Pow(1 - 1.0 / k, options.Gamma + 1),
            _ => Math.Pow(0.5, batch / Math.Max(options.RampUp > 0 ? Math.Min(1000 * options.HalfLife, k * batch * options.RampUp) : 1000 * options.HalfLife, 1e-8)),
        };
        var (from, to) = (drawn.First.Get - 1L, drawn.First.Get - 1L + drawn.Many.Get);
        var product = 1.0;
        for (var k = from + 1; k <= to; k++) product *= Beta(k);
        return Math.Abs(product - new EmaDecay(options, drawn.Batch.Get).Over(from, to)) < 1e-9;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(EmaForm.Constant)]
    [InlineData(EmaForm.Power)]
    [InlineData(EmaForm.HalfLife)]
    public void A_student_that_learns_every_fifth_iteration_has_the_average_that_FastGen_takes_after_every_one(EmaForm form)
    {
        const int Every = 5, Iterations = 100;
        using var module = nn.Linear(2, 1, device: CPU, dtype: ScalarType.Float32);
        using var network = new TrainedNetwork("network", module, new(), iterations: Iterations);
        var options = new EmaOptions { Form = form, Decay = 0.97, WarmUp = false, HalfLife = 0.2 };
        SetTo(network, 1);
        using var average = new Ema(network, new(options, batch: 8, Every));
        var (student, expected) = (1.0, 1.0);

        for (var iteration = 1; iteration <= Iterations; iteration++)
        {
            if (iteration % Every == 0)
            {
                student = Math.Cos(iteration);
                average.Advance(iteration - 1);
                SetTo(network, (float)student);
                average.Advance(iteration);
            }

            var beta = form switch
            {
                EmaForm.Constant => 0.97,
                EmaForm.Power => Math.Pow(1 - 1.0 / iteration, 16.97 + 1),
                _ => Math.Pow(0.5, 8 / Math.Max(Math.Min(200, iteration * 8 * 0.05), 1e-8)),
            };
            expected = beta * expected + (1 - beta) * student;
            using var scope = NewDisposeScope();
            Assert.All(average.At(iteration), pair => Assert.All(pair.Value.Floats(), value => Assert.Equal(expected, value, 1e-6)));
        }
    }

    [Fact]
    public void The_default_average_of_a_run_of_any_length_is_nearer_to_its_student_than_to_its_start() => Prop.ForAll<(PositiveInt Iterations, PositiveInt Every)>(run =>
    {
        // A student that walks away in even steps, so that the average is always behind.
        var (length, every) = (run.Iterations.Get * (long)run.Iterations.Get * 10, run.Every.Get);
        var decay = new EmaDecay(new EmaOptions(), batch: 64, every);
        var updates = length / every;
        double average = 0;
        for (long update = 1; update <= updates; update++)
            average = update + (average - update) * decay.Over(update * every - 1, Math.Min((update + 1) * every - 1, length));
        return updates == 0 || (updates - average < average && decay.ShareOfStart(length) == 0);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.9999, 5, 60_000, 0.0025)]
    [InlineData(0.9996, 5, 25_000, 4.5e-5)]
    [InlineData(0.9999, 5, 250, 0.9757)]
    public void The_share_of_the_start_is_that_of_all_iterations_from_the_first_update_on(double decay, int every, long iterations, double share) =>
        Assert.Equal(share, new EmaDecay(new() { Decay = decay, WarmUp = false }, batch: 1, every).ShareOfStart(iterations), share / 50);

    [Fact]
    public void Asking_for_an_average_changes_no_bit_of_it()
    {
        float[] Average(bool asked)
        {
            using var module = nn.Linear(5, 3, device: CPU, dtype: ScalarType.Float32);
            using var network = new TrainedNetwork("network", module, new(), iterations: 10);
            using var average = new Ema(network, new(new() { Decay = 0.7, WarmUp = false }, batch: 1, every: 4));
            using var scope = NewDisposeScope();
            SetTo(network, 0.1f);
            average.Advance(4);
            if (asked) Assert.NotEmpty(average.At(6).ToList());
            average.Advance(7);
            return [.. average.Parameters.SelectMany(pair => pair.Value.Floats())];
        }

        DefaultGenerators.Seed(3);
        var expected = Average(asked: false);
        DefaultGenerators.Seed(3);
        Assert.Equal(expected, Average(asked: true));
    }

    [Fact]
    public void An_average_moves_towards_the_weights_by_one_minus_beta()
    {
        using var module = nn.Linear(2, 1, device: CPU, dtype: ScalarType.Float32);
        using var network = new TrainedNetwork("network", module, new(), iterations: 10);
        SetTo(network, 1);
        using var average = new Ema(network, new(new() { Decay = 0.75, WarmUp = false }, batch: 1));

        SetTo(network, 5);
        average.Advance(1);

        using var scope = NewDisposeScope();
        Assert.All(average.Parameters, pair => Assert.All(pair.Value.Floats(), value => Assert.Equal(0.75f * 1 + 0.25f * 5, value)));
    }

    [Fact]
    public void An_average_is_copied_with_the_buffers_of_its_network()
    {
        using var module = nn.BatchNorm1d(3, device: CPU, dtype: ScalarType.Float32);
        using var other = nn.BatchNorm1d(3, device: CPU, dtype: ScalarType.Float32);
        using var network = new TrainedNetwork("network", module, new(), iterations: 10);
        using var average = new Ema(network, new(new() { Decay = 0.5, WarmUp = false }, batch: 1));
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        module.get_buffer("running_mean")!.fill_(7);
        module.get_parameter("weight")!.fill_(3);
        average.Advance(1);

        average.CopyTo(other, 1);

        Assert.Equal([7, 7, 7], other.get_buffer("running_mean")!.Floats());
        Assert.Equal([2, 2, 2], other.get_parameter("weight")!.Floats());
    }

    private static void SetTo(TrainedNetwork network, float value)
    {
        using var ungraded = no_grad();
        foreach (var parameter in network.Module.parameters()) parameter.fill_(value);
    }
}
