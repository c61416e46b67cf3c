namespace FDistill.Formats.Pickles;

/// <summary>A name that a pickle may use, and what stands for it here.</summary>
/// <param name="Name">Module and name, e.g. <c>collections.OrderedDict</c>.</param>
/// <param name="Make">What calling it makes; null where it is only mentioned.</param>
internal sealed record PickleGlobal(string Name, Func<PickleSequence, object?>? Make = null);
