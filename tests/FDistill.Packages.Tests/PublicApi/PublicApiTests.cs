using System.Reflection;
using FDistill.Packages.Tests.Support;
using FDistill.Plugins;
using FDistill.Tests.Shared;

namespace FDistill.Packages.Tests.PublicApi;

public sealed class PublicApiTests
{
    private const string Record = "FDISTILL_RECORD_API";

    private static string Contracts => Readme.Path("src/FDistill.Abstractions/PublicApi");

    [Fact]
    public void The_contracts_are_those_recorded_for_their_version() =>
        Check(typeof(IPlugin).Assembly, Path.Combine(Contracts, $"{ContractVersion.Current}.txt"),
            $"Members were added to or taken from the contracts. If contract {ContractVersion.Current} is published, raise ContractVersion.Current: its minor for what is added, its major for what breaks implementers.");

    [Theory]
    [InlineData("FDistill.Engine")]
    [InlineData("FDistill.Formats")]
    [InlineData("FDistill.Reports")]
    [InlineData("FDistill.Hosting")]
    [InlineData("FDistill.Testing")]
    [InlineData("FDistill.Torch")]
    public void A_library_offers_what_is_recorded(string library) =>
        Check(Assembly.Load(library), Readme.Path($"src/{library}/PublicApi.txt"), $"The public API of {library} changed.");

    [Fact]
    public void A_minor_version_of_the_contracts_only_adds_to_the_one_before()
    {
        var versions = Directory.GetFiles(Contracts, "*.txt").Select(file => (Version: Version.Parse(Path.GetFileNameWithoutExtension(file)), Members: File.ReadAllLines(file))).OrderBy(pair => pair.Version).ToList();
        Assert.Equal(Version.Parse(ContractVersion.Current), versions[^1].Version);
        foreach (var (before, after) in versions.Zip(versions.Skip(1)))
        {
            if (before.Version.Major != after.Version.Major) continue;
            Assert.Empty(before.Members.Except(after.Members));
            Assert.DoesNotContain(after.Members.Except(before.Members), member => IsNewDuty(member, before.Members));
        }
    }

    /// <summary>A new abstract member of an interface that was there before breaks those who implement it.</summary>
    private static bool IsNewDuty(string member, IEnumerable<string> before) =>
        member.Contains(" : abstract ", StringComparison.Ordinal) && before.Any(line => line.Contains(" : interface", StringComparison.Ordinal) && member.StartsWith(line.Split(" : ")[0] + ".", StringComparison.Ordinal));

    private static void Check(Assembly assembly, string recorded, string meaning)
    {
        var found = ApiListing.Of(assembly);
        if (Environment.GetEnvironmentVariable(Record) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(recorded)!);
            File.WriteAllText(recorded, string.Join('\n', found) + "\n");
        }

        var expected = File.Exists(recorded) ? File.ReadAllLines(recorded) : [];
        var difference = found.Except(expected).Select(line => "+ " + line).Concat(expected.Except(found).Select(line => "- " + line)).ToList();
        Assert.True(difference.Count == 0, $"{meaning} Record it with {Record}=1 ./test tests/FDistill.Packages.Tests\n{string.Join('\n', difference)}");
    }
}
