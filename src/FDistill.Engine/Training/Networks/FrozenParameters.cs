using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Networks;

/// <summary>Keeps gradients away from a module's parameters, until disposed.</summary>
internal sealed class FrozenParameters : IDisposable
{
    private readonly Parameter[] parameters;

    /// <summary>Freezes those parameters that are trained.</summary>
    public FrozenParameters(nn.Module module)
    {
        parameters = [.. module.parameters().Where(parameter => parameter.requires_grad)];
        foreach (var parameter in parameters) parameter.requires_grad_(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var parameter in parameters) parameter.requires_grad_(true);
    }
}
