namespace FDistill.Testing.Tests.Support;

/// <summary>What a law says of a part that breaks it.</summary>
internal static class Broken
{
    public static void Says(string contract, string found, Action law)
    {
        var failure = Assert.ThrowsAny<Xunit.Sdk.XunitException>(law);
        Assert.StartsWith(contract + ": ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\nFound: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(found, failure.Message, StringComparison.Ordinal);
    }

    public static async Task SaysAsync(string contract, string found, Func<Task> law)
    {
        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(law);
        Assert.StartsWith(contract + ": ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(found, failure.Message, StringComparison.Ordinal);
    }
}
