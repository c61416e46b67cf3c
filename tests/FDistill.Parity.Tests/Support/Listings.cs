using System.Text.Json;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Tests.Support;

/// <summary>Names and shapes of state dicts, one line each.</summary>
internal static class Listings
{
    /// <summary>A recorded listing.</summary>
    public static IEnumerable<string> Of(JsonDocument listing) => listing.RootElement.GetProperty("state_dict").EnumerateArray()
        .Select(entry => $"{entry.GetProperty("name").GetString()} [{string.Join(", ", entry.GetProperty("shape").EnumerateArray())}]");

    /// <summary>The listing of a module.</summary>
    public static IEnumerable<string> Of(nn.Module module) => StateDict.Of(module).Select(pair => $"{pair.Key} [{string.Join(", ", pair.Value.shape)}]");
}
