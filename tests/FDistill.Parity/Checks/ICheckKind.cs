namespace FDistill.Parity.Checks;

/// <summary>A kind of checks: what is computed, from arguments, weights and inputs alone.</summary>
internal interface ICheckKind
{
    /// <summary>Its name in checks files, e.g. <c>fdistill.weight</c>.</summary>
    string Name { get; }

    /// <summary>Makes one call, in a dispose scope of its own.</summary>
    /// <param name="check">The check: arguments and weights, and what its calls share.</param>
    /// <param name="call">The call: takes the inputs from it, and returns every output through it.</param>
    void Compute(Check check, CheckCall call);
}
