using static TorchSharp.torch;

namespace TorchSharp.Modules.Tests.Support;

/// <summary>A module as a user writes it: fields for its parts, registered by their names.</summary>
internal sealed class SmallNet : nn.Module<Tensor, Tensor>
{
    private readonly Linear first = nn.Linear(3, 4);
    private readonly ModuleList<nn.Module<Tensor, Tensor>> rest =
        nn.ModuleList<nn.Module<Tensor, Tensor>>(nn.LayerNorm(4), nn.SiLU(), nn.Linear(4, 2, hasBias: false));
    private readonly Parameter scale = new(ones(1));
    private readonly Tensor shift = zeros(1);

    public SmallNet() : base(nameof(SmallNet))
    {
        register_buffer("scratch", zeros(1), persistent: false);
        RegisterComponents();
    }

    public Parameter Scale => scale;

    public override Tensor forward(Tensor input)
    {
        var x = first.call(input);
        foreach (var module in rest) x = module.call(x);
        return x * scale + shift;
    }
}
