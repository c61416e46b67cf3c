using FDistill.Engine.Objective;
using FDistill.Engine.Training.Draws;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Tests.Shared;

/// <summary>Draws of a test's own.</summary>
internal static class Draws
{
    public static Draw Of(ITeacher teacher, long count, ulong seed)
    {
        using var generator = new Generator(seed, CPU);
        Tensor Normal() => randn(teacher.Sample.Batch(count), dtype: ScalarType.Float32, device: CPU, generator: generator);
        Tensor Times() => teacher.Noise.Quantile(rand([count], dtype: ScalarType.Float64, device: CPU, generator: generator));
        return new()
        {
            Real = Normal(),
            Condition = null,
            StudentInput = teacher.Noise.PureNoise(Normal()),
            StudentT = full([count], teacher.Noise.MaxTime, dtype: ScalarType.Float64, device: CPU),
            T = Times(),
            Epsilon = Normal(),
            RealT = Times(),
            RealEpsilon = Normal(),
            PenaltyNoise = Normal(),
        };
    }

    public static Draw Joined(IReadOnlyList<Draw> draws) => new()
    {
        Real = Joined(draws, draw => draw.Real),
        Condition = null,
        StudentInput = Joined(draws, draw => draw.StudentInput),
        StudentT = Joined(draws, draw => draw.StudentT),
        T = Joined(draws, draw => draw.T),
        Epsilon = Joined(draws, draw => draw.Epsilon),
        RealT = Joined(draws, draw => draw.RealT),
        RealEpsilon = Joined(draws, draw => draw.RealEpsilon),
        PenaltyNoise = Joined(draws, draw => draw.PenaltyNoise!),
    };

    private static Tensor Joined(IReadOnlyList<Draw> draws, Func<Draw, Tensor> part) => cat(draws.Select(part).ToArray(), dim: 0);
}
