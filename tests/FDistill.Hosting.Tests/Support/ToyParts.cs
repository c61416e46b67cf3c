using FDistill.Tests.Shared;

namespace FDistill.Hosting.Tests.Support;

/// <summary>A plugin with a part of every kind, for tests of run files: the
/// parts' options matter, the parts themselves are never made.</summary>
public sealed class ToyParts : IDisposable
{
    private const string Source = """
        public sealed class Entry : IPlugin
        {
            public void Register(IPluginBuilder builder) => builder
                .Add<ITeacher, Teacher, TeacherOptions>("toy", "")
                .Add<IDivergence, Divergence, NoOptions>("js", "")
                .Add<IDivergence, Divergence, NoOptions>("forward-kl", "")
                .Add<IDivergence, Divergence, PowerOptions>("power", "")
                .Add<IDiscriminatorHead, Head, HeadOptions>("mlp", "")
                .Add<IDataset, Dataset, DatasetOptions>("points", "")
                .Add<IMetric, Metric, NoOptions>("frechet", "")
                .Add<IFeatureExtractor, Extractor, NoOptions>("pixels", "");
        }

        public interface Teacher : ITeacher;
        public interface Divergence : IDivergence;
        public interface Head : IDiscriminatorHead;
        public interface Dataset : IDataset;
        public interface Metric : IMetric;
        public interface Extractor : IFeatureExtractor;

        public sealed class TeacherOptions
        {
            [Required, FilePath] public string Checkpoint { get; set; } = "";
        }

        public sealed class PowerOptions
        {
            [Range(0.0, 4.0)] public double Gamma { get; set; } = 1;
        }

        public sealed class HeadOptions
        {
            [MinLength(1), Range(1, 512)] public int[] Resolutions { get; set; } = [8];
            public Activation Activation { get; set; } = Activation.Silu;
            public bool Bias { get; set; } = true;
            public IReadOnlyList<LayerOptions> Layers { get; set; } = [];
            public LayerOptions First { get; set; } = new() { Width = 7 };
        }

        public sealed class LayerOptions { [Range(1, int.MaxValue)] public int Width { get; set; } = 64; public int Depth { get; set; } = 1; }

        public enum Activation { Silu, LeakyRelu }

        public sealed class DatasetOptions
        {
            public int? Limit { get; set; }
            public Dictionary<string, double> Weights { get; set; } = new();
        }
        """;

    private readonly TemporaryFolder folder = new();

    public ToyParts() => PluginAssembly.Compile(folder.Path, "Toys", Source);

    /// <summary>The folder that the plugin lies in.</summary>
    public string Folder => folder.Path;

    public void Dispose() => folder.Dispose();
}
