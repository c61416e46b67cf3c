using FDistill.Reports.Wording;

namespace FDistill.Cli.Tests.Presentation;

public sealed class WrappingTests
{
    [Theory]
    [InlineData("short", "short")]
    [InlineData("one two three four", "one two\n  three\n  four")]
    [InlineData("a  wide  gap stays", "a  wide\n  gap\n  stays")]
    [InlineData("  indented lines go on", "  indented\n    lines\n    go on")]
    [InlineData("averyveryverylongword and more", "averyveryverylongword\n  and more")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("", "")]
    public void Lines_are_broken_between_words_and_go_on_further_to_the_right(string text, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings(), Wrapping.Wrap(text, width: 10));
}
