using System.Collections;
using FDistill.Cli.Presentation;
using FDistill.Engine.Evaluation;
using FDistill.Hosting.Datasets;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Sampling;
using FDistill.Hosting.Sampling.Output;
using Microsoft.Extensions.Logging;
using TorchSharp;

namespace FDistill.Cli.Commands;

/// <summary>Draws samples and writes them as PNG files.</summary>
/// <param name="terminal">Where to write to.</param>
/// <param name="log">Where messages go.</param>
internal sealed class Sampler(Terminal terminal, MessageLog log)
{
    /// <summary>The dataset that reads texts, one a line.</summary>
    private const string TextFiles = "prompts";

    /// <summary>Opens what is to be sampled.</summary>
    public delegate SamplingSession Opening(IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging);

    /// <summary>Draws and writes.</summary>
    /// <param name="request">Which samples.</param>
    /// <param name="open">Opens what is to be sampled.</param>
    /// <param name="overrides">What the command line gives instead of the run file.</param>
    /// <param name="path">Where the samples go.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(SampleRequest request, Opening open, IReadOnlyList<Override> overrides, string path)
    {
        using var stop = new CancellationTokenSource();
        using var signals = new StopSignals(() => Stop(stop));
        using var output = SampleOutput.At(path, request);
        using var session = open(overrides, Environment.GetEnvironmentVariables(), log.Configure);
        try
        {
            var display = new SamplingDisplay(terminal, log.Status, TimeProvider.System, request.Seeds.Count);
            await DrawAsync(session.Draw(request, display, stop.Token), display, output);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.Status.Say("Nothing was written.");
            return ExitCodes.Interrupted;
        }

        output.Complete();
        terminal.Out.WriteLine($"{request.Seeds.Count} {(request.Seeds.Count == 1 ? "sample" : "samples")} in {path}{(SampleOutput.SheetBeside(path, request) is { } sheet ? $", and with their texts on {sheet}" : "")}");
        return ExitCodes.Done;
    }

    /// <summary>Reads the texts to make images of: a text file of one
    /// a line, or a run file whose dataset has captions.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FDistill.Hosting.UserException">There is no such file.</exception>
    public IReadOnlyList<string> ReadPrompts(string path)
    {
        using var session = DatasetSession.Open(new DatasetSource(path, TextFiles), [], Environment.GetEnvironmentVariables(), log.Configure);
        return session.Use(dataset => Prompts.Read(dataset, int.MaxValue)).Texts;
    }

    /// <summary>Draws a batch while the one before is encoded.</summary>
    private static async Task DrawAsync(IEnumerable<torch.Tensor> batches, SamplingDisplay display, ISampleOutput output)
    {
        display.Start();
        var (done, writing) = (0, Task.CompletedTask);
        try
        {
            foreach (var batch in batches)
            {
                await writing;
                done += (int)batch.shape[0];
                writing = Task.Run(() => Add(batch, output));
                display.Report(done);
            }
        }
        finally
        {
            await writing;
        }
    }

    private static void Add(torch.Tensor batch, ISampleOutput output)
    {
        using (batch) output.Add(batch);
    }

    private void Stop(CancellationTokenSource stop)
    {
        log.Status.Say("Stopping. Once more to stop at once");
        stop.Cancel();
    }
}
