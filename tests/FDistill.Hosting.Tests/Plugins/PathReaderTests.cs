using FDistill.Hosting.Datasets;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Sampling;
using FDistill.Hosting.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Hosting.Tests.Plugins;

public sealed class PathReaderTests : IDisposable
{
    private const string Source = """
        public sealed class Entry : IPlugin
        {
            public void Register(IPluginBuilder builder) => builder
                .Add<ITeacher, Teacher, WaveOptions>("waves", "")
                .Add<IDataset, Dataset, AnyOptions>("any", "")
                .Add<IDataset, Dataset, TableOptions>("tables", "")
                .Add<IDataset, Dataset, SoundOptions>("sounds", "")
                .Add<IDataset, Dataset, SpokenOptions>("spoken", "")
                .Add<IDataset, Dataset, PlainOptions>("plain", "");
        }

        public interface Teacher : ITeacher;
        public interface Dataset : IDataset;

        public sealed class WaveOptions : IReadsPath
        {
            public string? Cache { get; set; }
            [FilePath] public string? Model { get; set; }
            [FilePath(MayBeMissing = true)] public string? Last { get; set; }
            string IReadsPath.Readable => "a folder with wave.txt";
            PathMatch? IReadsPath.Match(string path)
            {
                var index = System.IO.Path.Combine(path, "wave.txt");
                if (!System.IO.File.Exists(index)) return null;
                return System.IO.File.ReadAllText(index) == "wave" ? new(nameof(Model), PathCertainty.Content) : throw new System.IO.InvalidDataException($"{index} is damaged");
            }
        }

        public sealed class AnyOptions : IReadsPath
        {
            public string File { get; set; } = "";
            string IReadsPath.Readable => "any file";
            PathMatch? IReadsPath.Match(string path) => new(nameof(File), PathCertainty.Assumed);
        }

        public sealed class TableOptions : IReadsPath
        {
            public string File { get; set; } = "";
            string IReadsPath.Readable => "a .csv file";
            PathMatch? IReadsPath.Match(string path) => path.EndsWith(".csv") ? new(nameof(File), PathCertainty.Name) : null;
        }

        public class SoundOptions : IReadsPath
        {
            public string File { get; set; } = "";
            string IReadsPath.Readable => "a .wav file";
            PathMatch? IReadsPath.Match(string path) => path.EndsWith(".wav") ? new(nameof(File), PathCertainty.Name) : null;
        }

        public sealed class SpokenOptions : SoundOptions;

        public sealed class PlainOptions { [FilePath] public string Folder { get; set; } = ""; }
        """;

    private readonly TemporaryFolder folder = new();
    private readonly PluginCatalog catalog;

    public PathReaderTests()
    {
        PluginAssembly.Compile(Path.Combine(folder.Path, "plugins"), "Waves", Source);
        catalog = PluginHost.Load(new PluginSearch([new PluginFolder(Path.Combine(folder.Path, "plugins"), MayBeMissing: false)], []));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_third_party_s_teacher_is_found_by_the_model_that_it_reads()
    {
        var model = Model("wave");
        Assert.Equal([("teacher:use", "waves"), ("teacher:model", model)], Pairs(RunLocation.Of(model, () => catalog).Choices));
    }

    [Fact]
    public void A_model_that_no_teacher_reads_is_answered_with_what_they_read()
    {
        var mistake = Assert.Throws<UserException>(() => RunLocation.Of(Directory.CreateDirectory(Path.Combine(folder.Path, "empty")).FullName, () => catalog));
        Assert.Contains("'waves' reads a folder with wave.txt", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("Name the teacher of another model in a run file", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_description_is_damaged_is_the_user_s_to_mend() =>
        Assert.EndsWith("wave.txt is damaged", Assert.Throws<UserException>(() => RunLocation.Of(Model("wav"), () => catalog)).Message, StringComparison.Ordinal);

    [Fact]
    public void Plugins_are_not_asked_about_a_run_or_its_finished_checkpoints()
    {
        var checkpoint = Directory.CreateDirectory(Path.Combine(folder.Path, "run", "checkpoints", "000010")).FullName;
        folder.Write("run/run.json", "{}");
        folder.Write("run/checkpoints/000010/manifest.json", "{}");
        Assert.Null(RunLocation.Of(Path.Combine(folder.Path, "run"), () => throw new NotSupportedException()).Checkpoint);
        Assert.Equal(checkpoint, RunLocation.Of(checkpoint, () => throw new NotSupportedException()).Checkpoint);
    }

    [Theory]
    [InlineData("table.csv", "tables", "dataset:file")]
    [InlineData("table.bin", "any", "dataset:file")]
    public void The_dataset_that_knows_a_file_best_is_taken(string name, string part, string option)
    {
        var file = folder.Write(name, "");
        Assert.Equal([("dataset:use", part), (option, file)], Pairs(new DatasetSource(file, Part: null).Choice(catalog)));
    }

    [Fact]
    public void Datasets_that_know_a_file_as_well_as_each_other_are_the_user_s_to_choose_from()
    {
        var mistake = Assert.Throws<UserException>(() => new DatasetSource(folder.Write("noise.wav", ""), Part: null).Choice(catalog));
        Assert.Contains("the dataset 'sounds', the dataset 'spoken'. Name one with --use.", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_that_was_named_need_not_know_the_file()
    {
        var file = folder.Write("table.bin", "");
        Assert.Equal([("dataset:use", "plain"), ("dataset:folder", file)], Pairs(new DatasetSource(file, "plain").Choice(catalog)));
        Assert.Contains("'tables' reads no files", Assert.Throws<UserException>(() => new DatasetSource(file, "tables").Choice(catalog)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string, string)> Pairs(IEnumerable<Override> choices) => choices.Select(choice => (choice.Path, choice.Text));

    private string Model(string content)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "model"));
        folder.Write("model/wave.txt", content);
        return Path.Combine(folder.Path, "model");
    }
}
