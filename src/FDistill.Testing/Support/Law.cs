using System.Globalization;
using static TorchSharp.torch;

namespace FDistill.Testing.Support;

/// <summary>Says in the contract's words which law a part breaks, and what was found.</summary>
internal static class Law
{
    /// <summary>Fails unless a law holds.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="contract">The member whose contract it is, e.g. <c>IDivergence.Weight</c>.</param>
    /// <param name="law">What the contract says.</param>
    /// <param name="found">What was found instead.</param>
    public static void Require(bool holds, string contract, string law, FormattableString found)
    {
        if (!holds) Assert.Fail($"{contract}: {law}\nFound: {found.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Fails unless a tensor has a shape, a type and a device, and is finite.</summary>
    public static void RequireTensor(Tensor? tensor, long[] shape, ScalarType type, Device device, string contract, string what)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (tensor is null || tensor.IsInvalid)
        {
            Assert.Fail($"{contract}: {what} is a tensor that belongs to the caller's dispose scope\nFound: {(tensor is null ? "null" : "a tensor that is disposed already")}");
            return;
        }

        Require(tensor.shape.SequenceEqual(shape), contract, $"{what} has the shape {Shape(shape)}", $"{Shape(tensor.shape)}");
        Require(tensor.dtype == type, contract, $"{what} is {type}", $"{tensor.dtype}");
        Require(tensor.device_type == device.type, contract, $"{what} is on {device.type}, the device of what it was made from", $"{tensor.device_type}");
        using var finite = tensor.isfinite().all();
        Require(finite.item<bool>(), contract, $"{what} is finite", $"NaN or infinity among {tensor.NumberOfElements} numbers");
    }

    /// <summary>Fails unless two tensors agree.</summary>
    /// <param name="expected">What the law asks for.</param>
    /// <param name="found">What was found.</param>
    /// <param name="tolerance">By how much they may differ, relative
    /// to the largest number expected; 0: not by a bit.</param>
    /// <param name="contract">The member whose contract it is.</param>
    /// <param name="law">What the contract says.</param>
    public static void RequireSame(Tensor expected, Tensor found, double tolerance, string contract, string law)
    {
        Require(expected.shape.SequenceEqual(found.shape), contract, law, $"the shapes {Shape(expected.shape)} and {Shape(found.shape)}");
        using var scope = NewDisposeScope();
        var (a, b) = (expected.to_type(ScalarType.Float64), found.to_type(ScalarType.Float64));
        var (difference, largest) = ((a - b).abs().max().item<double>(), a.abs().max().item<double>());
        Require(difference <= tolerance * Math.Max(largest, 1e-30), contract, law, $"a difference of {difference:g3} where the largest number is {largest:g3} (allowed: {tolerance:g2} of it)");
    }

    /// <summary>Fails unless a call leaves its input as it was.</summary>
    public static void RequireUntouched(Tensor before, Tensor after, string contract, string what)
    {
        Require(!after.IsInvalid, contract, $"{what} belongs to the caller", $"it was disposed");
        RequireSame(before, after, 0, contract, $"{what} belongs to the caller and is not changed");
    }

    /// <summary>A shape as it is written.</summary>
    public static string Shape(IEnumerable<long> sizes) => $"[{string.Join(", ", sizes)}]";
}
