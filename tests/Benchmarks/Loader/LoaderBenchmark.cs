using System.Diagnostics;
using System.Globalization;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.Images;
using static TorchSharp.torch;

namespace FDistill.Benchmarks.Loader;

/// <summary>How fast images are decoded, by format and number of threads, and what a training round has of it when it runs beside.</summary>
internal static class LoaderBenchmark
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(1.5);

    /// <summary>Measures and prints.</summary>
    public static int Run(string[] args)
    {
        var settings = LoaderSettings.Parse(args);
        using var files = new LoaderFiles(settings);
        foreach (var (name, open) in files.Formats)
        {
            var alone = Throughput(open, workers: 0, settings);
            Say($"{name}: {alone:f0} images/s without threads");
            foreach (var workers in new[] { 1, 2, Environment.ProcessorCount }.Distinct())
            {
                var rate = Throughput(open, workers, settings);
                Say($"{name}: {rate:f0} images/s with {workers} threads, ratio {rate / alone:f2}");
            }
        }

        using var round = new DigitsRound(settings.Batch);
        round.Run();
        foreach (var (name, open) in files.Formats)
        {
            using var dataset = open(1);
            var (plain, beside, waiting) = BesideTraining(round, dataset, settings);
            Say($"{name}: a training round takes {plain:f2} s; with a batch of {settings.Batch} decoded for each of its turns by 1 thread, ratio {beside / plain:f3}, {waiting / beside:p1} of it spent waiting");
        }

        return 0;
    }

    private static double Throughput(Func<int, ImageDataset> open, int workers, LoaderSettings settings)
    {
        using var dataset = open(workers);
        using var stream = dataset.Open(new DataRequest { Batch = settings.Batch, Seed = 0 });
        Next(stream);
        var clock = Stopwatch.StartNew();
        var images = 0L;
        while (clock.Elapsed < LongEnough) images += Next(stream);
        return images / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Seconds of a round without a loader, of one with a loader, and of waiting for its batches: medians, the two kinds of rounds by turns.</summary>
    private static (double Plain, double Beside, double Waiting) BesideTraining(DigitsRound round, ImageDataset dataset, LoaderSettings settings)
    {
        var (plain, beside, waiting) = (new List<double>(), new List<double>(), new List<double>());
        for (var n = 0; n < settings.Rounds; n++)
        {
            plain.Add(round.Run());
            var clock = new Stopwatch();
            using var stream = dataset.Open(new DataRequest { Batch = settings.Batch, Seed = n });
            Next(stream);
            beside.Add(round.Run(beforeTurn: () =>
            {
                clock.Start();
                Next(stream);
                clock.Stop();
            }));
            waiting.Add(clock.Elapsed.TotalSeconds);
        }

        return (Median(plain), Median(beside), Median(waiting));
    }

    private static long Next(IDataStream stream)
    {
        using var scope = NewDisposeScope();
        return stream.Next()!.Count;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
