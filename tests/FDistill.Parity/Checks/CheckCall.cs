using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Parity.Recordings;
using static TorchSharp.torch;

namespace FDistill.Parity.Checks;

/// <summary>One call of a check: what goes in, and what has to come out.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Json">The check, or one of its steps.</param>
/// <param name="Whole">The check, whose kind and tolerances are a step's where it has none of its own.</param>
/// <param name="Number">The step's number, from 0 on; null for a check without steps.</param>
internal sealed record CheckCall(Recording Recording, JsonElement Json, JsonElement Whole, int? Number)
{
    private readonly Dictionary<string, CheckResult> results = [];
    private readonly HashSet<string> taken = [];

    /// <summary>Where its inputs lie.</summary>
    public Device Device { get; set; } = CPU;

    /// <summary>What it computes.</summary>
    public string Kind => (Json.TryGetProperty("kind", out _) ? Json : Whole).Text("kind");

    /// <summary>The roles of the outputs that were recorded.</summary>
    public IEnumerable<string> Wanted => Json.Object("outputs").EnumerateObject().Select(output => output.Name);

    /// <summary>What was returned, by role.</summary>
    public IReadOnlyDictionary<string, CheckResult> Results => results;

    /// <summary>The inputs that are given and that nothing took.</summary>
    public IEnumerable<string> Untaken => Inputs.ValueKind != JsonValueKind.Object ? [] : Inputs.EnumerateObject().Select(input => input.Name).Where(role => !taken.Contains(role));

    private JsonElement Inputs => Json.Member("inputs");

    /// <summary>Whether an output was recorded.</summary>
    public bool Wants(string role) => Wanted.Contains(role);

    /// <summary>The roles of recorded outputs that begin with a prefix, by the rest of their names.</summary>
    public IReadOnlyList<string> WantedBelow(string prefix) =>
        [.. Wanted.Where(role => role.StartsWith(prefix, StringComparison.Ordinal)).Select(role => role[prefix.Length..])];

    /// <summary>Whether an input is given, and not null.</summary>
    public bool Has(string role) => Value(role).ValueKind != JsonValueKind.Null;

    /// <summary>An input that is a tensor, a number or a list of numbers.</summary>
    public Tensor Input(string role) => OptionalInput(role) ?? throw new InvalidDataException($"inputs: {role} is missing");

    /// <summary>An input that is a tensor, a number or a list of numbers; null where none is given.</summary>
    public Tensor? OptionalInput(string role) => Has(role) ? Recording.Tensor(Value(role), $"inputs: {role}").to(Device) : null;

    /// <summary>An input that is a text, perhaps inside a literal.</summary>
    public string Text(string role)
    {
        var value = Value(role);
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("literal", out var literal)) value = literal;
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new InvalidDataException($"inputs: {role} is {value.GetRawText()}, expected a text");
    }

    /// <summary>An input that is a file: its path on this machine.</summary>
    public string File(string role) => Recording.PathOf(Value(role).Text("file"));

    /// <summary>Returns an output.</summary>
    public void Return(string role, Tensor result) => results[role] = new TensorResult(result);

    /// <summary>Returns an output that is a number.</summary>
    public void Return(string role, double result) => Return(role, tensor(result, dtype: ScalarType.Float64, device: CPU));

    /// <summary>Returns an output of named tensors.</summary>
    public void Return(string role, IEnumerable<KeyValuePair<string, Tensor>> result) => results[role] = new NamedTensorsResult([.. result]);

    /// <summary>Returns an output of plain data.</summary>
    public void Return(string role, JsonNode? result) => results[role] = new PlainResult(result);

    /// <summary>The recorded output, as it is written.</summary>
    public JsonElement Expected(string role) => Json.Object("outputs").Member(role);

    /// <summary>How exactly an output has to be met.</summary>
    public (double Relative, double Absolute) Tolerance(string role)
    {
        var own = Json.Member("tolerance");
        var tolerance = own.ValueKind == JsonValueKind.Object && own.TryGetProperty(role, out var found) ? found : Whole.Object("tolerance").Object(role);
        return (tolerance.Number("relative"), tolerance.Number("absolute"));
    }

    private JsonElement Value(string role)
    {
        taken.Add(role);
        return Inputs.ValueKind == JsonValueKind.Object ? Inputs.Member(role) : Inputs;
    }
}
