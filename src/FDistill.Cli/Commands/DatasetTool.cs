using System.Globalization;
using FDistill.Cli.Presentation;
using FDistill.Datasets;
using FDistill.Engine.Datasets;
using FDistill.Engine.Datasets.Encoding;
using FDistill.Formats.Files;
using FDistill.Formats.Images.Png;
using FDistill.Hosting;
using FDistill.Hosting.Datasets;
using FDistill.Hosting.RunFiles;
using FDistill.Reports.Datasets;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Cli.Commands;

/// <summary>Makes and looks at datasets.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="log">Where messages go.</param>
internal sealed class DatasetTool(Terminal terminal, MessageLog log)
{
    /// <summary>Writes a dataset as a zip.</summary>
    /// <returns>The exit code.</returns>
    public int Build(DatasetSource source, IReadOnlyList<Override> overrides, string output, bool withLabels) => Interruptible("Nothing was written.", cancel =>
    {
        if (!Path.GetExtension(output).Equals(".zip", StringComparison.OrdinalIgnoreCase)) throw new UserException($"{output}: expected the name of a .zip file to write.");
        if (Path.GetFullPath(output) == Path.GetFullPath(source.Path)) throw new UserException($"{output} is what is read; name another file to write.");
        using var session = Open(source, overrides);
        var count = session.Use(dataset => new EdmZipWriter(dataset).Write(output, withLabels, Display(dataset), cancel));
        terminal.Out.WriteLine($"{count} images of {session.Dataset.Pixels} (channels x height x width) in {output}");
        if (session.Dataset.Offers.Contains(ConditionKinds.Caption)) log.Status.Say("Captions were not written: the layout of EDM has no place for them.");
    });

    /// <summary>Reads all of a dataset, and describes it.</summary>
    /// <returns>The exit code.</returns>
    public int Inspect(DatasetSource source, IReadOnlyList<Override> overrides, string sheet) => Interruptible("It was not read to its end.", cancel =>
    {
        using var session = Open(source, overrides);
        var summary = session.Use(dataset => new DatasetInspector(dataset).Inspect(Display(dataset), cancel));
        new DatasetSheet(terminal).Write(session.Dataset, summary);
        if (summary.Sheet is null) return;
        Durable.WriteFile(sheet, file => file.Write(PngWriter.Encode(summary.Sheet)));
        terminal.Out.WriteLine($"Sheet    {sheet}");
    });

    /// <summary>Encodes a dataset by a teacher's encoders.</summary>
    /// <returns>The exit code.</returns>
    public int Encode(string file, IReadOnlyList<Override> overrides, string output, int batch, int shard, bool halfRoom) =>
        Interruptible($"The shards in {output} are kept; the same command resumes behind them.", cancel =>
        {
            using var session = EncodingSession.Open(file, overrides, Environment.GetEnvironmentVariables(), log.Configure);
            var options = new EncodingOptions(batch, (shard + batch - 1) / batch * batch, halfRoom ? ScalarType.BFloat16 : ScalarType.Float32, session.Source);
            var manifest = session.Encode(output, options, Display(session.Dataset), cancel);
            var bytes = manifest.Shards.Sum(one => new FileInfo(Path.Combine(output, one.File)).Length);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{manifest.Records} records in {manifest.Shards.Count} shards of {output}: latents of {manifest.Encoding.Latents}, {bytes / 1e6:N1} MB"));
        });

    private int Interruptible(string outcome, Action<CancellationToken> work)
    {
        using var interruption = new Interruption();
        try
        {
            work(interruption.Token);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            log.Status.Say($"Interrupted. {outcome}");
            return ExitCodes.Interrupted;
        }
    }

    private DatasetSession Open(DatasetSource source, IReadOnlyList<Override> overrides) =>
        DatasetSession.Open(source, overrides, Environment.GetEnvironmentVariables(), log.Configure);

    private CountDisplay Display(IDataset dataset) => new(terminal, log.Status, TimeProvider.System, dataset.Count, dataset.Pixels == default ? "records" : "images");
}
