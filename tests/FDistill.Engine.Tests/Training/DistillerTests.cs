using FDistill.Engine.Objective;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Plugins.Divergences;
using FDistill.Tests.Shared;
using FDistill.Torch;

namespace FDistill.Engine.Tests.Training;

public sealed class DistillerTests
{
    [Fact]
    public void Every_fifth_iteration_is_the_students_and_replaces_that_of_fake_score_and_head()
    {
        using var run = new TwoModes(training => training.StudentEvery = 5);

        var changed = Enumerable.Range(0, 10).Select(_ => Changed(run)).ToList();

        Assert.All(Turns(changed, student: false), turn => Assert.Equal((false, true, true), turn));
        Assert.All(Turns(changed, student: true), turn => Assert.Equal((true, false, false), turn));
    }

    [Fact]
    public void In_the_other_sense_the_watchers_have_every_iteration()
    {
        using var run = new TwoModes(training => (training.StudentEvery, training.FakeScoreInEveryTurn) = (5, true));

        var changed = Enumerable.Range(0, 10).Select(_ => Changed(run)).ToList();

        Assert.All(Turns(changed, student: false), turn => Assert.Equal((false, true, true), turn));
        Assert.All(Turns(changed, student: true), turn => Assert.Equal((true, true, true), turn));
    }

    [Fact]
    public void In_the_bench_of_these_tests_stage_1_acts_in_every_update()
    {
        using var run = new TwoModes(training => training.StudentEvery = 2, divergence: new JensenShannon());

        var updates = run.Iterate(20).Select(report => report.Values).Where(values => values.ContainsKey(Measures.MeanWeight)).ToList();

        Assert.Equal(10, updates.Count);
        Assert.All(updates, values => Assert.All(Enumerable.Range(0, 10), bin => Assert.NotEqual(1, values[Measures.RatioBin(bin)])));
        Assert.All(updates, values => Assert.True(values[Measures.MaxWeight] > values[Measures.MinWeight]));
    }

    [Fact]
    public void Without_an_adversarial_term_the_head_is_still_trained()
    {
        using var run = new TwoModes(training => training.AdversarialWeight = 0);

        Assert.Equal((false, true, true), Changed(run));
        Assert.Contains(Measures.MatchingLoss, run.Iterate(4)[^1].Values);
    }

