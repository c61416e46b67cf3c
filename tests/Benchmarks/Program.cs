using System.Globalization;
using FDistill.Benchmarks;
using FDistill.Benchmarks.Latent;
using FDistill.Benchmarks.Loader;
using static TorchSharp.torch;

// The first ratio: a digits round, one update of the student and four of
// fake score and head, here and in eager PyTorch, with the same network,
// batch and threads. The two take turns, so that whatever else the machine
// does meets both. With 'loader' first: how fast datasets decode; with
// 'latent' first: Stable Diffusion 1.5 at full size.
// The peer, a process of its own, waits as ours does: with two
// that take turns, threads that spin would slow the other down.
foreach (var (name, value) in new[] { ("OMP_WAIT_POLICY", "passive"), ("GOMP_SPINCOUNT", "1000") })
    if (Environment.GetEnvironmentVariable(name) is null) Environment.SetEnvironmentVariable(name, value);
if (args is ["loader", .. var loaderArguments]) return LoaderBenchmark.Run(loaderArguments);
if (args is ["latent", .. var latentArguments]) return LatentBenchmark.Run(latentArguments);

var settings = BenchmarkSettings.Parse(args);
set_num_threads(settings.Threads);
using var ours = new DigitsRound(settings.Batch);
using var peer = new PeerRound(settings, ours.SaveTeacher());

Console.WriteLine($"digits round, batch {settings.Batch}, {settings.Threads} threads; {ours.Parameters} parameters here; there: {peer.Description}");
var times = new List<(double Ours, double Peer)>();
for (var round = -1; round < settings.Rounds; round++)
{
    var pair = (ours.Run(), peer.Run());
    if (round < 0) continue;
    times.Add(pair);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: here {pair.Item1:f3} s, there {pair.Item2:f3} s, ratio {pair.Item1 / pair.Item2:f3}"));
}

var (here, there) = (Median(times.Select(pair => pair.Ours)), Median(times.Select(pair => pair.Peer)));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median: here {here:f3} s, there {there:f3} s"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {Median(times.Select(pair => pair.Ours / pair.Peer)):f3} (goal: at most 1.0)"));
return 0;

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
