using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>
/// Inception-v3 as FID takes it (pytorch-fid's port of the network of 2015-12-05):
/// images [N, 3, 299, 299] in [−1, 1] → features [N, 2048]. Parameters bear
/// the names of the published state dict <c>pt_inception-2015-12-05</c>.
/// </summary>
public sealed class InceptionNetwork : Module<Tensor, Tensor>
{
    /// <summary>How many features an image has.</summary>
    public const int Features = 2048;

    private const int Classes = 1008;

    private readonly List<InceptionLayer> layers = [];

    /// <summary>Makes a network with random weights, or the beginning of one.</summary>
    /// <param name="blocks">How many of the four blocks; the classifier comes with the last.</param>
    public InceptionNetwork(int blocks = 4) : base(nameof(InceptionNetwork))
    {
        Action[] adding = [AddStem, AddNarrowing, AddMixed, AddLast];
        foreach (var add in adding.Take(blocks)) add();
    }

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<InceptionLayer> Layers => layers;

    /// <summary>The classifier, which no metric needs and every weight file holds:
    /// [N, 2048] → logits [N, 1008]; null without the last block.</summary>
    public Linear? Classifier { get; private set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => layers.Aggregate(input, (values, layer) => layer.Apply(values)).flatten(1);

    private void AddStem()
    {
        Add(0, "Conv2d_1a_3x3", new Convolution(3, 32, 3, stride: 2));
        Add(0, "Conv2d_2a_3x3", new Convolution(32, 32, 3));
        Add(0, "Conv2d_2b_3x3", new Convolution(32, 64, 3, padding: 1));
        Pool(0, MaximumPool);
    }

    private void AddNarrowing()
    {
        Add(1, "Conv2d_3b_1x1", new Convolution(64, 80, 1));
        Add(1, "Conv2d_4a_3x3", new Convolution(80, 192, 3));
        Pool(1, MaximumPool);
    }

    private void AddMixed()
    {
        Add(2, "Mixed_5b", new InceptionA(192, pooled: 32));
        Add(2, "Mixed_5c", new InceptionA(256, pooled: 64));
        Add(2, "Mixed_5d", new InceptionA(288, pooled: 64));
        Add(2, "Mixed_6a", new InceptionB(288));
        Add(2, "Mixed_6b", new InceptionC(768, inner: 128));
        Add(2, "Mixed_6c", new InceptionC(768, inner: 160));
        Add(2, "Mixed_6d", new InceptionC(768, inner: 160));
        Add(2, "Mixed_6e", new InceptionC(768, inner: 192));
    }

    private void AddLast()
    {
        Add(3, "Mixed_7a", new InceptionD(768));
        Add(3, "Mixed_7b", new InceptionE(1280, takesMaximum: false));
        Add(3, "Mixed_7c", new InceptionE(2048, takesMaximum: true));
        Pool(3, values => adaptive_avg_pool2d(values, 1));
        Classifier = Linear(Features, Classes, device: CPU, dtype: float32);
        register_module("fc", Classifier);
    }

    private void Add(int block, string name, Module<Tensor, Tensor> module)
    {
        register_module(name, module);
        layers.Add(new InceptionLayer(block, name, module.forward));
    }

    private void Pool(int block, Func<Tensor, Tensor> pool) => layers.Add(new InceptionLayer(block, Name: null, pool));

    private static Tensor MaximumPool(Tensor values) => max_pool2d(values, 3, stride: 2);
}
