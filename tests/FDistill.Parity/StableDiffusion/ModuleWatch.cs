using static TorchSharp.torch;

namespace FDistill.Parity.StableDiffusion;

/// <summary>Keeps what some of a network's modules return, whatever their depth.</summary>
internal sealed class ModuleWatch : IDisposable
{
    private readonly Dictionary<string, Tensor> results = [];

    /// <summary>Begins to watch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="names">The modules' names in it; names of anything else are passed over.</param>
    public ModuleWatch(nn.Module network, IEnumerable<string> names)
    {
        var wanted = names.ToHashSet();
        foreach (var (name, module) in network.named_modules())
            if (wanted.Contains(name)) Watch(name, module);
    }

    /// <summary>What a module returned last; null where it is none that was watched, or did not run.</summary>
    public Tensor? Find(string name) => results.TryGetValue(name, out var result) ? result.alias() : null;

    public void Dispose()
    {
        foreach (var result in results.Values) result.Dispose();
    }

    private void Watch(string name, nn.Module module)
    {
        switch (module)
        {
            case nn.Module<Tensor, Tensor> one: one.register_forward_hook((_, _, result) => Keep(name, result)); break;
            case nn.Module<Tensor, Tensor, Tensor> two: two.register_forward_hook((_, _, _, result) => Keep(name, result)); break;
            case nn.Module<Tensor, long[], Tensor> sized: sized.register_forward_hook((_, _, _, result) => Keep(name, result)); break;
        }
    }

    private Tensor Keep(string name, Tensor result)
    {
        results[name] = result.detach().clone().DetachFromDisposeScope();
        return result;
    }
}
