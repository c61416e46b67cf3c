using static TorchSharp.torch;

namespace FDistill.Engine.Contracts;

/// <summary>A member of a part's contract, and the clauses that its
/// results are held against. No check waits for a device.</summary>
/// <param name="part">The part.</param>
/// <param name="member">The member, e.g. <c>IDenoiser.Denoise</c>.</param>
internal readonly struct Contract(object part, string member)
{
    /// <summary>What is thrown where a clause is broken.</summary>
    public BrokenContractException Broken(string clause) => new(part, member, clause);

    /// <summary>Something must be there.</summary>
    public T Present<T>(T? value, string what) where T : class => value ?? throw Broken($"it returned nothing; {what} was expected");

    /// <summary>A result has its shape, is of a float type, float32
    /// unless said otherwise, and lies where its input does.</summary>
    /// <returns>The result.</returns>
    public Tensor Result(Tensor? result, string what, ReadOnlySpan<long> shape, Device device, ScalarType? type = ScalarType.Float32)
    {
        var tensor = Present(result, what);
        if (tensor.IsInvalid) throw Broken($"it returned {what}, disposed already; results belong to the caller's dispose scope");
        if (!tensor.shape.AsSpan().SequenceEqual(shape)) throw Broken($"it returned {what} of shape {Shape(tensor.shape)}; {Shape(shape)} was expected");
        Typed(tensor, what, type);
        Placed(tensor, what, device);
        return tensor;
    }

    /// <summary>A tensor has its type.</summary>
    public void Typed(Tensor tensor, string what, ScalarType? type)
    {
        if (type is { } expected ? tensor.dtype != expected : !tensor.is_floating_point())
            throw Broken($"it returned {what} of {tensor.dtype}; {(type is { } named ? $"{named}" : "a float type")} was expected");
    }

    /// <summary>A tensor lies where it should.</summary>
    public void Placed(Tensor tensor, string what, Device device)
    {
        if (tensor.device_type != device.type || (device.index >= 0 && tensor.device_index >= 0 && tensor.device_index != device.index))
            throw Broken($"it returned {what} on {tensor.device}; {device} was expected");
    }

    /// <summary>Inputs belong to the caller, who needs them still.</summary>
    public void LeftAlone(Tensor input, string what)
    {
        if (input.IsInvalid) throw Broken($"it disposed {what}, which belong{(what.EndsWith('s') ? "" : "s")} to the caller");
    }

    /// <summary>Numbers in main memory are finite.</summary>
    public void Finite(Tensor numbers, string what)
    {
        using var scope = NewDisposeScope();
        if (!double.IsFinite(numbers.sum().item<float>())) throw Broken($"it returned {what} some of which are NaN or infinite; finite numbers were expected");
    }

    /// <summary>As many entries as records.</summary>
    public void Counted<T>(IReadOnlyCollection<T>? entries, string what, long count)
    {
        if (entries is not null && entries.Count != count) throw Broken($"it returned {entries.Count} {what} for {count} records");
    }

    /// <summary>Sizes as a reader writes them.</summary>
    public static string Shape(ReadOnlySpan<long> sizes) => $"[{string.Join(", ", sizes.ToArray())}]";
}
