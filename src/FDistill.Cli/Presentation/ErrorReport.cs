using FDistill.Engine.Contracts;
using FDistill.Engine.Training.Loop;
using FDistill.Hosting;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;
using FDistill.Reports.Wording;
using FDistill.Torch;

namespace FDistill.Cli.Presentation;

/// <summary>Reports what went wrong: a user's mistake in one
/// message, a defect with all that helps to find it.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="verbose">Whether stack traces are wanted for mistakes too.</param>
internal sealed class ErrorReport(Terminal terminal, bool verbose)
{
    /// <summary>Reports it.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <returns>The exit code.</returns>
    public int Report(Exception failure)
    {
        switch (failure)
        {
            case RunFileException { Problems.Count: > 1 } mistakes:
                Say($"{mistakes.Problems.Count} mistakes:{Environment.NewLine}{mistakes.Message}");
                break;
            case UserException or InvalidDataException or IOException or UnauthorizedAccessException or DllNotFoundException or NonFiniteException or BrokenContractException:
                Say(failure.Message);
                break;
            case OutOfMemoryException:
                Say("There is not enough memory for this. Lower the batch, of which training.accumulation sums up several, or the network's size; 'fdistill run --dry-run' plans the memory of a distillation.");
                terminal.Error.WriteLine(failure.ToString());
                return ExitCodes.Failed;
            case TypeInitializationException { TypeName: "TorchSharp.torch" }:
                return Report(WithoutLibtorch(failure));
            case var _ when PluginOrigin.Of(failure) is { } plugin:
                Say($"The plugin {plugin} failed: {failure.GetType().Name}: {Sentence(failure)} Its author will want to see this:");
                terminal.Error.WriteLine(failure.ToString());
                return ExitCodes.Failed;
            default:
                Say($"This is a defect of fdistill, not of your input. {failure.GetType().Name}: {failure.Message}");
                terminal.Error.WriteLine(failure.ToString());
                return ExitCodes.Failed;
        }

        if (verbose) terminal.Error.WriteLine(failure.ToString());
        return failure is UserException ? ExitCodes.Usage : ExitCodes.Failed;
    }

    /// <summary>Reports what ends the process, for nobody can catch it.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <returns>The exit code.</returns>
    public int ReportUnhandled(Exception failure)
    {
        Say($"{UnhandledFailure.Describe(failure)} Checkpoints that were written are whole: a run resumes from the newest with --resume.");
        terminal.Error.WriteLine(failure.ToString());
        terminal.Out.Flush();
        terminal.Error.Flush();
        return ExitCodes.Failed;
    }

    /// <summary>TorchSharp answers a libtorch that does not load with its
    /// own long search: what stands in the way is known here.</summary>
    private static Exception WithoutLibtorch(Exception failure)
    {
        try
        {
            TorchRuntime.Load();
            return new InvalidOperationException($"TorchSharp does not work with the libtorch that was loaded: {failure.InnerException?.Message}", failure);
        }
        catch (DllNotFoundException absent)
        {
            return absent;
        }
    }

    private static string Sentence(Exception failure) => failure.Message.EndsWith('.') ? failure.Message : failure.Message + ".";

    private void Say(string message) => terminal.Error.WriteLine(Wrapping.Wrap($"fdistill: {message}", terminal.Width));
}
