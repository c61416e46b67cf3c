using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed.Maps;

/// <summary>Maps h(r_t) over a plane in which teacher and student live (paper, Fig. 3 and 9):
/// which samples a divergence listens to. The student misses the teacher's last mode.</summary>
/// <param name="teacher">A teacher of points in the plane.</param>
/// <param name="options">What is mapped.</param>
public sealed class WeightMapStudy(IExactTeacher teacher, WeightMapOptions options)
{
    private const int Fifths = 5;
    private const double Margin = 4;

    /// <summary>Maps.</summary>
    /// <param name="divergences">Whose h.</param>
    /// <exception cref="ArgumentException">The teacher's samples are not points in the plane.</exception>
    public WeightMap Measure(IReadOnlyList<NamedDivergence> divergences)
    {
        ArgumentNullException.ThrowIfNull(divergences);
        if (teacher.Modes[0].Centre.Count != 2) throw new ArgumentException($"a map needs samples of 2 coordinates; this teacher's have {teacher.Modes[0].Centre.Count}");
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var pair = new ExactPair(teacher, Students.MissingAMode(teacher));
        var t = teacher.Noise.Quantile(tensor([options.Level], dtype: float64, device: CPU));
        var sigma = teacher.Noise.Sigma(t).item<double>();

        var (xs, ys) = (Side(0, sigma), Side(1, sigma));
        var plane = tensor(ys.SelectMany(y => xs.SelectMany(x => new[] { x, y })).ToArray(), dtype: float64, device: CPU).reshape(-1, 2);
        var level = t.expand(plane.shape[0]);
        var (p, q, r) = (pair.LogTeacher(plane, level), pair.Student.LogMarginal(plane, level), pair.LogRatio(plane, level));
        var (ratios, drawn) = (Values(r), Drawn(pair, t));
        IReadOnlyList<IReadOnlyList<double>> Rows(double[] values) => [.. values.Chunk(xs.Length)];
        return new(sigma, xs, ys, Rows(Values(p.exp())), Rows(Values(q.exp())), Rows(ratios), [.. divergences.Select(divergence => Mapped(divergence, ratios, drawn, Rows))]);
    }

    private static MappedWeight Mapped(NamedDivergence divergence, double[] ratios, double[] drawn, Func<double[], IReadOnlyList<IReadOnlyList<double>>> rows)
    {
        var h = new WeightFunction(divergence.Divergence);
        var weights = h.At(drawn);
        var mean = weights.Average();
        return new(divergence.Name, rows([.. h.At(ratios).Select(weight => weight / mean)]), [.. weights.Chunk(weights.Length / Fifths).Take(Fifths).Select(fifth => fifth.Average() / mean)]);
    }

    /// <summary>log r of the student's samples, in the order of the teacher's density.</summary>
    private double[] Drawn(ExactPair pair, Tensor t)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(unchecked((ulong)options.Seed), CPU);
        var level = t.expand(options.Samples);
        var x = pair.Noised(pair.Student.Draw(options.Samples, random).X, level, random);
        return Values(pair.LogRatio(x, level).index_select(0, pair.LogTeacher(x, level).argsort()));
    }

    private double[] Side(int axis, double sigma)
    {
        var centres = teacher.Modes.Select(mode => mode.Centre[axis]).ToList();
        var reach = Margin * double.Hypot(teacher.Modes.Max(mode => mode.Deviation), sigma);
        return EvenPlaces.Between(centres.Min() - reach, centres.Max() + reach, options.Places);
    }

    private static double[] Values(Tensor tensor) => tensor.data<double>().ToArray();
}
