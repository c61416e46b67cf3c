using System.Globalization;
using FDistill.Engine.DryRuns;
using FDistill.Plugins.StableDiffusion;
using static TorchSharp.torch;

namespace FDistill.Benchmarks.Latent;

/// <summary>
/// Stable Diffusion 1.5 at full size with random weights: forward and backward
/// of the student's update and of the fake score's, in turn, at batch 1 on
/// latents of 64×64, without optimizer state. Time and peak memory, beside
/// the plan of the memory, and beside the same graph in eager PyTorch.
/// </summary>
internal static class LatentBenchmark
{
    private const double Gibibyte = 1 << 30;

    /// <summary>Measures and prints; <c>--peer no</c> leaves PyTorch out, <c>--checkpoints
    /// yes</c> computes activations again in the backward pass.</summary>
    public static int Run(string[] args)
    {
        var settings = LatentSettings.Parse(args);
        set_num_threads(settings.Threads);
        // The two do not fit one machine at once, and memory that was freed here stays
        // here: the peer comes first, and is gone before these networks are made.
        var theirs = settings.Peer ? MeasurePeer(settings) : [];
        var ours = Measure(settings);
        if (theirs.Count == 0) return 0;

        Say($"ratio of times: student's iteration {Ratio(turn => turn.Student.Seconds):f2}, fake score's {Ratio(turn => turn.FakeScore.Seconds):f2}; of processor times {Ratio(turn => turn.Student.Processor):f2} and {Ratio(turn => turn.FakeScore.Processor):f2}; of peaks {Ratio(turn => turn.Student.Peak):f2} and {Ratio(turn => turn.FakeScore.Peak):f2}");
        return 0;

        double Ratio(Func<(TurnMeasure Student, TurnMeasure FakeScore), double> of) => ours.Min(of) / theirs.Min(of);
    }

    private static List<(TurnMeasure Student, TurnMeasure FakeScore)> MeasurePeer(LatentSettings settings)
    {
        using var peer = new PeerTurns(settings);
        Say($"there: {peer.Description}");
        var measured = Enumerable.Range(0, settings.Rounds).Select(_ => peer.Run()).ToList();
        foreach (var (student, fakeScore) in measured) Say($"there: student's iteration {student}; fake score's {fakeScore}");
        return measured;
    }

    private static List<(TurnMeasure Student, TurnMeasure FakeScore)> Measure(LatentSettings settings)
    {
        using var turns = new LatentTurns(settings.Checkpoints);
        var model = new Sd15TeacherOptions().Foresee();
        var pass = new FDistill.Teachers.PlannedPass(1, ScalarType.Float32, IsOnCpu: true, settings.Checkpoints, UpTo: null);
        var planned = model.Activations(pass) + model.Activations(pass with { UpTo = LatentTurns.Wanted });
        Say($"here: {turns.Parameters} parameters; planned: {planned / Gibibyte:f2} GiB of activations in the student's iteration, {model.Activations(pass) / Gibibyte:f2} in the fake score's, and {4.0 * model.Parameters * sizeof(float) / Gibibyte:f2} of weights and a gradient, {MemoryPlan.Reserve / Gibibyte:f2} of libraries");
        var measured = new List<(TurnMeasure Student, TurnMeasure FakeScore)>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            measured.Add((turns.Student(), turns.FakeScore()));
            Say($"here: student's iteration {measured[^1].Student}; fake score's {measured[^1].FakeScore}");
        }
        return measured;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