    [Fact]
    public void With_the_adversarial_term_alone_no_score_is_matched()
    {
        using var run = new TwoModes(training => (training.StudentEvery, training.MatchingWeight, training.AdversarialWeight) = (1, 0, 1));

        var before = run.StudentWeights();
        var report = run.Iterate(1)[0];

        Assert.NotEqual(before, run.StudentWeights());
        Assert.Contains(Measures.AdversarialLoss, report.Values);
        Assert.DoesNotContain(Measures.MatchingLoss, report.Values);
        Assert.DoesNotContain(Measures.MeanWeight, report.Values);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    public void A_student_of_several_steps_learns_from_noised_real_samples_too(int steps, bool learns)
    {
        // In a first iteration that is the student's, real samples are nothing but what it starts from.
        float[] After(double mean)
        {
            using var run = new TwoModes(training => (training.StudentSteps, training.StudentEvery) = (steps, 1), data: [new() { Mean = [mean], Variance = 0.25 }]);
            run.Iterate(1);
            return run.StudentWeights();
        }

        Assert.Equal(learns, !After(-3).SequenceEqual(After(3)));
    }

    [Theory]
    [InlineData(FeatureSource.Teacher)]
    [InlineData(FeatureSource.FakeScore)]
    [InlineData(FeatureSource.FakeScoreTrained)]
    public void The_head_looks_at_features_of_the_chosen_network_and_of_no_other(FeatureSource source)
    {
        var (plain, otherTeacher, otherFakeScore) = (Losses(_ => { }), Losses(run => SmallImages.Move(run.Teacher.Denoiser.Module, 0.1)), Losses(run => run.MoveFakeScore()));

        var (seen, unseen) = source == FeatureSource.Teacher ? (otherTeacher, otherFakeScore) : (otherFakeScore, otherTeacher);
        Assert.Equal(plain, unseen);
        Assert.True(Math.Abs(plain.Head - seen.Head) > 1e-3, $"{plain.Head} and {seen.Head}");
        Assert.True(Math.Abs(plain.Adversarial - seen.Adversarial) > 1e-3, $"{plain.Adversarial} and {seen.Adversarial}");

        // Both iterations, of a student that stays as it is.
        (double Head, double Adversarial) Losses(Action<SmallImages> change)
        {
            using var run = new SmallImages(training =>
            {
                (training.StudentEvery, training.FakeScoreInEveryTurn, training.Student.LearningRate) = (1, true, 0);
                training.Discriminator.Features = source;
            });
            change(run);
            using var scope = TorchSharp.torch.NewDisposeScope();
            var report = run.Distiller.Iterate([Draws.Of(run.Teacher, 8, seed: 3)]).Values;
            return (report[Measures.HeadLoss], report[Measures.AdversarialLoss]);
        }
    }

    [Theory]
    [InlineData(FeatureSource.Teacher, 0)]
    [InlineData(FeatureSource.FakeScore, 0)]
    [InlineData(FeatureSource.FakeScoreTrained, 0.25)]
    public void The_head_s_loss_trains_a_fake_score_that_is_trained_along_by_the_stated_share_and_no_other(FeatureSource source, double share)
    {
        SmallImages Run() => new(training =>
        {
            training.Discriminator = new() { Features = source, FeatureLossWeight = 0.25 };
            training.FakeScore.ClipNorm = 0;
        });
        using var run = Run();
        using var reference = Run();
        using var scope = TorchSharp.torch.NewDisposeScope();
        var draw = Draws.Of(run.Teacher, 8, seed: 3);
        float[] Gradient(SmallImages of) => [.. of.Distiller.FakeScore.Network.Gradients.SelectMany(pair => pair.Value.Floats())];

        run.Distiller.Iterate([draw]);

        var (fakeScore, discriminator, noise) = (reference.Distiller.FakeScore, reference.Distiller.Discriminator, reference.Teacher.Noise);
        var x = reference.Distiller.Student.Generate(draw.StudentInput, draw.StudentT, null).detach();
        var (noised, real) = (noise.Perturb(x, draw.Epsilon, draw.T), noise.Perturb(draw.Real, draw.RealEpsilon, draw.RealT));
        BackwardPass.Run(DenoisingLoss.Of(fakeScore.Denoise(noised, draw.T, null), x, draw.T, noise, DenoisingError.Sample));
        var denoising = Gradient(reference);
        fakeScore.Network.Begin();
        TorchSharp.torch.Tensor Logits(TorchSharp.torch.Tensor at, TorchSharp.torch.Tensor t) =>
            discriminator.Logits(fakeScore.Denoiser.Features(at, t, null, discriminator.Wanted), t, null);
        BackwardPass.Run(AdversarialLoss.Head(Logits(noised, draw.T), Logits(real, draw.RealT)));
        var head = Gradient(reference);

        Assert.True(head.Max(Math.Abs) > 1e-2, $"the head's loss has a gradient of {head.Max(Math.Abs)} at most");
        Assert.Equal([.. denoising.Zip(head, (own, other) => own + (float)share * other)], Gradient(run), Near.Within(1e-4f));
    }

    [Theory]
    [InlineData(GradientPenaltyForm.Perturbed)]
    [InlineData(GradientPenaltyForm.Exact)]
    [InlineData(GradientPenaltyForm.CleanImage)]
    [InlineData(GradientPenaltyForm.Features)]
    public void Every_form_of_R1_reaches_the_head(GradientPenaltyForm form)
    {
        using var with = new TwoModes(training => (training.GradientPenalty.Form, training.GradientPenalty.Gamma) = (form, 1));
        using var without = new TwoModes();

        var (penalised, plain) = (with.Iterate(1)[0].Values, without.Iterate(1)[0].Values);

        Assert.True(penalised[Measures.GradientPenalty] > 0);
        Assert.Equal(plain[Measures.HeadLoss], penalised[Measures.HeadLoss], 6);
        Assert.NotEqual(plain[Measures.HeadGradientNorm], penalised[Measures.HeadGradientNorm]);
        Assert.Equal(plain[Measures.FakeScoreGradientNorm], penalised[Measures.FakeScoreGradientNorm]);
    }

    [Fact]
    public void A_iteration_tells_what_it_measured()
    {
        using var run = new TwoModes(divergence: new JensenShannon());

        var reports = run.Iterate(5);

        Assert.Equal([1L, 2, 3, 4, 5], reports.Select(report => report.Iteration));
        Assert.Equal(
            [Measures.FakeScoreGradientNorm, Measures.FakeScoreLoss, Measures.HeadGradientNorm, Measures.HeadLoss],
            reports[0].Values.Keys.Order());
        var student = reports[4].Values;
        Assert.InRange(student[Measures.MeanWeight], student[Measures.MinWeight], student[Measures.MaxWeight]);
        Assert.InRange(student[Measures.EffectiveSampleShare], 1.0 / 16, 1);
        Assert.Equal(1e-4, student[Measures.LearningRate]);
        Assert.Equal(10, student.Keys.Count(key => key.StartsWith("ratioBin", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        float[] After(long seed)
        {
            using var run = new TwoModes(seed: seed);
            run.Iterate(6);
            return run.Weights();
        }

        Assert.Equal(After(1), After(1));
        Assert.NotEqual(After(1), After(2));
    }

    [Fact]
    public void Guidance_without_an_empty_condition_is_refused_with_the_way_out()
    {
        var error = Assert.Throws<ArgumentException>(() => new TwoModes(training => training.Guidance = 3));
        Assert.Contains("training.guidance is 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("set it to 1", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(bool Student, bool FakeScore, bool Head)> Turns(List<(bool Student, bool FakeScore, bool Head)> changed, bool student) =>
        changed.Where((_, turn) => ((turn + 1) % 5 == 0) == student);

    private static (bool Student, bool FakeScore, bool Head) Changed(TwoModes run)
    {
        float[][] Weights() => [.. new[] { run.Distiller.Student.Network, run.Distiller.FakeScore.Network, run.Distiller.Discriminator.Network }.Select(network => network.Weights.Floats())];
        var before = Weights();
        run.Distiller.Iterate();
        var after = Weights();
        return (!before[0].SequenceEqual(after[0]), !before[1].SequenceEqual(after[1]), !before[2].SequenceEqual(after[2]));
    }
}
