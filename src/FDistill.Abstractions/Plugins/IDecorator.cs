namespace FDistill.Plugins;

/// <summary>Implemented by whatever stands in a part's place and does its work
/// by that part: a guard, an observer, a change of its results.</summary>
/// <remarks>What a contract leaves optional (<see cref="Teachers.ICheckpointingDenoiser"/>,
/// <see cref="Teachers.IExactTeacher"/>, …) is asked of the part behind, by
/// <see cref="OptionalContract.Of"/>; a decorator that has an answer
/// of its own implements the optional contract itself.</remarks>
public interface IDecorator
{
    /// <summary>The part that does the work.</summary>
    object Inner { get; }
}

/// <summary>Asks parts for contracts that they need not have, through whatever stands in their place.</summary>
public static class OptionalContract
{
    /// <summary>A part as another contract: the outermost that has
    /// it, of what stands in its place and the part itself.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="part">The part.</param>
    /// <returns>Null where it has no such contract.</returns>
    public static T? Of<T>(object? part) where T : class
    {
        while (part is not T && part is IDecorator decorator) part = decorator.Inner;
        return part as T;
    }

    /// <summary>The part itself, without what stands in its place.</summary>
    /// <typeparam name="T">Its contract.</typeparam>
    /// <param name="part">The part.</param>
    public static T Innermost<T>(T part) where T : class
    {
        while (part is IDecorator { Inner: T inner }) part = inner;
        return part;
    }
}
