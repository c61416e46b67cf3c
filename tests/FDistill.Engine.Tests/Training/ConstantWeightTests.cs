using FDistill.Divergences;
using FDistill.Engine.DryRuns;
using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Plugins.Divergences;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>With a divergence whose h is the same for every ratio nothing
/// of the ratio reaches the student, and a run says so.</summary>
public sealed class ConstantWeightTests
{
    public static TheoryData<string, object> OfTheRatio => new()
    {
        { "logClamp", 0.01 }, { "lower", 5.0 }, { "upper", 0.2 }, { "normalize", false }, { "bins", 3 }, { "binning", Binning.Draws }, { "emaRate", 0.5 }, { "shrinkage", 1.0 },
    };

    [Theory]
    [MemberData(nameof(OfTheRatio))]
    public void With_reverse_KL_an_option_of_the_ratio_is_said_to_have_no_effect_and_has_none(string name, object value)
    {
        var (standing, changed) = (Run(new ReverseKl(), _ => { }), Run(new ReverseKl(), options => Set(options, name, value)));
        Assert.Contains($"training.ratio.{name} has no effect: the divergence's h is the same for every ratio", changed.Idle);
        Assert.Empty(standing.Idle);
        Assert.Equal(standing.Weights, changed.Weights);
    }

    [Theory]
    [MemberData(nameof(OfTheRatio))]
    public void With_JS_the_same_options_act_and_nothing_is_said(string name, object value)
    {
        var (standing, changed) = (Run(new JensenShannon(), _ => { }), Run(new JensenShannon(), options => Set(options, name, value)));
        Assert.Empty(changed.Idle);
        Assert.NotEqual(standing.Weights, changed.Weights);
    }

    private static void Set(TrainingOptions options, string name, object value) =>
        typeof(RatioOptions).GetProperty(char.ToUpperInvariant(name[0]) + name[1..])!.SetValue(options.Ratio, value);

    private static (float[] Weights, IReadOnlyList<string> Idle) Run(IDivergence divergence, Action<TrainingOptions> change)
    {
        using var scope = NewDisposeScope();
        TrainingOptions? given = null;
        using var run = new TwoModes(
            options =>
            {
                (options.Iterations, options.StudentEvery, options.Student.LearningRate, options.Head.LearningRate) = (6, 2, 1e-2, 1e-2);
                change(given = options);
            },
            divergence: divergence);
        run.Iterate(6);
        return (run.Weights(), [.. IdleOptions.Of(given!, divergence, CPU).Select(idle => idle.Sentence)]);
    }
}
