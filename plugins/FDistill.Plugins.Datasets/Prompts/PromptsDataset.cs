using System.Globalization;
using System.Text;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;
using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.Prompts;

/// <summary>Texts to make images of, from a text file with one a line.</summary>
public sealed class PromptsDataset : IDataset
{
    private readonly IReadOnlyList<(int Line, string Text)> prompts;

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is not UTF-8, or holds
    /// fewer prompts than the limit asks for, or none.</exception>
    public PromptsDataset(PromptsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var found = Read(options.File);
        if (found.Count == 0) throw new InvalidDataException($"'{options.File}' holds no prompts; expected one a line.");
        if (options.Limit > found.Count) throw new InvalidDataException($"'limit' asks for {options.Limit} prompts, but '{options.File}' holds {found.Count}.");
        prompts = [.. found.Take(options.Limit ?? found.Count)];
    }

    /// <inheritdoc/>
    public long? Count => prompts.Count;

    /// <inheritdoc/>
    /// <remarks>There are none.</remarks>
    public SampleShape Pixels => default;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => [ConditionKinds.Caption];

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request) => new RecordStream(prompts.Count, request, places => new DataBatch
    {
        Count = places.Count,
        Captions = [.. places.Select(place => prompts[(int)place.Record].Text)],
        Ids = [.. places.Select(place => prompts[(int)place.Record].Line.ToString(CultureInfo.InvariantCulture))],
    });

    private static List<(int Line, string Text)> Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return [.. lines.Select((text, index) => (index + 1, text.Trim())).Where(line => line.Item2.Length > 0)];
        }
        catch (DecoderFallbackException failure)
        {
            throw new InvalidDataException($"'{path}' is not UTF-8: {failure.Message} Save it in UTF-8.", failure);
        }
    }
}
