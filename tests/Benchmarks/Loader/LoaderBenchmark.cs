using System.Diagnostics;
using System.Globalization;
using FDistill.Datasets;
using static TorchSharp.torch;

namespace FDistill.Benchmarks.Loader;

/// <summary>How fast images are decoded, by format and number of threads,
/// and what a training round has of it when it runs beside.</summary>
internal static class LoaderBenchmark
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(1.5);

    /// <summary>Measures and prints.</summary>
    public static int Run(string[] args)
    {
        var settings = LoaderSettings.Parse(args);
        using var files = new LoaderFiles(settings);
        foreach (var (name, hasCache, open) in files.Formats)
        {
            var alone = Throughput(open, new LoaderThreads(0, IsCached: false), settings);
            Say($"{name}: {alone:f0} images/s without threads");
            foreach (var workers in new[] { 1, 2, Environment.ProcessorCount }.Distinct())
            {
                var rate = Throughput(open, new LoaderThreads(workers, IsCached: false), settings);
                Say($"{name}: {rate:f0} images/s with {workers} threads, ratio {rate / alone:f2}");
            }

            if (hasCache) Say($"{name}: {Throughput(open, new LoaderThreads(0, IsCached: true), settings):f0} images/s from the cache, without threads");
        }

        using var round = new DigitsRound(settings.Batch);
        round.Run();
        foreach (var (name, hasCache, open) in files.Formats)
            foreach (var isCached in hasCache ? new[] { false, true } : [false])
            {
                var dataset = open(new LoaderThreads(1, isCached));
                using var owner = dataset as IDisposable;
                if (isCached) Pass(dataset, settings);
                var (plain, beside, waiting) = BesideTraining(round, dataset, settings);
                var source = isCached ? "from the cache" : "decoded";
                Say($"{name}: a training round takes {plain:f2} s; with a batch of {settings.Batch} {source} for each of its iterations by 1 thread, ratio {beside / plain:f3}, {waiting / beside:p1} of it spent waiting");
            }

        return 0;
    }

    private static double Throughput(Func<LoaderThreads, IDataset> open, LoaderThreads threads, LoaderSettings settings)
    {
        var dataset = open(threads);
        using var owner = dataset as IDisposable;
        if (threads.IsCached) Pass(dataset, settings);
        using var stream = dataset.Open(new DataRequest { Batch = settings.Batch, Seed = 0 });
        Next(stream);
        var clock = Stopwatch.StartNew();
        var images = 0L;
        while (clock.Elapsed < LongEnough) images += Next(stream);
        return images / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Seconds of a round without a loader, of one with a loader, and of
    /// waiting for its batches: medians, the two kinds of rounds by turns.</summary>
    private static (double Plain, double Beside, double Waiting) BesideTraining(DigitsRound round, IDataset dataset, LoaderSettings settings)
    {
        var (plain, beside, waiting) = (new List<double>(), new List<double>(), new List<double>());
        for (var n = 0; n < settings.Rounds; n++)
        {
            plain.Add(round.Run());
            var clock = new Stopwatch();
            using var stream = dataset.Open(new DataRequest { Batch = settings.Batch, Seed = n });
            Next(stream);
            beside.Add(round.Run(beforeIteration: () =>
            {
                clock.Start();
                Next(stream);
                clock.Stop();
            }));
            waiting.Add(clock.Elapsed.TotalSeconds);
        }

        return (Median(plain), Median(beside), Median(waiting));
    }

    /// <summary>Reads every image once.</summary>
    private static void Pass(IDataset dataset, LoaderSettings settings)
    {
        using var stream = dataset.Open(new DataRequest { Batch = settings.Batch, Seed = 0 });
        for (var images = 0L; images < settings.Images;) images += Next(stream);
    }

    private static long Next(IDataStream stream)
    {
        using var scope = NewDisposeScope();
        return stream.Next()!.Count;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
