using System.Text.RegularExpressions;
using FDistill.Tests.Shared;

namespace FDistill.Build.Tests.Pages;

/// <summary>A reader who follows a link of a page arrives.</summary>
public sealed partial class LinkTests
{
    /// <summary>Of the folders whose pages are put into packages: there, no file lies beside the page.</summary>
    private static readonly Regex Packed = PackedPage();

    [Fact]
    public void Every_link_and_picture_in_a_page_leads_to_a_file_or_folder_of_the_repository_and_to_a_heading_that_is_there()
    {
        var checkedLinks = 0;
        var broken = new List<string>();
        foreach (var page in Page.All)
            foreach (var target in page.Targets().Where(target => !IsAddress(target)))
            {
                checkedLinks++;
                if (Fault(page, target) is { } fault) broken.Add($"{page.Path}: ({target}) {fault}");
            }

        Assert.Empty(broken);
        Assert.True(checkedLinks > 100, $"{checkedLinks} links were found");
    }

    [Fact]
    public void Links_to_other_places_are_addresses_that_hold_for_everybody()
    {
        var addresses = Page.All.SelectMany(page => page.Targets().Where(IsAddress).Select(target => (page.Path, target))).ToList();

        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.Matches(@"^(https?://[a-z0-9.-]+\.[a-z]{2,}(/|$)|mailto:)", address.target));
        Assert.All(Page.All, page => Assert.DoesNotContain("localhost", page.Text, StringComparison.OrdinalIgnoreCase));
        Assert.All(Page.All, page => Assert.DoesNotContain("127.0.0.1", page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_that_travels_in_a_package_links_to_no_file_beside_it()
    {
        var pages = Page.All.Where(page => Packed.IsMatch(page.Path)).ToList();

        Assert.True(pages.Count > 10, $"{pages.Count} pages are packed");
        Assert.All(pages, page => Assert.All(page.Targets(), target => Assert.True(IsAddress(target), $"{page.Path}: ({target})")));
    }

    [Fact]
    public void Every_page_of_the_documentation_can_be_reached_from_the_readme()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { "README.md" };
        var waiting = new Queue<string>(reached);
        while (waiting.TryDequeue(out var path))
            foreach (var target in Page.All.Single(page => page.Path == path).Targets().Where(target => !IsAddress(target)))
                if (Destination(path, target.Split('#')[0]) is var next && Page.All.Any(page => page.Path == next) && reached.Add(next)) waiting.Enqueue(next);

        Assert.Empty(Page.All.Select(page => page.Path).Where(path => path.StartsWith("docs/", StringComparison.Ordinal)).Except(reached));
    }

    [Fact]
    public void Every_file_of_the_repository_that_a_page_names_by_its_path_exists()
    {
        var named = Page.All.Where(page => !page.Path.StartsWith("samples/third-party/", StringComparison.Ordinal))
            .SelectMany(page => page.CodeSpans().Where(span => NamedFile().IsMatch(span)).Select(span => (page.Path, span))).ToList();

        Assert.True(named.Count > 25, $"{named.Count} files are named");
        Assert.DoesNotContain(named, name => !Exists(name.span));
    }

    private static bool IsAddress(string target) => target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal);

    private static string? Fault(Page page, string target)
    {
        var parts = target.Split('#');
        var path = parts[0].Length == 0 ? page.Path : Destination(page.Path, parts[0]);
        if (path.StartsWith("..", StringComparison.Ordinal) || !Exists(path)) return "is not there";
        if (parts.Length == 1) return null;
        return Page.All.SingleOrDefault(other => other.Path == path) is { } aim && aim.Anchors().Contains(parts[1]) ? null : "has no such heading";
    }

    /// <summary>Where a page's link leads to, as a path from the repository's root.</summary>
    private static string Destination(string page, string target) =>
        Path.GetRelativePath(Readme.Path("."), Path.GetFullPath(Path.Combine(Readme.Path("."), Path.GetDirectoryName(page)!, target))).Replace('\\', '/');

    private static bool Exists(string path) => Path.Exists(Path.Combine(Readme.Path("."), path));

    [GeneratedRegex(@"^(src|plugins)/[^/]+/README\.md$")]
    private static partial Regex PackedPage();

    /// <summary>A path in one of the repository's folders, with a
    /// file's name and nothing that stands for another.</summary>
    [GeneratedRegex(@"^(?!.*\b(MAJOR|NAME)\b)(src|plugins|tests|samples|docs)/[\w./-]+\.\w+$")]
    private static partial Regex NamedFile();
}
