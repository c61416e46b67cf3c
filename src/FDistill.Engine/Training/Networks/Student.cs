using FDistill.Engine.Contracts;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Networks;

/// <summary>The student x = G_θ(z): a denoiser that starts as the teacher's copy, with its averages.</summary>
public sealed class Student : IDisposable
{
    /// <summary>Makes a student.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="world">How many processes there are.</param>
    public Student(ITeacher teacher, TrainingOptions options, int world)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(options);
        Denoiser = Guards.Around(teacher).CreateTrainable();
        Network = new("student", Denoiser.Module, options.Student, options.Iterations);
        Averages = [.. Decays(options, world).Select(decay => new Ema(Network, decay))];
    }

    /// <summary>The network as it is now.</summary>
    public IDenoiser Denoiser { get; }

    /// <summary>Its weights and optimizer.</summary>
    public TrainedNetwork Network { get; }

    /// <summary>Its averages; the first is the one that evaluation takes.</summary>
    public IReadOnlyList<Ema> Averages { get; }

    /// <summary>How often it was updated.</summary>
    public long Updates { get; internal set; }

    /// <summary>β of each average of a student; without any in the
    /// options, one of <see cref="EmaOptions"/>' defaults.</summary>
    /// <param name="options">How it is trained.</param>
    /// <param name="world">How many processes there are.</param>
    public static IReadOnlyList<EmaDecay> Decays(TrainingOptions options, int world)
    {
        ArgumentNullException.ThrowIfNull(options);
        var batch = (long)options.Batch * options.Accumulation * world;
        IEnumerable<EmaOptions> averages = options.Averages.Count > 0 ? options.Averages : [new EmaOptions()];
        return [.. averages.Select(average => new EmaDecay(average, batch, options.StudentEvery))];
    }

    /// <summary>Makes samples: x = D_θ(input, t).</summary>
    /// <param name="input">σ_max z, or real samples noised to one
    /// of the student's own times: [N, C, H, W] float32.</param>
    /// <param name="t">The student's times: [N] float64.</param>
    /// <param name="condition">What to generate.</param>
    /// <returns>[N, C, H, W] float32.</returns>
    public Tensor Generate(Tensor input, Tensor t, Condition? condition) => Denoiser.Denoise(input, t, condition);

    /// <summary>Updates the weights. The averages take in the old ones,
    /// for the iterations that they lasted, and the new ones.</summary>
    /// <param name="iteration">The iteration's number, from 0 on.</param>
    /// <param name="norm">The gradient's norm.</param>
    /// <returns>The learning rate.</returns>
    public double Step(long iteration, double norm)
    {
        foreach (var average in Averages) average.Advance(iteration);
        var rate = Network.Step(iteration, norm);
        Updates++;
        foreach (var average in Averages) average.Advance(iteration + 1);
        return rate;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var average in Averages) average.Dispose();
        Network.Dispose();
        Denoiser.Dispose();
    }
}
