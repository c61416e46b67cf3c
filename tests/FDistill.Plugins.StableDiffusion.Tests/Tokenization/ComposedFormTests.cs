using FDistill.Plugins.StableDiffusion.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Plugins.StableDiffusion.Tests.Tokenization;

public class ComposedFormTests
{
    [Theory]
    [InlineData("cafe\u0301", "caf\u00e9")]
    [InlineData("e\u0301\u0301", "\u00e9\u0301")]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("a\u0323\u0302", "\u1ead")]
    [InlineData("\u1e0b\u0323", "\u1e0d\u0307")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("\u1112\u1161\u11ab", "\ud55c")]
    [InlineData("\ud558\u11ab", "\ud55c")]
    [InlineData("\u0061\u0315\u0300\u05ae\u0062", "\u00e0\u05ae\u0315\u0062")]
    [InlineData("\ud834\udd5e", "\ud834\udd57\ud834\udd65")]
    [InlineData("plain", "plain")]
    public void Letters_and_marks_are_joined_as_Unicode_says(string text, string composed) => Assert.Equal(composed, ComposedForm.Of(text));

    [Fact]
    public void Composing_twice_is_composing_once() =>
        Prop.ForAll<NonNull<string>>(text => ComposedForm.Of(ComposedForm.Of(text.Get)) == ComposedForm.Of(text.Get)).QuickCheckThrowOnFailure();
}
