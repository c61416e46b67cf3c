using FDistill.Datasets;
using FDistill.Metrics;
using FDistill.Plugins.Metrics.Latency;
using FDistill.Plugins.Metrics.Tests.Support;
using FDistill.Runs;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class LatencyTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public async Task Samples_are_made_one_by_one_the_warm_ones_with_and_without_their_decoder()
    {
        var generator = new CountingGenerator(hasDecoder: true);
        var values = (await Measure(generator, new LatencyOptions { WarmUp = 2, Samples = 5 })).Values;
        Assert.Equal(Enumerable.Range(0, 7).Select(number => ((long)number, 1)), generator.Prepared);
        Assert.Equal((7, 7), (generator.Sampled, generator.Decoded));
        Assert.InRange(values["latencyMs"], 0, values["latencyDecodedMs"]);
        Assert.Equal(values.Keys, Metric(new LatencyOptions()).Columns.Select(column => column.Name));
        Assert.All(Metric(new LatencyOptions()).Columns, column => Assert.Equal("ms", column.Unit));
    }

    [Fact]
    public async Task A_model_of_pixels_has_no_decoder_to_time() =>
        Assert.Equal(["latencyMs"], (await Measure(new CountingGenerator(hasDecoder: false), new LatencyOptions())).Values.Keys);

    [Fact]
    public async Task Samples_that_were_made_elsewhere_are_refused()
    {
        var features = Draw.Normal(0, 2, 4);
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Metric(new LatencyOptions()).MeasureAsync(new GivenFeatures(features, features), TestContext.Current.CancellationToken));
        Assert.Contains("made elsewhere: leave the metric out", mistake.Message);
    }

    [Fact]
    public void Every_option_acts_or_is_refused() => Assert.Empty(new OptionWalk<LatencyOptions>(() => new(), options =>
    {
        var generator = new CountingGenerator(hasDecoder: false);
        _ = Measure(generator, options).Result;
        return $"{generator.Sampled}";
    })
    {
        Left = new Dictionary<string, string> { ["Samples = 100000"] = "takes minutes" },
    }.Complaints());

    private static LatencyMetric Metric(LatencyOptions options) => new(options, new RunEnvironment(CPU, Precision.Fp32, Seed: 0));

    private static Task<MetricResult> Measure(CountingGenerator generator, LatencyOptions options)
    {
        var features = Draw.Normal(0, 2, 4);
        return Metric(options).MeasureAsync(new GivenFeatures(features, features, generator: generator), TestContext.Current.CancellationToken);
    }

    /// <summary>Makes nothing, and remembers what it was asked for.</summary>
    private sealed class CountingGenerator(bool hasDecoder) : ISampleGenerator
    {
        public List<(long First, int Count)> Prepared { get; } = [];

        public int Sampled { get; private set; }

        public int Decoded { get; private set; }

        public bool TakesCaptions => false;

        public bool HasDecoder => hasDecoder;

        public IEnumerable<DataBatch> Draw(IReadOnlyList<string> captions) => throw new NotSupportedException();

        public GeneratorInput Prepare(long first, int count)
        {
            Prepared.Add((first, count));
            return new GeneratorInput(zeros([count, 1, 2, 2], dtype: ScalarType.Float32, device: CPU), null);
        }

        public Tensor Sample(GeneratorInput input)
        {
            Sampled++;
            return input.Noise.clone();
        }

        public Tensor Decode(Tensor samples)
        {
            Decoded++;
            return samples.clone();
        }
    }
}
