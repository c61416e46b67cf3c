using System.Diagnostics;
using FDistill.Engine.Checkpoints;
using FDistill.Engine.Contracts;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Diagnostics;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Networks;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Loop;

/// <summary>f-distill. <see cref="Iterate(IReadOnlyList{Draw})"/> is Algorithm
/// 1 of the paper; the rest is setting up and putting away.</summary>
public sealed class Distiller : ITraining
{
    private readonly DistillationParts parts;
    private readonly TrainingOptions options;
    private readonly ICollective collective;
    private readonly DistillationNetworks networks;
    private readonly ScoreEstimator scores;
    private readonly RatioNormalizer ratios;
    private readonly StudentDiagnostics? diagnostics;
    private readonly DrawSource draws;

    /// <summary>Makes student, fake score and head, and warm-starts them where the options say so.</summary>
    /// <param name="parts">What the distillation is made of; they stay the caller's.</param>
    /// <param name="options">How it is done.</param>
    /// <param name="environment">Where it is computed, and the seed.</param>
    /// <param name="collective">What the processes of the run do together.</param>
    /// <param name="files">Reads the checkpoint of a warm start.</param>
    /// <exception cref="ArgumentException">Parts and options do not fit each other.</exception>
    /// <exception cref="InvalidDataException">The warm start's weights do not fit the networks.</exception>
    public Distiller(DistillationParts parts, TrainingOptions options, RunEnvironment environment, ICollective collective, IWeightFiles files)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(collective);
        this.parts = parts;
        this.options = options;
        this.collective = collective;
        networks = new(parts, options, environment, collective.World);
        (Student, FakeScore, Discriminator) = (networks.Student, networks.FakeScore, networks.Discriminator);
        scores = new(parts.Teacher, FakeScore, Discriminator, options);
        ratios = new(parts.Teacher.Noise, options.Ratio, collective, environment.Device);
        diagnostics = options.Diagnostics ? new(parts.Teacher.Noise, options.Ratio) : null;
        draws = new(parts.Teacher, parts.Dataset, options, environment, collective);
        if (options.WarmStart is not null) networks.Take(new WarmStart(options.WarmStart, files));
    }

    /// <inheritdoc/>
    public long Iteration { get; private set; }

    /// <inheritdoc/>
    public long Iterations => options.Iterations;

    /// <summary>The student: its network, and the averages of it.</summary>
    public Student Student { get; }

    /// <summary>The fake score.</summary>
    public FakeScore FakeScore { get; }

    /// <summary>The discriminator.</summary>
    public Discriminator Discriminator { get; }

    /// <summary>The running average of r in every time bin: [bins] float32.</summary>
    public Tensor RatioAverages => ratios.Averages;

    private bool IsStudentsTurn => (Iteration + 1) % options.StudentEvery == 0;

    private INoiseSchedule Noise => parts.Teacher.Noise;

    /// <inheritdoc/>
    public IterationReport Iterate()
    {
        using var scope = NewDisposeScope();
        var batches = Enumerable.Range(0, options.Accumulation).Select(_ => draws.Next()).ToList();
        parts.Teacher.OffloadIdle();
        return Iterate(batches);
    }

    /// <summary>Does one iteration on given draws. It belongs to the student, or to fake score and head.</summary>
    /// <param name="batches">The draws whose gradients make one update.</param>
    /// <returns>What was measured on the way.</returns>
    /// <exception cref="NonFiniteException">A loss or a gradient is
    /// not finite; no weight and no average has changed.</exception>
    /// <exception cref="BrokenContractException">A part did what its
    /// contract rules out; no weight and no average has changed.</exception>
    /// <exception cref="ArithmeticException">The divergence gives no sample
    /// any weight; no weight and no average has changed.</exception>
    public IterationReport Iterate(IReadOnlyList<Draw> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var clock = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        var readings = new Readings();
        Tensor? ratioAverages = null;

        if (IsStudentsTurn)
        {
            Student.Network.Begin();
            var seen = new List<Observation>();
            foreach (var draw in batches)
            {
                using var batchScope = NewDisposeScope();

                // The student makes samples x = G_θ(z), which noise takes to level t: x_t = α_t x + σ_t ε.
                draws.Random.SeedDropout();
                var x = Generate(draw, keepGraph: draw == batches[^1]);
                var sample = x.detach().requires_grad_(options.AdversarialWeight > 0);
                var noised = Noise.Perturb(sample, draw.Epsilon, draw.T);

                // There, the teacher gives s_p, the fake score s_q, and the discriminator ℓ = log r.
                var (teacher, fake, logits) = scores.At(noised, draw.T, draw.Condition);

                // The samples are to pass for real ones: the adversarial
                // term, which pulls at x by way of the teacher's features.
                var adversarial = readings.Note(Measures.AdversarialLoss, AdversarialLoss.Generator(logits));
                if (options.AdversarialWeight > 0) BackwardPass.Run(adversarial);
                seen.Add(new Observation(draw, x, sample.grad, teacher, fake, logits.detach()).Kept());
            }

            // The weight h(r) of each sample: both normalisations are over all samples of the update.
            var weights = options.MatchingWeight > 0 ? NormalizedWeights(seen, readings, out ratioAverages) : null;
            diagnostics?.NoteScores(readings, seen, weights);

            // The batch whose graph was kept comes first, which frees
            // it; for the others, the student's pass is made again.
            foreach (var (number, batch) in seen.Index().Reverse())
            {
                using var batchScope = NewDisposeScope();
                var x = number == seen.Count - 1 ? batch.X : Generate(batch.Draw, keepGraph: true);
                var loss = options.AdversarialWeight * Pull(x, batch.AdversarialGradient);

                // Their distribution is to match the teacher's: the score difference, weighted by h(r), Eq. 4.
                if (weights is not null)
                    loss += options.MatchingWeight * readings.Note(Measures.MatchingLoss, MatchingLoss.Of(x, batch.Teacher!, batch.FakeScore!, weights[number]));

                BackwardPass.Run(loss / batches.Count);
                Student.Network.Accumulate();
            }
        }

        if (!IsStudentsTurn || options.FakeScoreInEveryTurn)
        {
            FakeScore.Network.Begin();
            Discriminator.Network.Begin();
            foreach (var draw in batches)
            {
                using var batchScope = NewDisposeScope();
                draws.Random.SeedDropout();

                // The student makes samples, which noise takes to level t, as it takes real ones to theirs.
                var (x, noised, real) = SamplesAndReal(draw);

                // The fake score learns to denoise the samples: so its score stays s_q.
                var denoised = FakeScore.Denoise(noised, draw.T, draw.Condition);
                var loss = readings.Note(Measures.FakeScoreLoss, DenoisingLoss.Of(denoised, x, draw.T, Noise, options.Denoising));

                // The head learns to tell them from real ones: so its logit becomes log r.
                var logits = Discriminator.Compare(noised, real, draw);
                loss += readings.Note(Measures.HeadLoss, AdversarialLoss.Head(logits.Generated, logits.Real));
                if (logits.Penalty is not null)
                    loss += options.GradientPenalty.Gamma * readings.Note(Measures.GradientPenalty, logits.Penalty);

                BackwardPass.Run(loss / batches.Count);
                FakeScore.Network.Accumulate();
                Discriminator.Network.Accumulate();
            }
        }

        // All gradients are known before any weight changes: a step that fails changes nothing.
        var report = Step(readings, ratioAverages, batches);
        Iteration++;
        return new(Iteration, clock.Elapsed.TotalSeconds, report);
    }

    /// <inheritdoc/>
    public TrainingState Save()
    {
        var files = networks.Save(Iteration);
        files.Add("ratios", [KeyValuePair.Create("averages", ratios.Averages)]);
        return new(files, new Dictionary<string, long>(draws.Random.Save())
        {
            ["iteration"] = Iteration,
            ["studentUpdates"] = Student.Updates,
            ["datasetPosition"] = draws.Position,
        });
    }

    /// <inheritdoc/>
    public void Load(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        draws.Random.Load(state);
        networks.Load(state);
        SavedTensors.Copy(state.File("ratios"), [KeyValuePair.Create("averages", ratios.Averages)], "the checkpoint's ratios");
        draws.Seek(state.Count("datasetPosition"));
        Student.Updates = state.Count("studentUpdates");
        Iteration = state.Count("iteration");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        draws.Dispose();
        ratios.Dispose();
        networks.Dispose();
    }

    /// <summary>The student's samples of a draw: with their graph, or, where others are to be seen first,
    /// without. The student has no dropout, so that a second pass makes the same samples.</summary>
    private Tensor Generate(Draw draw, bool keepGraph)
    {
        using var mode = enable_grad(keepGraph);
        return Student.Generate(draw.StudentInput, draw.StudentT, draw.Condition);
    }

    /// <summary>A loss whose gradient with respect to x is the given one; 0 where there is none.</summary>
    private static Tensor Pull(Tensor x, Tensor? gradient) => gradient is null ? x.new_zeros([]) : (x * gradient).sum();

    /// <summary>h(r) of each batch, after stage 1, r over its average in the
    /// time bin, and stage 2, h over its mean, both over all batches.</summary>
    private Tensor[] NormalizedWeights(List<Observation> seen, Readings readings, out Tensor averages)
    {
        using var scope = NewDisposeScope();
        var t = cat([.. seen.Select(batch => batch.Draw.T)]);
        var ratio = RatioEstimate.Of(cat([.. seen.Select(batch => batch.Logits)]), options.Ratio);
        var (normalized, updated) = ratios.Normalize(ratio, t);
        var weight = DivergenceWeight.Of(parts.Divergence, normalized);
        var mean = WeightNormalizer.Mean(weight, collective);
        readings.NoteWeights(ratio, options.Ratio, weight, mean);
        readings.NoteBins(updated);
        diagnostics?.NoteRatio(readings, ratio, t);
        averages = updated.MoveToOuterDisposeScope();
        return [.. (options.NormalizeWeight ? WeightNormalizer.Normalize(weight, mean) : weight).chunk(seen.Count).Select(chunk => chunk.MoveToOuterDisposeScope())];
    }

    private (Tensor X, Tensor Noised, Tensor Real) SamplesAndReal(Draw draw)
    {
        using var ungraded = no_grad();
        var x = Student.Generate(draw.StudentInput, draw.StudentT, draw.Condition);
        return (x, Noise.Perturb(x, draw.Epsilon, draw.T), Noise.Perturb(draw.Real, draw.RealEpsilon, draw.RealT));
    }

    /// <summary>Makes the step of every network that has a gradient, or of none; of
    /// one that would not be finite, the part that is to blame is named.</summary>
    private Dictionary<string, double> Step(Readings readings, Tensor? ratioAverages, IReadOnlyList<Draw> batches)
    {
        using var scope = NewDisposeScope();
        (string Norm, TrainedNetwork Network)[] all =
        [
            (Measures.StudentGradientNorm, Student.Network), (Measures.FakeScoreGradientNorm, FakeScore.Network), (Measures.HeadGradientNorm, Discriminator.Network),
        ];
        var learning = all[(IsStudentsTurn ? 0 : 1)..(IsStudentsTurn && !options.FakeScoreInEveryTurn ? 1 : 3)];
        foreach (var (norm, network) in learning) readings.Note(norm, network.FinishGradient(collective));
        var report = readings.Fetch();
        WeightReadings.Check(report, parts.Divergence, options.NormalizeWeight);
        try
        {
            StepGuard.Check(report, Iteration, [.. learning.Select(pair => pair.Network)]);
        }
        catch (NonFiniteException) when (new NonFiniteSearch(parts, Student, Discriminator).Find(batches) is { } broken)
        {
            throw broken;
        }

        if (ratioAverages is not null) ratios.Take(ratioAverages);
        if (IsStudentsTurn) report[Measures.LearningRate] = Student.Step(Iteration, report[Measures.StudentGradientNorm]);
        foreach (var (norm, network) in learning.Where(pair => pair.Network != Student.Network)) network.Step(Iteration, report[norm]);
        return report;
    }
}
