using FDistill.Engine.Evaluation;
using FDistill.Engine.Tests.Support;
using FDistill.Teachers;
using FDistill.Tests.Shared;

namespace FDistill.Engine.Tests.Evaluation;

public sealed class TeacherSubjectTests
{
    [Fact]
    public void Ways_of_sampling_are_told_by_sampler_steps_and_guidance()
    {
        var options = new EvaluationOptions
        {
            TeacherSamplers = [new() { Sampler = "ode", Steps = 50, Guidance = 3 }, new() { Sampler = "sde", Guidance = 1 }, new() { Sampler = "heun", Steps = 18, Guidance = 1 }],
        };
        Assert.Equal(["ode 50, guidance 3", "sde 20", "heun 18"], Names(new TwoSamplers(), options));
    }

    [Fact]
    public void A_teacher_that_brings_samplers_is_measured_once_as_is_customary_for_it_and_any_other_at_four_numbers_of_evaluations()
    {
        Assert.Equal(["ode 10, guidance 5"], Names(new TwoSamplers(), new EvaluationOptions()));
        Assert.Equal(["5 evaluations", "9 evaluations", "13 evaluations", "35 evaluations"], Names(new LabelledTeacher(), new EvaluationOptions()));
        Assert.Equal(["7 evaluations"], Names(new LabelledTeacher(), new EvaluationOptions { TeacherSteps = [4] }));
        Assert.Empty(Names(new LabelledTeacher(), new EvaluationOptions { TeacherSamplers = [] }));
    }

    [Fact]
    public void A_sampler_that_the_teacher_does_not_have_is_refused_with_those_that_it_has() =>
        Assert.Contains("ode, sde, heun, euler", Assert.Throws<ArgumentException>(() => Names(new TwoSamplers(), new EvaluationOptions { TeacherSamplers = [new() { Sampler = "dpm" }] })).Message);

    [Fact]
    public void Added_noise_makes_another_subject()
    {
        var ways = TeacherSubject.Of(new LabelledTeacher(), new EvaluationOptions { TeacherSamplers = [new(), new() { Churn = 40 }, new() { Churn = 40, ChurnTo = 50 }] });
        Assert.Equal(["heun 18", "heun 18, churn 40", "heun 18, churn 40"], ways.Select(way => way.Name));
        Assert.Equal(3, ways.Select(way => way.Identity).Distinct().Count());
    }

    private static IEnumerable<string> Names(ITeacher teacher, EvaluationOptions options) => TeacherSubject.Of(teacher, options).Select(subject => subject.Name);
}
