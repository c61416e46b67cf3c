using System.Runtime.CompilerServices;
using FDistill.Engine.Contracts;
using FDistill.Hosting.Plugins;

namespace FDistill.Hosting.Composition;

/// <summary>Remembers as what each part was chosen, so that a mistake of
/// its own is told under the name that the run file gives it.</summary>
internal sealed class MadeParts
{
    private readonly ConditionalWeakTable<object, PartDescriptor> made = [];

    /// <summary>Remembers a part.</summary>
    public void Add(object part, PartDescriptor descriptor) => made.AddOrUpdate(part, descriptor);

    /// <summary>Names the part that broke its contract: plugin, kind and name.</summary>
    public void Name(BrokenContractException broken)
    {
        if (made.TryGetValue(broken.Part, out var descriptor)) broken.PartName = $"{descriptor.Plugin}, {descriptor.Kind}/{descriptor.Name}";
    }
}
