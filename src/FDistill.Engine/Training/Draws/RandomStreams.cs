using FDistill.Engine.Checkpoints;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Draws;

/// <summary>
/// A training's random numbers: a stream of draws for each purpose, so that
/// a change in how one is used leaves the others' numbers as they were.
/// </summary>
/// <remarks>Numbers are the same on every device. The next ones depend on
/// the seed and the counts of draws alone, and these are saved.</remarks>
public sealed class RandomStreams : IDisposable
{
    private const string SeedCounter = "seed", DrawsCounter = "draws.", OldFile = "random";

    private readonly long seed;
    private readonly Device device;
    private readonly Dictionary<Purpose, RandomStream> streams;

    /// <summary>Begins the streams.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="rank">The process's number: every process draws its own numbers.</param>
    /// <param name="device">Where the numbers are wanted.</param>
    public RandomStreams(long seed, int rank, Device device)
    {
        (this.seed, this.device) = (seed, device);
        streams = Enum.GetValues<Purpose>().ToDictionary(purpose => purpose, purpose => new RandomStream(seed, rank, (int)purpose));
    }

    /// <summary>What random numbers are for. A new one goes last:
    /// the numbers of the others depend on their places.</summary>
    public enum Purpose
    {
        /// <summary>The student's z.</summary>
        Latent,

        /// <summary>Which of its own times a student of several steps is trained at.</summary>
        StudentTime,

        /// <summary>t.</summary>
        Time,

        /// <summary>ε.</summary>
        Noise,

        /// <summary>t of real samples.</summary>
        RealTime,

        /// <summary>ε of real samples.</summary>
        RealNoise,

        /// <summary>Directions of R1.</summary>
        Penalty,

        /// <summary>The posterior of latent codecs.</summary>
        Codec,

        /// <summary>Augmentations of a teacher's training samples.</summary>
        Augmentation,

        /// <summary>Which of a teacher's training samples have no label.</summary>
        LabelDropout,

        /// <summary>Dropout inside networks.</summary>
        Dropout,
    }

    /// <summary>A generator for the next draw of a purpose.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <returns>A generator on the CPU; valid until the purpose's next draw.</returns>
    public Generator Next(Purpose purpose) => streams[purpose].Next();

    /// <summary>Standard normal numbers, float32.</summary>
    public Tensor Normal(Purpose purpose, long[] shape) => Next(purpose).Normal(shape, device);

    /// <summary>Uniform numbers in [0, 1): [count] float64.</summary>
    public Tensor Uniform(Purpose purpose, long count) => Next(purpose).Uniform([count], device, ScalarType.Float64);

    /// <summary>Seeds the process's default generators, from which
    /// dropout draws, for the next pass through networks.</summary>
    public void SeedDropout() => DefaultGenerators.Seed(streams[Purpose.Dropout].NextSeed());

    /// <summary>The seed and how many draws were made, by name.</summary>
    public IReadOnlyDictionary<string, long> Save() =>
        streams.Select(pair => KeyValuePair.Create(Counter(pair.Key), pair.Value.Draws)).Append(KeyValuePair.Create(SeedCounter, seed)).ToDictionary();

    /// <summary>Continues where the streams of a saved training were.</summary>
    /// <param name="state">The training's state, whose counters hold what <see cref="Save"/> returned.</param>
    /// <exception cref="InvalidDataException">It holds no such counters, or those of another seed.</exception>
    public void Load(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Files.TryGetValue(OldFile, out var old))
            throw new InvalidDataException(
                $"the checkpoint is of an older version: its '{OldFile}' holds states of random generators "
                + $"({string.Join(", ", old.Select(entry => entry.Key))}), where this version needs a seed and counts of draws. "
                + "It cannot be resumed: begin the run anew in another output folder. "
                + "A distillation can start from the checkpoint's weights by training.warmStart.");
        var saved = state.Counter(SeedCounter);
        if (saved != seed)
            throw new InvalidDataException($"the checkpoint's random numbers are those of the seed {saved}, and this run's seed is {seed}; resume it with its own");
        foreach (var (purpose, stream) in streams) stream.Draws = state.Count(Counter(purpose));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var stream in streams.Values) stream.Dispose();
    }

    private static string Counter(Purpose purpose) => DrawsCounter + purpose;
}
