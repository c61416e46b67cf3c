using System.Collections;
using FDistill.Cli.Presentation;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
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
    /// <summary>Opens what is to be sampled.</summary>
    public delegate SamplingSession Opening(IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging);

    /// <summary>Draws and writes.</summary>
    /// <param name="request">Which samples.</param>
    /// <param name="open">Opens what is to be sampled.</param>
    /// <param name="device">Where to compute, where that is given.</param>
    /// <param name="path">Where the samples go.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(SampleRequest request, Opening open, string? device, string path)
    {
        IReadOnlyList<Override> overrides = device is null ? [] : [new Override("--device", "device", device)];
        using var stop = new CancellationTokenSource();
        using var signals = new StopSignals(() => Stop(stop));
        using var output = SampleOutput.At(path, request.Seeds.Count);
        using var session = open(overrides, Environment.GetEnvironmentVariables(), log.Configure);
        try
        {
            await DrawAsync(session.Draw(request, stop.Token), output, request.Seeds.Count);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.Status.Say("Nothing was written.");
            return ExitCodes.Interrupted;
        }

        output.Complete();
        terminal.Out.WriteLine($"{request.Seeds.Count} samples in {path}");
        return ExitCodes.Done;
    }

    /// <summary>Draws a batch while the one before is encoded.</summary>
    private async Task DrawAsync(IEnumerable<torch.Tensor> batches, ISampleOutput output, int count)
    {
        var display = new SamplingDisplay(terminal, log.Status, TimeProvider.System, count);
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
