using FDistill.Heads;
using FDistill.Plugins.GaussianMixture;
using FDistill.Teachers;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Tests.Shared;

/// <summary>A head that knows log p/q: the teacher's mixture over a Gaussian that the test names.</summary>
internal sealed class ExactRatioHead(GaussianMixtureTeacher teacher) : IDiscriminatorHead
{
    /// <summary>What the student's samples are distributed as.</summary>
    public Mixture Student { get; set; } = teacher.Mixture;

    public IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available) => available;

    public nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features) => new Network(this);

    private Tensor LogRatio(Tensor feature, Tensor t)
    {
        // The feature's first channel is x_t over √(t² + σ_data²).
        var scale = (t.square() + Math.Pow(teacher.Mixture.Deviation, 2)).sqrt().unsqueeze(1);
        return teacher.Mixture.LogRatio(Student, feature.narrow(1, 0, 1).flatten(1).to(ScalarType.Float64) * scale, t);
    }

    private sealed class Network : nn.Module<HeadInput, Tensor>
    {
        private readonly ExactRatioHead head;
        private readonly Parameter unused;

        public Network(ExactRatioHead head) : base(nameof(ExactRatioHead))
        {
            this.head = head;
            unused = nn.Parameter(zeros([1], dtype: ScalarType.Float32, device: CPU), requires_grad: true);
            unused.DetachFromDisposeScope();
            RegisterComponents();
        }

        public override Tensor forward(HeadInput input) =>
            head.LogRatio(input.Features[0], input.T).to(ScalarType.Float32).unsqueeze(1) + 0 * unused;
    }
}
