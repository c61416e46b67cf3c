using System.ComponentModel.DataAnnotations;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Optimisation;

namespace FDistill.Engine.Tests.Training;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData(LearningRateShape.Constant, 0, 1.0)]
    [InlineData(LearningRateShape.Constant, 999, 1.0)]
    [InlineData(LearningRateShape.TwoStage, 399, 1.0)]
    [InlineData(LearningRateShape.TwoStage, 400, 0.25)]
    [InlineData(LearningRateShape.TwoStage, 999, 0.25)]
    [InlineData(LearningRateShape.Linear, 400, 1.0)]
    [InlineData(LearningRateShape.Linear, 700, 0.625)]
    [InlineData(LearningRateShape.Linear, 1000, 0.25)]
    [InlineData(LearningRateShape.Cosine, 400, 1.0)]
    [InlineData(LearningRateShape.Cosine, 700, 0.625)]
    [InlineData(LearningRateShape.Cosine, 1000, 0.25)]
    public void A_shape_begins_at_its_iteration_and_ends_at_its_share(LearningRateShape shape, long iteration, double share)
    {
        var schedule = new LearningRateSchedule(new() { Shape = shape, DecayFrom = 400, FinalShare = 0.25 }, rate: 2e-6, iterations: 1000);
        Assert.Equal(2e-6 * share, schedule.At(iteration), 12);
    }

    [Fact]
    public void A_warm_up_rises_in_a_straight_line_and_never_is_zero()
    {
        var schedule = new LearningRateSchedule(new() { WarmUp = 4 }, rate: 1, iterations: 1000);
        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 1], Enumerable.Range(0, 6).Select(iteration => schedule.At(iteration)));
    }

    [Theory]
    [InlineData(LearningRateShape.TwoStage, 400, 0.0, "finalShare is 0")]
    [InlineData(LearningRateShape.TwoStage, 0, 0.25, "decayFrom is 0")]
    [InlineData(LearningRateShape.TwoStage, 400, 0.25, null)]
    [InlineData(LearningRateShape.Linear, 0, 0.0, null)]
    [InlineData(LearningRateShape.Cosine, 0, 0.0, null)]
    [InlineData(LearningRateShape.Constant, 0, 0.0, null)]
    public void Two_stages_need_a_second_rate_and_a_place_where_it_begins(LearningRateShape shape, long decayFrom, double finalShare, string? problem)
    {
        var options = new LearningRateOptions { Shape = shape, DecayFrom = decayFrom, FinalShare = finalShare };
        AssertProblem(problem, options);
    }

    [Fact]
    public void A_shortened_run_may_end_before_its_rate_changes()
    {
        var optimizer = new OptimizerOptions { Schedule = new() { Shape = LearningRateShape.Linear, DecayFrom = 1000 } };
        AssertProblem(null, new TrainingOptions { Iterations = 100, Student = optimizer });
    }

    private static void AssertProblem(string? expected, IValidatableObject options)
    {
        var found = options.Validate(new ValidationContext(options)).Select(problem => problem.ErrorMessage!).ToList();
        if (expected is null) Assert.Empty(found);
        else Assert.Contains(expected, Assert.Single(found), StringComparison.Ordinal);
    }
}
