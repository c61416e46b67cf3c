using System.Diagnostics;
using TorchSharp;

namespace FDistill.Hosting.Plugins;

/// <summary>Describes an exception that ends the process, for nobody can catch it.</summary>
public static class UnhandledFailure
{
    /// <summary>TorchSharp's method that libtorch calls for the backward pass of a custom function.</summary>
    private const string Callback = "ApplyFunc";

    /// <summary>Says whose exception it is, and what keeps such a one from ending the process.</summary>
    /// <param name="failure">What was thrown, as <see cref="AppDomain.UnhandledException"/> reports it.</param>
    /// <returns>A few sentences.</returns>
    public static string Describe(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var whose = PluginOrigin.Of(failure) is { } plugin ? $"The plugin {plugin}" : "Something";
        var what = $"{failure.GetType().Name}: {failure.Message.TrimEnd('.')}.";
        return IsOfAutograd(failure)
            ? $"{whose} ended the process by an exception in the backward pass of an autograd function: {what} "
                + "No exception passes through libtorch's code: the function has to derive from FDistill.Torch.GuardedFunction, "
                + "and the pass to be run by FDistill.Torch.BackwardPass; then such an exception ends the run alone."
            : $"{whose} ended the process by an exception on a thread of its own: {what}";
    }

    private static bool IsOfAutograd(Exception failure) => new StackTrace(failure).GetFrames().Any(frame =>
        frame.GetMethod() is { Name: Callback, DeclaringType.DeclaringType: { } declaring } && declaring == typeof(torch.autograd));
}
