using static TorchSharp.torch;

namespace FDistill.Engine.Training;

/// <summary>One random generator for each purpose, so that a change in how one is used leaves the others' numbers as they were.</summary>
public sealed class RandomStreams : IDisposable
{
    private readonly Device device;
    private readonly Dictionary<Purpose, Generator> generators;

    /// <summary>Makes the generators.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="rank">The process's number: every process draws its own numbers.</param>
    /// <param name="device">Where the numbers are made.</param>
    public RandomStreams(long seed, int rank, Device device)
    {
        this.device = device;
        generators = Enum.GetValues<Purpose>().ToDictionary(purpose => purpose, purpose => new Generator(Mix(seed, rank, (int)purpose), device));
    }

    /// <summary>What random numbers are for.</summary>
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
    }

    /// <summary>The generator of a purpose.</summary>
    public Generator this[Purpose purpose] => generators[purpose];

    /// <summary>Standard normal numbers, float32.</summary>
    public Tensor Normal(Purpose purpose, long[] shape) =>
        randn(shape, dtype: ScalarType.Float32, device: device, generator: generators[purpose]);

    /// <summary>Uniform numbers in [0, 1): [count] float64.</summary>
    public Tensor Uniform(Purpose purpose, long count) =>
        rand([count], dtype: ScalarType.Float64, device: device, generator: generators[purpose]);

    /// <summary>The generators' states, and that of the process's default generator, which heads with dropout use.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> Save() =>
        [.. generators.Select(pair => KeyValuePair.Create($"{pair.Key}", pair.Value.get_state())), KeyValuePair.Create("Default", random.get_rng_state())];

    /// <summary>Restores what <see cref="Save"/> returned.</summary>
    /// <param name="saved">Names and states.</param>
    /// <exception cref="InvalidDataException">A state is missing.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> saved)
    {
        foreach (var (purpose, generator) in generators) generator.set_state(SavedTensors.Find(saved, $"{purpose}", "the random numbers"));
        random.set_rng_state(SavedTensors.Find(saved, "Default", "the random numbers"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var generator in generators.Values) generator.Dispose();
    }

    /// <summary>Spreads nearby seeds far apart (SplitMix64's finaliser).</summary>
    private static ulong Mix(long seed, int rank, int purpose)
    {
        var x = unchecked((ulong)seed + 0x9E3779B97F4A7C15UL * (ulong)(1 + purpose + (long)rank * 1024));
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EBUL);
        return (x ^ (x >> 31)) >> 1;
    }
}
