using System.Diagnostics;
using FDistill.Engine.Checkpoints;
using FDistill.Engine.Contracts;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Diagnostics;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.Training;

/// <summary>f-distill. <see cref="Iterate(IReadOnlyList{Draw})"/> is Algorithm 1 of the paper; the rest is setting up and putting away.</summary>
public sealed class Distiller : ITraining
{
    private readonly DistillationParts parts;
    private readonly TrainingOptions options;
    private readonly ICollective collective;
    private readonly Networks networks;
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
    public Student Student => networks.Student;

    /// <summary>The fake score.</summary>
    public FakeScore FakeScore => networks.FakeScore;

    /// <summary>The discriminator.</summary>
    public Discriminator Discriminator => networks.Discriminator;

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

    /// <summary>Does one turn on given draws. It belongs to the student, or to its two watchers, fake score and discriminator.</summary>
    /// <param name="batches">The draws whose gradients make one update.</param>
    /// <returns>What was measured on the way.</returns>
    /// <exception cref="NonFiniteException">A loss or a gradient is not finite; no weight has changed.</exception>
    /// <exception cref="BrokenContractException">A part did what its contract rules out; no weight has changed.</exception>
    public IterationReport Iterate(IReadOnlyList<Draw> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var clock = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        var report = new Dictionary<string, double>();

        if (IsStudentsTurn)
        {
            var readings = new Readings();
            Student.Network.Begin();
            foreach (var draw in batches)
            {
                using var batchScope = NewDisposeScope();
                draws.Random.SeedDropout();

                // The student makes samples x = G_θ(z), which noise takes to level t: x_t = α_t x + σ_t ε.
                var x = Student.Generate(draw.StudentInput, draw.StudentT, draw.Condition);
                var noised = Noise.Perturb(x, draw.Epsilon, draw.T);

                // There, the teacher tells s_p, the fake score s_q, and the discriminator ℓ = log r.
                var (teacher, fake, logits) = scores.At(noised, draw.T, draw.Condition);

                // The samples are to pass for real ones: the adversarial term.
                var loss = options.AdversarialWeight * readings.Note(Measures.AdversarialLoss, AdversarialLoss.Generator(logits));

                // Their distribution is to match the teacher's: the score difference, weighted by h(r), Eq. 4.
                GradientComparison? gradients = null;
                if (teacher is not null && fake is not null)
                {
                    var h = NormalizedWeight(logits, draw.T, readings);
                    loss += options.MatchingWeight * readings.Note(Measures.MatchingLoss, MatchingLoss.Of(x, teacher, fake, h));
                    gradients = diagnostics?.NoteScores(readings, x, noised, teacher, fake, h, draw.T);
                }

                BackwardPass.Run(loss / batches.Count);
                gradients?.Note(readings);
                Student.Network.Accumulate();
            }
            Step(() => StepStudent(readings, report), batches);
        }

        if (!IsStudentsTurn || options.FakeScoreInEveryTurn)
        {
            var readings = new Readings();
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
                var verdicts = Discriminator.Compare(noised, real, draw);
                loss += readings.Note(Measures.HeadLoss, AdversarialLoss.Head(verdicts.Generated, verdicts.Real));
                if (verdicts.Penalty is not null)
                    loss += options.GradientPenalty.Gamma * readings.Note(Measures.GradientPenalty, verdicts.Penalty);

                BackwardPass.Run(loss / batches.Count);
                FakeScore.Network.Accumulate();
                Discriminator.Network.Accumulate();
            }
            Step(() => StepWatchers(readings, report), batches);
        }

        Iteration++;
        return new(Iteration, clock.Elapsed.TotalSeconds, report);
    }

    /// <inheritdoc/>
    public TrainingState Save()
    {
        var files = networks.Save();
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
        draws.Seek(state.Counter("datasetPosition"));
        Student.Updates = state.Counter("studentUpdates");
        Iteration = state.Counter("iteration");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        draws.Dispose();
        ratios.Dispose();
        networks.Dispose();
    }

    /// <summary>h(r), after stage 1, r over its average in the time bin, and stage 2, h over its mean in the batch.</summary>
    private Tensor NormalizedWeight(Tensor logits, Tensor t, Readings readings)
    {
        var ratio = RatioEstimate.Of(logits, options.Ratio);
        var weight = DivergenceWeight.Of(parts.Divergence, ratios.Normalize(ratio, t));
        var mean = WeightNormalizer.Mean(weight, collective);
        readings.NoteWeights(ratio, options.Ratio, weight, mean);
        diagnostics?.NoteRatio(readings, ratio, t);
        return options.NormalizeWeight ? WeightNormalizer.Normalize(weight, mean) : weight;
    }

    private (Tensor X, Tensor Noised, Tensor Real) SamplesAndReal(Draw draw)
    {
        using var ungraded = no_grad();
        var x = Student.Generate(draw.StudentInput, draw.StudentT, draw.Condition);
        return (x, Noise.Perturb(x, draw.Epsilon, draw.T), Noise.Perturb(draw.Real, draw.RealEpsilon, draw.RealT));
    }

    /// <summary>Makes a step; of one that would not be finite, a part that is to blame is told.</summary>
    private void Step(Action step, IReadOnlyList<Draw> batches)
    {
        try
        {
            step();
        }
        catch (NonFiniteException) when (new NonFiniteSearch(parts, Student, Discriminator).Find(batches) is { } broken)
        {
            throw broken;
        }
    }

    private void StepStudent(Readings readings, Dictionary<string, double> report)
    {
        using var scope = NewDisposeScope();
        readings.NoteBins(ratios.Averages);
        readings.Note(Measures.StudentGradientNorm, Student.Network.FinishGradient(collective));
        readings.FetchInto(report);
        WeightReadings.Check(report, parts.Divergence, options.NormalizeWeight);
        StepGuard.Check(report, Iteration, Student.Network);
        report[Measures.LearningRate] = Student.Step(Iteration, report[Measures.StudentGradientNorm]);
    }

    private void StepWatchers(Readings readings, Dictionary<string, double> report)
    {
        using var scope = NewDisposeScope();
        readings.Note(Measures.FakeScoreGradientNorm, FakeScore.Network.FinishGradient(collective));
        readings.Note(Measures.HeadGradientNorm, Discriminator.Network.FinishGradient(collective));
        readings.FetchInto(report);
        StepGuard.Check(report, Iteration, FakeScore.Network, Discriminator.Network);
        FakeScore.Network.Step(Iteration, report[Measures.FakeScoreGradientNorm]);
        Discriminator.Network.Step(Iteration, report[Measures.HeadGradientNorm]);
    }
}
