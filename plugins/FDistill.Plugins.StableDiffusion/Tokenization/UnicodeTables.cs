using System.Globalization;

namespace FDistill.Plugins.StableDiffusion.Tokenization;

/// <summary>What Unicode says of characters and their parts, from <c>unicode-composition.txt</c>.</summary>
internal sealed class UnicodeTables
{
    private const string File = "unicode-composition.txt";
    private readonly Dictionary<int, int> classes = [];
    private readonly Dictionary<int, int[]> parts = [];
    private readonly Dictionary<(int First, int Second), int> composed = [];

    private UnicodeTables(TextReader lines)
    {
        while (lines.ReadLine() is { } line)
            if (line[0] != '#') Add(line.Split(' '));
    }

    /// <summary>Reads the tables.</summary>
    public static UnicodeTables Read()
    {
        using var reader = new StreamReader(typeof(UnicodeTables).Assembly.GetManifestResourceStream(File)!);
        return new UnicodeTables(reader);
    }

    /// <summary>The combining class: marks of different classes may change places; 0: none may pass.</summary>
    public int ClassOf(int character) => classes.GetValueOrDefault(character);

    /// <summary>What a character consists of, one level down; null for one that is whole.</summary>
    public int[]? PartsOf(int character) => parts.GetValueOrDefault(character);

    /// <summary>What two characters become; null where they stay two.</summary>
    public int? Compose(int first, int second) => composed.TryGetValue((first, second), out var found) ? found : null;

    private void Add(string[] fields)
    {
        var numbers = fields.Skip(1).Select(field => int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
        switch (fields[0])
        {
            case "class":
                for (var character = numbers[0]; character <= numbers[1]; character++) classes[character] = int.Parse(fields[3], CultureInfo.InvariantCulture);
                break;
            case "pair":
                parts[numbers[0]] = numbers[1..];
                composed[(numbers[1], numbers[2])] = numbers[0];
                break;
            default:
                parts[numbers[0]] = numbers[1..];
                break;
        }
    }
}
