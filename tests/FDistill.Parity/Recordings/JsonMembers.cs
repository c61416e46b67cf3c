using System.Text.Json;

namespace FDistill.Parity.Recordings;

/// <summary>Members of JSON objects, with errors that name them.</summary>
internal static class JsonMembers
{
    extension(JsonElement json)
    {
        /// <summary>A member; null where it is missing.</summary>
        public JsonElement Member(string name) => json.TryGetProperty(name, out var value) ? value : JsonElement.Parse("null");

        /// <summary>A member that is an object.</summary>
        public JsonElement Object(string name) => json.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : throw json.Wrong(name, "an object");

        /// <summary>A member that is a text.</summary>
        public string Text(string name) => json.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw json.Wrong(name, "a text");

        /// <summary>A member that is a number.</summary>
        public double Number(string name) => json.Member(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : throw json.Wrong(name, "a number");

        private InvalidDataException Wrong(string name, string expected) => new($"'{name}' is {json.Member(name).GetRawText()}, expected {expected}");
    }
}
