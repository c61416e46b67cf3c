using FDistill.Datasets;
using FDistill.Engine.Datasets.Encoding;
using FDistill.Formats.Weights;
using FDistill.Plugins.Datasets.Encoded;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Plugins.Datasets.WebDataset;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.Encoded;

public sealed class EncodedTests : IDisposable
{
    private const int Records = 11;
    private static readonly WeightFiles Files = new();
    private readonly TemporaryFolder folder = new();
    private readonly HalvingTeacher teacher = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void What_was_encoded_comes_back_to_the_bit_with_texts_sizes_and_crops(int workers)
    {
        using var scope = NewDisposeScope();
        var manifest = Encode("out");
        Assert.Equal((11, 3), (manifest.Records, manifest.Shards.Count));
        using var dataset = Open("out", workers);
        Assert.Equal((11, teacher.Pixels, new StoredEncoding(teacher.Sample, "codec", "texts")), (dataset.Count, dataset.Pixels, dataset.Encoding));
        using var stream = dataset.Open(new DataRequest { Batch = Records, Seed = 4 });
        using var source = Source().Open(new DataRequest { Batch = Records });
        var (found, stored) = (stream.Next()!, source.Next()!);
        Assert.NotEqual(stored.Ids!, found.Ids!);
        for (var row = 0; row < Records; row++)
        {
            var at = stored.Ids!.ToList().IndexOf(found.Ids![row]);
            Assert.True(teacher.Moments(stored.Images!)[at].Is(found.LatentMoments![row]));
            Assert.Equal(stored.Captions![at].Length, found.Encodings!["length"][row, 0].item<float>());
            Assert.Equal((stored.Captions[at], stored.OriginalSizes![at], stored.Crops![at]), (found.Captions![row], found.OriginalSizes![row], found.Crops![row]));
        }
    }

    [Fact]
    public void What_was_stopped_goes_on_behind_its_last_whole_shard_with_the_same_bytes()
    {
        Encode("whole");
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Encode("out", new Stopping(cancel, after: 6)));
        Assert.Equal(["00000.safetensors"], Names("out"));
        Assert.Throws<InvalidDataException>(() => Open("out", 0));
        var before = teacher.Encoded;
        Encode("out");
        Assert.Equal(Records - 4, teacher.Encoded - before);
        Assert.Equal(Names("whole"), Names("out"));
        Assert.All(Names("whole"), name => Assert.Equal(File.ReadAllBytes(folder.File($"whole/{name}")), File.ReadAllBytes(folder.File($"out/{name}"))));
    }

    [Fact]
    public void Another_teacher_or_other_options_do_not_go_on_in_the_same_folder()
    {
        Encode("out");
        var mistake = Assert.Throws<InvalidDataException>(() => Encode("out", teacher: new HalvingTeacher("other")));
        Assert.Contains("00000.safetensors' was encoded from another dataset, with another teacher or with other options", mistake.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Encode("out", type: ScalarType.BFloat16));
    }

    [Fact]
    public void Numbers_of_sixteen_bits_come_back_as_float32()
    {
        using var scope = NewDisposeScope();
        Encode("out", type: ScalarType.BFloat16);
        using var dataset = Open("out", 0);
        using var stream = dataset.Open(new DataRequest { Batch = 2 });
        Assert.Equal(ScalarType.Float32, stream.Next()!.LatentMoments!.dtype);
    }

    [Fact]
    public void A_missing_shard_and_a_cut_one_are_told()
    {
        Encode("out");
        File.WriteAllBytes(folder.File("out/00002.safetensors"), File.ReadAllBytes(folder.File("out/00002.safetensors"))[..^1]);
        using (var dataset = Open("out", 0))
        using (var stream = dataset.Open(new DataRequest { Batch = Records }))
            Assert.Contains("00002.safetensors", Assert.Throws<InvalidDataException>(() => stream.Next()).Message, StringComparison.Ordinal);
        File.Delete(folder.File("out/00001.safetensors"));
        Assert.Contains("lacks 1 of its 3 shards, e.g. '00001.safetensors'", Assert.Throws<InvalidDataException>(() => Open("out", 0)).Message, StringComparison.Ordinal);
    }

    private string[] Names(string name) => [.. Directory.GetFiles(folder.File(name)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private EncodedManifest Encode(string name, Stopping? stopping = null, HalvingTeacher? teacher = null, ScalarType type = ScalarType.Float32) =>
        new DatasetEncoder(teacher ?? this.teacher, Source(), new RunEnvironment(CPU, Precision.Fp32, Seed: 0), Files)
            .Encode(folder.File(name), new EncodingOptions(Batch: 2, Shard: 4, type, "test"), stopping ?? (IProgress<long>)new Progress<long>(), stopping?.Token ?? TestContext.Current.CancellationToken);

    private EncodedDataset Open(string name, int workers) => new(new EncodedOptions { Folder = folder.File(name), Workers = workers }, Files);

    private WebDatasetDataset Source()
    {
        var path = folder.File("0.tar");
        if (!File.Exists(path)) Shards.Write(path, Enumerable.Range(0, Records).SelectMany(number => new[] { ($"{number}.png", Pictures.Png(number, 4, 5 + number)), ($"{number}.txt", new byte[number + 1].Select(_ => (byte)'x').ToArray()) }));
        return Shards.Open(new WebDatasetOptions { Shards = path, Size = 4, Workers = 0 });
    }

    private sealed class Stopping(CancellationTokenSource source, long after) : IProgress<long>
    {
        public CancellationToken Token => source.Token;

        public void Report(long value)
        {
            if (value >= after) source.Cancel();
        }
    }
}
