using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace FDistill.Torch.Operators;

/// <summary>The C interface of libtorch, whose binary form is kept from
/// version to version: <c>torch/csrc/stable/c/shim.h</c>.</summary>
internal static partial class NativeOperators
{
    private const string Library = "torch_cpu";

    /// <summary>Another reference to a tensor, for the operator to let go of.</summary>
    public static nint Own(Tensor tensor)
    {
        Check(NewTensorHandle(tensor.Handle, out var handle), "a tensor's handle");
        return handle;
    }

    /// <summary>A list of references, for the operator to let go of.</summary>
    public static nint Own(Tensor[] tensors)
    {
        Check(NewList((nuint)tensors.Length, out var list), "a list");
        foreach (var tensor in tensors) Check(PushBack(list, (ulong)Own(tensor)), "a list's element");
        return list;
    }

    /// <summary>Calls an operator. Its arguments lie on the stack, and its results afterwards.</summary>
    public static unsafe int Call(string name, string overload, Span<ulong> stack)
    {
        fixed (ulong* start = stack) return CallDispatcher(name, overload, start, AbiVersion());
    }

    private static void Check(int code, string what)
    {
        if (code != 0) throw new InvalidOperationException($"libtorch did not make {what} (code {code}).");
    }

    [LibraryImport(Library, EntryPoint = "torch_call_dispatcher", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int CallDispatcher(string name, string overload, ulong* stack, ulong version);

    [LibraryImport(Library, EntryPoint = "aoti_torch_abi_version")]
    private static partial ulong AbiVersion();

    [LibraryImport(Library, EntryPoint = "aoti_torch_new_tensor_handle")]
    private static partial int NewTensorHandle(nint tensor, out nint handle);

    [LibraryImport(Library, EntryPoint = "torch_new_list_reserve_size")]
    private static partial int NewList(nuint size, out nint list);

    [LibraryImport(Library, EntryPoint = "torch_list_push_back")]
    private static partial int PushBack(nint list, ulong element);
}
