using System.Globalization;

namespace FDistill.Plugins.Divergences.Expressions;

/// <summary>Reads formulas. <c>sum = product (('+'|'-') product)*</c>, <c>product = signed (('*'|'/') signed)*</c>,
/// <c>signed = '-' signed | power</c>, <c>power = atom ('^' signed)?</c>, <c>atom
/// = number | r | logr | name '(' sum (',' sum)? ')' | '(' sum ')'</c>.</summary>
internal sealed class Parser
{
    private const int DeepestNesting = 64;

    private readonly string text;
    private int at;
    private int nesting;

    private Parser(string text) => this.text = text;

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <exception cref="FormatException">It is not one; the message
    /// says what was found where, and what was expected.</exception>
    public static Node Parse(string text)
    {
        var parser = new Parser(text);
        var node = parser.Sum();
        return parser.Peek() == '\0' ? node : throw parser.Unexpected("an operator or the end");
    }

    private Node Sum()
    {
        if (++nesting > DeepestNesting) throw new FormatException($"the formula is nested more than {DeepestNesting} deep");
        var node = Product();
        while (true)
        {
            if (Take('+')) node = new Binary((x, y) => x + y, node, Product());
            else if (Take('-')) node = new Binary((x, y) => x - y, node, Product());
            else break;
        }

        nesting--;
        return node;
    }

    private Node Product()
    {
        var node = Signed();
        while (true)
        {
            if (Take('*')) node = new Binary((x, y) => x * y, node, Signed());
            else if (Take('/')) node = new Binary((x, y) => x / y, node, Signed());
            else return node;
        }
    }

    private Node Signed()
    {
        if (++nesting > DeepestNesting) throw new FormatException($"the formula is nested more than {DeepestNesting} deep");
        var node = Take('-') ? new Unary(x => x.neg(), Signed()) : Power();
        nesting--;
        return node;
    }

    private Node Power()
    {
        var node = Atom();
        return Take('^') ? new Binary((x, y) => x.pow(y), node, Signed()) : node;
    }

    private Node Atom()
    {
        if (Take('(')) return Closed(Sum());
        var next = Peek();
        if (char.IsAsciiDigit(next) || next == '.') return Number();
        if (char.IsAsciiLetter(next)) return Named();
        throw Unexpected("a number, r, logr, a function or '('");
    }

    private Number Number()
    {
        var start = at;
        while (char.IsAsciiDigit(Here) || Here == '.') at++;
        if (Here is 'e' or 'E')
        {
            at++;
            if (Here is '+' or '-') at++;
            while (char.IsAsciiDigit(Here)) at++;
        }

        return double.TryParse(text.AsSpan(start, at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new Number(value)
            : throw new FormatException($"'{text[start..at]}' at place {start + 1} of '{text}' is not a number");
    }

    private Node Named()
    {
        var start = at;
        while (char.IsAsciiLetter(Here)) at++;
        var name = text[start..at];
        if (name == "r") return new Ratio();
        if (name == "logr") return new LogRatio();
        if (Functions.OfOne.TryGetValue(name, out var one))
        {
            Expect('(');
            return Closed(new Unary(one, Sum()));
        }

        if (Functions.OfTwo.TryGetValue(name, out var two))
        {
            Expect('(');
            var first = Sum();
            Expect(',');
            return Closed(new Binary(two, first, Sum()));
        }

        throw new FormatException($"there is no '{name}', at place {start + 1} of '{text}'. There are: {string.Join(", ", Functions.Names)}");
    }

    private Node Closed(Node node)
    {
        Expect(')');
        return node;
    }

    private void Expect(char wanted)
    {
        if (!Take(wanted)) throw Unexpected($"'{wanted}'");
    }

    private bool Take(char wanted)
    {
        if (Peek() != wanted) return false;
        at++;
        return true;
    }

    private char Peek()
    {
        while (char.IsWhiteSpace(Here)) at++;
        return Here;
    }

    private char Here => at < text.Length ? text[at] : '\0';

    private FormatException Unexpected(string wanted) => new(
        $"found {(Here == '\0' ? "the end" : $"'{Here}'")} at place {at + 1} of '{text}', expected {wanted}");
}
