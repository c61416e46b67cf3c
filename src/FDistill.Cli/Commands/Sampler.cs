using System.Collections;
using FDistill.Cli.Presentation;
using FDistill.Engine.Reports;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Sampling;
using Microsoft.Extensions.Logging;

namespace FDistill.Cli.Commands;

/// <summary>Draws samples and writes them as PNG files.</summary>
/// <param name="terminal">Where to write to.</param>
/// <param name="log">Where messages go.</param>
internal sealed class Sampler(Terminal terminal, MessageLog log)
{
    private const int Columns = 10, Scale = 3;

    /// <summary>Opens what is to be sampled.</summary>
    public delegate SamplingSession Opening(IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging);

    /// <summary>Draws and writes.</summary>
    /// <returns>The exit code.</returns>
    public int Run(SampleRequest request, Opening open, string? device, string output)
    {
        IReadOnlyList<Override> overrides = device is null ? [] : [new Override("--device", "device", device)];
        using var session = open(overrides, Environment.GetEnvironmentVariables(), log.Configure);
        using var images = session.Draw(request);
        if (Path.GetExtension(output).Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            if (Path.GetDirectoryName(output) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            PngWriter.Write(output, new SampleGrid(Math.Min(Columns, request.Count), Scale).Draw(images));
        }
        else
        {
            Directory.CreateDirectory(output);
            for (var number = 0; number < request.Count; number++)
            {
                using var image = images.narrow(0, number, 1);
                PngWriter.Write(Path.Combine(output, $"{number:d6}.png"), new SampleGrid(Columns: 1, Padding: 0).Draw(image));
            }
        }

        terminal.Out.WriteLine($"{request.Count} samples in {output}");
        return ExitCodes.Done;
    }
}
