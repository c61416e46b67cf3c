namespace FDistill.Plugins.StableDiffusion.Tests.Support;

/// <summary>Recordings of the reference implementations, where they are at hand.</summary>
internal static class Fixtures
{
    /// <summary>Their folder; without one the test is skipped.</summary>
    public static string Folder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("FDISTILL_FIXTURES");
            Assert.SkipWhen(string.IsNullOrEmpty(folder), "FDISTILL_FIXTURES names no folder of recordings");
            return folder!;
        }
    }
}
