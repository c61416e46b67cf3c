using FDistill.Datasets;
using FDistill.Teachers;
using FDistill.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Testing.Teachers;

/// <summary>The laws of <see cref="ITeacher"/>: inherit, make your
/// teacher (a tiny one will do), and they are tests of yours.</summary>
public abstract partial class TeacherLaws : IDisposable
{
    /// <summary>Two networks of other batch sizes sum in another order.</summary>
    private const double Rounding = 2e-4;

    private const string Denoise = "IDenoiser.Denoise", Features = "IDenoiser.Features", CreateTrainable = "ITeacher.CreateTrainable", OpenWeights = "ITeacher.OpenWeights";

    private readonly Lazy<ITeacher> teacher;
    private readonly DisposeScope scope = NewDisposeScope();

    /// <summary>Makes the teacher when it is first needed.</summary>
    protected TeacherLaws() => teacher = new(() =>
    {
        using var outside = NewDisposeScope();
        return CreateTeacher(new PartServices());
    });

    /// <summary>Makes the teacher.</summary>
    /// <param name="services">What the host injects.</param>
    protected abstract ITeacher CreateTeacher(PartServices services);

    /// <summary>Records that it can make conditions of. Unless
    /// overridden: labels one after the other, or captions.</summary>
    /// <param name="count">N.</param>
    protected virtual DataBatch Records(int count)
    {
        var conditions = Teacher.Conditions;
        return new DataBatch
        {
            Count = count,
            Labels = conditions.Kind == ConditionKinds.Label
                ? tensor(Enumerable.Range(0, count).Select(n => (long)n % conditions.Labels).ToArray(), dtype: ScalarType.Int64, device: CPU) : null,
            Captions = conditions.Kind == ConditionKinds.Caption ? [.. Enumerable.Range(1, count).Select(n => $"{n} of them")] : null,
        };
    }

    /// <summary>Whether a trainable copy begins as the teacher does. False for
    /// teachers without weights, whose trainable is a network of its own.</summary>
    protected virtual bool CopiesWeights => true;

    private ITeacher Teacher => teacher.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the teacher, and what an inheriting class adds to it.</summary>
    /// <param name="disposing">Whether it is not the finalizer that calls.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        scope.Dispose();
        if (teacher.IsValueCreated) teacher.Value.Dispose();
    }

    private static Tensor PerSample(Tensor values) => values.to_type(ScalarType.Float32).reshape(-1, 1, 1, 1);

    private Tensor Samples(int count) => new Generator(2, CPU).Normal(Teacher.Sample.Batch(count), CPU) * 0.5;

    private static Tensor Times(int count, double time) => full(count, time, dtype: float64, device: CPU);

    private (Tensor Noised, Tensor T, Condition? Condition) Input(int count)
    {
        var t = Teacher.Noise.Quantile(linspace(0.2, 0.8, count, dtype: float64, device: CPU));
        var noise = new Generator(3, CPU).Normal(Teacher.Sample.Batch(count), CPU);
        return (PerSample(Teacher.Noise.Alpha(t)) * Samples(count) + PerSample(Teacher.Noise.Sigma(t)) * noise, t, Condition(count));
    }

    private Condition? Condition(int count) => Teacher.Conditions.Encode(Records(count));
}
