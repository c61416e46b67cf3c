using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed.Coverage;

/// <summary>Where students start.</summary>
internal static class Starts
{
    private const double Jitter = 0.1;

    /// <summary>A generator.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="teacher">Whose modes it starts at.</param>
    /// <param name="components">K.</param>
    /// <param name="random">The source of randomness.</param>
    public static MixtureGenerator Generator(StudentStart start, IExactTeacher teacher, int components, Generator random)
    {
        using var scope = NewDisposeScope();
        var modes = teacher.Modes;
        var around = random.Normal([components, modes[0].Centre.Count], CPU, float64).data<double>().ToArray().Chunk(modes[0].Centre.Count).ToList();
        double[] Around(TeacherMode mode, double[] noise, double spread) => [.. mode.Centre.Zip(noise, (centre, deviation) => centre + spread * mode.Deviation * deviation)];
        return start switch
        {
            StudentStart.Spread => new([.. around.Select((noise, k) => Around(modes[k % modes.Count], noise, 1))], 2 * modes[0].Deviation),
            StudentStart.OneMode => new([.. around.Select(noise => Around(modes[0], noise, Jitter))], modes[0].Deviation),
            _ => throw new ArgumentOutOfRangeException(nameof(start), start, "unknown start"),
        };
    }
}
