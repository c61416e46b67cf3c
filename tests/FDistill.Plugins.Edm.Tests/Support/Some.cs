using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Tests.Support;

/// <summary>Small things to test with.</summary>
internal static class Some
{
    /// <summary>8×8 images of one channel with three labels, two levels, attention at 4×4.</summary>
    public static EdmArchitecture SmallArchitecture => new()
    {
        Resolution = 8,
        Channels = 1,
        Labels = 3,
        ModelChannels = 8,
        ChannelMultipliers = [1, 2],
        Blocks = 1,
        AttentionResolutions = [4],
    };

    public static RunEnvironment Environment(Precision precision = Precision.Fp32, long seed = 1) => new(CPU, precision, seed);

    public static EdmTeacher FreshTeacher(Precision precision = Precision.Fp32, long seed = 1, IWeightFiles? files = null) =>
        FreshTeacher(SmallArchitecture, precision, seed, files);

    public static EdmTeacher FreshTeacher(EdmArchitecture architecture, Precision precision = Precision.Fp32, long seed = 1, IWeightFiles? files = null) =>
        new(new EdmTeacherOptions { Architecture = architecture }, Environment(precision, seed), files ?? new MemoryWeightFiles());

    /// <summary>A teacher whose near-zero layers are not: its output depends on everything.</summary>
    public static EdmTeacher Teacher(Precision precision = Precision.Fp32, IWeightFiles? files = null) => Teacher(SmallArchitecture, precision, files);

    /// <summary>The same of another architecture.</summary>
    public static EdmTeacher Teacher(EdmArchitecture architecture, Precision precision = Precision.Fp32, IWeightFiles? files = null)
    {
        var teacher = FreshTeacher(architecture, precision, files: files);
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var generator = new Generator(5, CPU);
        foreach (var parameter in teacher.Denoiser.Module.parameters())
            parameter.copy_(randn(parameter.shape, dtype: float32, device: CPU, generator: generator) * 0.3);
        return teacher;
    }

    public static Tensor Noised(long count = 2, ulong seed = 3)
    {
        using var generator = new Generator(seed, CPU);
        return randn([count, 1, 8, 8], dtype: float32, device: CPU, generator: generator);
    }

    public static Tensor Times(params double[] times) => tensor(times, dtype: float64, device: CPU);

    public static Condition Labels(ITeacher teacher, params long[] labels) =>
        teacher.Conditions.Encode(new() { Count = labels.Length, Labels = tensor(labels, dtype: int64, device: CPU) })!;

    public static double Distance(Tensor a, Tensor b) => (a - b).abs().max().item<float>();
}
