using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Plugins.Divergences;
using FDistill.Teachers;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>
/// The recipes of the bundled runs, shrunk to two modes on the line. Kept are
/// what makes a recipe: bins, micro-batch beside bins, student's share of the
/// iterations, losses and weights, R1, the averages' reach as a share of the
/// run, stages of learning rates. Shrunk are samples, iterations, networks; what
/// the line has not is left out: guidance, gradient checkpointing.
/// </summary>
public sealed class PresetEffectTests
{
    private const int Samples = 128, Updates = 60;

    public static TheoryData<string, string> Presets => new()
    {
        { "samples/cifar10.json", "forward-kl" },
        { "samples/imagenet64.json", "js" },
        { "samples/sd15.json", "js" },
        { "samples/sdxl.json", "js" },
        { "samples/digits.json", "js" },
        { "samples/tiny-text-to-image/student.json", "js" },
        { "src/FDistill.Templates/divergence/run.json", "js" },
    };

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_bundled_recipe_hands_on_a_better_student_with_both_stages_acting(string place, string divergence)
    {
        using var run = new TwoModes(training => Shrink(BundledRunFiles.Of(place), training), divergence: divergence == "js" ? new JensenShannon() : new ForwardKl());
        var (start, startWeights) = (Distance(run), Student(run));

        var updates = run.Iterate((int)run.Options.Iterations).Select(report => report.Values).Where(values => values.ContainsKey(Measures.MeanWeight)).ToList();

        var end = Distance(run);
        Assert.True(end < 0.7 * start, $"the exported student is {end:F3} from the data, its start {start:F3}");
        Assert.True(4 * Apart(Average(run), Student(run)) < Apart(Average(run), startWeights), $"the average is {Apart(Average(run), Student(run)):F3} from its student, {Apart(Average(run), startWeights):F3} from its start");
        Assert.True(Share(updates, IsStageOneActing) > 0.5, $"stage 1 acts in {Share(updates, IsStageOneActing):P0} of the updates");
        Assert.True(Share(updates, values => values[Measures.MaxWeight] > 1.02 * values[Measures.MinWeight]) > 0.5, "h is the same for all samples");
        Assert.Equal(Updates, updates.Count);
    }

    /// <summary>Takes a recipe over, at the size of the line.</summary>
    private static void Shrink(TrainingOptions preset, TrainingOptions training)
    {
        var whole = preset.Batch * preset.Accumulation;
        var iterations = (long)Updates * preset.StudentEvery;
        var longer = preset.Iterations / (double)iterations;
        training.Iterations = iterations;
        (training.Batch, training.Accumulation) = preset.Accumulation == 1 ? (Math.Min(whole, Samples), 1) : (preset.Batch, Samples / preset.Batch);
        training.StudentEvery = preset.StudentEvery;
        (training.MatchingWeight, training.AdversarialWeight) = (preset.MatchingWeight, preset.AdversarialWeight);
        (training.NormalizeWeight, training.Ratio, training.Denoising) = (preset.NormalizeWeight, preset.Ratio, preset.Denoising);
        training.GradientPenalty = preset.GradientPenalty;
        foreach (var (from, to) in new[] { (preset.Student, training.Student), (preset.FakeScore, training.FakeScore), (preset.Head, training.Head) })
        {
            (to.LearningRate, to.WeightDecay, to.Beta1, to.Beta2, to.ClipNorm) = (5e-3, from.WeightDecay, from.Beta1, from.Beta2, from.ClipNorm);
            to.Schedule = new() { Shape = from.Schedule.Shape, FinalShare = from.Schedule.FinalShare, WarmUp = (long)(from.Schedule.WarmUp / longer), DecayFrom = (long)(from.Schedule.DecayFrom / longer) };
        }
        training.Averages = [.. preset.Averages.Select(average => new EmaOptions { Form = average.Form, Decay = Math.Pow(average.Decay, longer), WarmUp = average.WarmUp })];
    }

    /// <summary>Whether the bins' averages differ from 1, and from each other.</summary>
    private static bool IsStageOneActing(IReadOnlyDictionary<string, double> values)
    {
        var averages = values.Where(pair => pair.Key.StartsWith("ratioBin", StringComparison.Ordinal)).Select(pair => pair.Value).ToList();
        return averages.Any(average => Math.Abs(average - 1) > 1e-3) && averages.Max() - averages.Min() > 1e-3;
    }

    private static double Share(List<IReadOnlyDictionary<string, double>> updates, Func<IReadOnlyDictionary<string, double>, bool> holds) => updates.Count(holds) / (double)updates.Count;

    private static float[] Student(TwoModes run)
    {
        using var scope = NewDisposeScope();
        return [.. run.Distiller.Student.Denoiser.Module.parameters().SelectMany(parameter => parameter.Floats())];
    }

    private static float[] Average(TwoModes run)
    {
        using var scope = NewDisposeScope();
        using var exported = Exported(run);
        return [.. exported.Module.parameters().SelectMany(parameter => parameter.Floats())];
    }

    private static double Apart(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (double)(x - y)).Sum());

    private static IDenoiser Exported(TwoModes run)
    {
        var exported = run.Teacher.CreateTrainable();
        run.Distiller.Student.Averages[0].CopyTo(exported.Module, run.Distiller.Iteration);
        return exported;
    }

    /// <summary>The Wasserstein-1 distance on the line between the
    /// exported student's samples and as many of the data.</summary>
    private static double Distance(TwoModes run)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var exported = Exported(run);
        using var generator = new Generator(5, CPU);
        const int Count = 4000;
        var t = full([Count], run.Teacher.Noise.MaxTime, dtype: ScalarType.Float64, device: CPU);
        var z = randn([Count, 1, 1, 1], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var samples = exported.Denoise(run.Teacher.Noise.PureNoise(z), t, null).flatten().sort().Values;
        var sign = rand([Count], dtype: ScalarType.Float32, device: CPU, generator: generator).ge(0.5).to(ScalarType.Float32) * 2 - 1;
        var data = (sign * 3 + 0.5 * randn([Count], dtype: ScalarType.Float32, device: CPU, generator: generator)).sort().Values;
        return (samples - data).abs().mean().item<float>();
    }
}
