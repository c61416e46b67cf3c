using FDistill.Hosting.Plugins;

namespace FDistill.Hosting.RunFiles;

/// <summary>A part chosen in a run file: <c>{ "use": name, … }</c>, the other keys being its options.</summary>
public abstract class PartChoice
{
    /// <summary>The key that names the part.</summary>
    internal const string Use = "use";

    private protected PartChoice(string name, PartDescriptor part, object options)
    {
        Name = name;
        Part = part;
        Options = options;
    }

    /// <summary>The name as the run file gives it, possibly qualified.</summary>
    public string Name { get; }

    /// <summary>The part.</summary>
    public PartDescriptor Part { get; }

    /// <summary>Its options, of the type that the part was registered with, bound and validated.</summary>
    public object Options { get; }
}

/// <summary>A part of one kind chosen in a run file.</summary>
/// <typeparam name="TContract">The kind's contract.</typeparam>
/// <param name="name">The name as the run file gives it.</param>
/// <param name="part">The part.</param>
/// <param name="options">Its options.</param>
public sealed class PartChoice<TContract>(string name, PartDescriptor part, object options) : PartChoice(name, part, options)
    where TContract : class;
