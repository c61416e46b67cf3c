using FDistill.Metrics;
using FDistill.Plugins.Metrics.CaptionAccuracy;
using FDistill.Plugins.Metrics.Digits;
using FDistill.Plugins.Metrics.Tests.Support;
using FDistill.Runs;
using FDistill.Testing.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class CaptionAccuracyTests : IDisposable
{
    private static readonly RunEnvironment Environment = new(CPU, Precision.Fp32, Seed: 1);
    private readonly MemoryFiles files = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public CaptionAccuracyTests()
    {
        using var classifier = new DigitsExtractor(new DigitsOptions { Trained = false, Classes = 2 }, files, Environment);
        classifier.Save("shade", new Dictionary<string, string>());
        // A reader of two words that says 'dark' of every image, and one that says 'bright'.
        foreach (var (file, said) in (IEnumerable<(string, int)>)[("dark", 0), ("bright", 1)])
        {
            using var ungraded = no_grad();
            var network = classifier.Network;
            network.get_parameter("classify.weight")!.zero_();
            network.get_parameter("classify.bias")!.copy_(tensor(new float[] { 1 - said, said }, dtype: float32, device: CPU));
            classifier.Save(file, new Dictionary<string, string>());
        }
    }

    public void Dispose() => scope.Dispose();

    [Fact]
    public async Task Each_word_is_read_by_its_own_classifier_and_a_caption_is_right_where_all_its_words_are()
    {
        var result = await MeasureAsync([Reader("shade", "dark", ["dark", "bright"]), Reader("size", "bright", ["small", "large"])],
            "a dark large box", "a dark small box", "a bright large box", "one dark large box");
        Assert.Equal(0.75, result.Values["sizeAccuracy"]);
        Assert.Equal(0.5, result.Values["captionAccuracy"]);
    }

    [Theory]
    [InlineData("a box", "has none")]
    [InlineData("a dark bright box", "has several")]
    public async Task A_caption_of_none_or_several_of_the_words_is_refused(string caption, string what)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => MeasureAsync([Reader("shade", "dark", ["dark", "bright"])], caption));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("dark, bright", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_classifier_of_another_number_of_classes_is_refused() =>
        Assert.Contains("classify", Assert.Throws<InvalidDataException>(() => new CaptionAccuracyMetric(new() { Readers = [Reader("shade", "dark", ["one", "two", "three"])] }, files, Environment)).Message, StringComparison.Ordinal);

    private async Task<MetricResult> MeasureAsync(CaptionReaderOptions[] readers, params string[] captions)
    {
        using var metric = new CaptionAccuracyMetric(new CaptionAccuracyOptions { Readers = readers }, files, Environment);
        return await ((IMetric)metric).MeasureAsync(
            new MeasuredSamples(zeros([captions.Length, 1, 16, 16], dtype: float32, device: CPU)) { Captions = captions }, TestContext.Current.CancellationToken);
    }

    private static CaptionReaderOptions Reader(string name, string file, string[] words) => new() { Name = name, Checkpoint = file, Words = words };
}
