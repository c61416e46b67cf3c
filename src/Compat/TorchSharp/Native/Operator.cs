using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>One of libtorch's operators, looked up when it is first called.</summary>
internal sealed unsafe class Operator(string name, string overload)
{
    private nint handle;

    /// <summary>Whether this libtorch has the operator.</summary>
    public bool Exists
    {
        get
        {
            if (handle != 0) return true;
            nint found;
            return NativeMethods.fd_operator_find(name, overload, &found) >= 0 && (handle = found) != 0;
        }
    }

    /// <summary>Calls the operator for what it does; its results are dropped.</summary>
    public void Run(Value* arguments, int count) => Call(arguments, count, null, 0);

    public Tensor Tensor(Value* arguments, int count)
    {
        Value result;
        Call(arguments, count, &result, 1);
        return TensorOf(result);
    }

    public (Tensor, Tensor) Pair(Value* arguments, int count)
    {
        var results = stackalloc Value[2];
        Call(arguments, count, results, 2);
        return (TensorOf(results[0]), TensorOf(results[1]));
    }

    public (Tensor, Tensor, Tensor) Triple(Value* arguments, int count)
    {
        var results = stackalloc Value[3];
        Call(arguments, count, results, 3);
        return (TensorOf(results[0]), TensorOf(results[1]), TensorOf(results[2]));
    }

    public (Tensor, Tensor, Tensor, Tensor) Quadruple(Value* arguments, int count)
    {
        var results = stackalloc Value[4];
        Call(arguments, count, results, 4);
        return (TensorOf(results[0]), TensorOf(results[1]), TensorOf(results[2]), TensorOf(results[3]));
    }

    public Tensor[] Tensors(Value* arguments, int count)
    {
        Value result;
        Call(arguments, count, &result, 1);
        var tensors = new Tensor[result.Count];
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new Tensor(((nint*)result.Pointer)[i]);
        NativeMethods.fd_free(result.Pointer);
        return tensors;
    }

    public bool Boolean(Value* arguments, int count) => Number(arguments, count).Integer != 0;

    public long Integer(Value* arguments, int count) => Number(arguments, count).Integer;

    public ScalarType Type(Value* arguments, int count) => (ScalarType)Number(arguments, count).Integer;

    public double Real(Value* arguments, int count) => Number(arguments, count).Real;

    /// <summary>The one result, which is no tensor.</summary>
    public Value Number(Value* arguments, int count)
    {
        Value result;
        Call(arguments, count, &result, 1);
        return result;
    }

    private static Tensor TensorOf(in Value value) => value.Pointer is null ? null! : new Tensor((nint)value.Pointer, value.Bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Call(Value* arguments, int count, Value* results, int capacity)
    {
        if (handle == 0) Find();
        var status = NativeMethods.fd_operator_call(handle, arguments, count, results, capacity);
        if (status < 0) NativeError.Throw(status);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Find()
    {
        nint found;
        NativeError.Check(NativeMethods.fd_operator_find(name, overload, &found));
        handle = found;
    }
}
