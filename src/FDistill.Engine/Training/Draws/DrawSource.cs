using FDistill.Datasets;
using FDistill.Engine.Objective;
using FDistill.Runs;
using FDistill.Teachers;
using static FDistill.Engine.Training.Draws.RandomStreams;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Draws;

/// <summary>Makes draws: batches of the dataset, and random numbers.</summary>
internal sealed class DrawSource : IDisposable
{
    private readonly ITeacher teacher;
    private readonly IDataset dataset;
    private readonly TrainingOptions options;
    private readonly Device device;
    private readonly DataRequest request;
    private readonly Tensor studentTimes;
    private readonly bool drawsPenaltyNoise;
    private IDataStream stream;

    public DrawSource(ITeacher teacher, IDataset dataset, TrainingOptions options, RunEnvironment environment, ICollective collective)
    {
        this.teacher = teacher;
        this.dataset = dataset;
        this.options = options;
        device = environment.Device;
        request = new() { Batch = options.Batch, Seed = environment.Seed, Rank = collective.Rank, World = collective.World };
        stream = dataset.Open(request);
        Random = new(environment.Seed, collective.Rank, device);
        studentTimes = tensor(teacher.Noise.StudentTimes(options.StudentSteps).ToArray(), dtype: ScalarType.Float64, device: device).DetachFromDisposeScope();
        drawsPenaltyNoise = options.GradientPenalty is { Gamma: > 0, Form: GradientPenaltyForm.Perturbed or GradientPenaltyForm.CleanImage };
    }

    /// <summary>The random numbers.</summary>
    public RandomStreams Random { get; }

    /// <summary>The position in the dataset.</summary>
    public long Position => stream.Position;

    /// <summary>Resumes at a position in the dataset.</summary>
    public void Seek(long position)
    {
        stream.Dispose();
        stream = dataset.Open(request with { Position = position });
    }

    /// <summary>The next draw, in the caller's dispose scope.</summary>
    public Draw Next()
    {
        var batch = stream.Next()!;
        var real = Samples(batch);
        var shape = teacher.Sample.Batch(options.Batch);
        var (input, studentT) = StudentStart(real, Random.Normal(Purpose.Latent, shape));
        var t = teacher.Noise.Quantile(Random.Uniform(Purpose.Time, options.Batch));
        var epsilon = Random.Normal(Purpose.Noise, shape);
        var same = options.Discriminator.SameNoise;
        return new()
        {
            Real = real,
            Condition = teacher.Conditions.Encode(batch),
            StudentInput = input,
            StudentT = studentT,
            T = t,
            Epsilon = epsilon,
            RealT = same ? t : teacher.Noise.Quantile(Random.Uniform(Purpose.RealTime, options.Batch)),
            RealEpsilon = same ? epsilon : Random.Normal(Purpose.RealNoise, shape),
            PenaltyNoise = drawsPenaltyNoise ? Random.Normal(Purpose.Penalty, shape) : null,
        };
    }

    public void Dispose()
    {
        stream.Dispose();
        studentTimes.Dispose();
        Random.Dispose();
    }

    private Tensor Samples(DataBatch batch)
    {
        var samples = RealSamples.Of(batch, teacher, Random, device);
        var expected = teacher.Sample.Batch(options.Batch);
        if (!samples.shape.SequenceEqual(expected))
            throw new InvalidOperationException($"the dataset gives samples [{string.Join(", ", samples.shape)}], the teacher expects [{string.Join(", ", expected)}]");
        return samples;
    }

    /// <summary>Pure noise at the student's first time; at a later one, real
    /// samples noised to it. Each sample draws its time (FastGen).</summary>
    private (Tensor Input, Tensor T) StudentStart(Tensor real, Tensor z)
    {
        var pure = teacher.Noise.PureNoise(z);
        if (options.StudentSteps == 1) return (pure, studentTimes.expand(options.Batch));
        var step = (Random.Uniform(Purpose.StudentTime, options.Batch) * options.StudentSteps).floor().to(ScalarType.Int64);
        var t = studentTimes.index_select(0, step);
        return (where(step.eq(0).view(-1, 1, 1, 1), pure, teacher.Noise.Perturb(real, z, t)), t);
    }
}
