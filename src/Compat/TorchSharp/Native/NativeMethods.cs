using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[module: SkipLocalsInit]

namespace TorchSharp;

/// <summary>The functions of the native library. Those that may fail return a negative number, see <see cref="NativeError"/>.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "fdistill_torch";

    static NativeMethods() => NativeLibraryLoader.Install(Library);

    [LibraryImport(Library)] public static partial byte* fd_last_error();
    [LibraryImport(Library)] public static partial nint fd_last_managed_exception();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int fd_operator_find(string name, string overload, nint* result);
    [LibraryImport(Library)]
    public static partial int fd_operator_call(nint op, Value* arguments, int count, Value* results, int capacity);
    [LibraryImport(Library)] public static partial void fd_free(void* memory);

    [LibraryImport(Library)] public static partial void fd_tensor_free(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial nint fd_tensor_alias(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial int fd_tensor_is_same(nint left, nint right);
    [LibraryImport(Library), SuppressGCTransition] public static partial int fd_tensor_info(nint tensor, TensorInfo* info);
    [LibraryImport(Library), SuppressGCTransition] public static partial int fd_tensor_sizes(nint tensor, long* sizes);
    [LibraryImport(Library), SuppressGCTransition] public static partial int fd_tensor_strides(nint tensor, long* strides);
    [LibraryImport(Library)] public static partial int fd_tensor_data(nint tensor, void** data);
    [LibraryImport(Library)]
    public static partial int fd_tensor_from_memory(
        void* data, long* sizes, int dimensions, int dtype, delegate* unmanaged<nint, void> release, nint owner, nint* result);
    [LibraryImport(Library)] public static partial int fd_default_dtype();
    [LibraryImport(Library)] public static partial int fd_set_default_dtype(int dtype);

    [LibraryImport(Library)] public static partial int fd_requires_grad(nint tensor, [MarshalAs(UnmanagedType.I4)] bool requires_grad);
    [LibraryImport(Library)] public static partial nint fd_gradient(nint tensor);
    [LibraryImport(Library)] public static partial int fd_set_gradient(nint tensor, nint gradient);
    [LibraryImport(Library)]
    public static partial int fd_backward(
        nint[] tensors, int count, nint[] gradients, int gradient_count, int retain_graph, int create_graph, nint[] inputs, int input_count);
    [LibraryImport(Library)]
    public static partial int fd_grad(
        nint[] outputs, int output_count, nint[] inputs, int input_count, nint[] gradients, int gradient_count, int retain_graph,
        int create_graph, int allow_unused, nint[] results);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int fd_node_new(NodeCallbacks* callbacks, nint owner, string name, int materialize, nint[] inputs, int count, nint* node);
    [LibraryImport(Library)] public static partial int fd_node_attach(nint node, nint output, int kind, int is_input, nint* result);
    [LibraryImport(Library)] public static partial void fd_node_free(nint node);
    [LibraryImport(Library)] public static partial int fd_saved_new(nint tensor, int is_output, nint* saved);
    [LibraryImport(Library)] public static partial int fd_saved_unpack(nint saved, nint node, nint* result);
    [LibraryImport(Library)] public static partial void fd_saved_free(nint saved);

    [LibraryImport(Library), SuppressGCTransition] public static partial int fd_grad_enabled();
    [LibraryImport(Library), SuppressGCTransition] public static partial void fd_set_grad_enabled(int enabled);
    [LibraryImport(Library)] public static partial int fd_inference_mode_enabled();
    [LibraryImport(Library)] public static partial nint fd_inference_mode_new(int enabled);
    [LibraryImport(Library)] public static partial void fd_inference_mode_free(nint guard);
    [LibraryImport(Library)] public static partial int fd_anomaly_enabled();
    [LibraryImport(Library)] public static partial int fd_anomaly_checks_nan();
    [LibraryImport(Library)] public static partial void fd_set_anomaly(int enabled, int check_nan);

    [LibraryImport(Library)] public static partial int fd_manual_seed(ulong seed);
    [LibraryImport(Library)] public static partial int fd_generator_new(int device_type, int device_index, int shared, nint* result);
    [LibraryImport(Library)] public static partial void fd_generator_free(nint generator);
    [LibraryImport(Library)] public static partial int fd_generator_set_seed(nint generator, ulong seed);
    [LibraryImport(Library)] public static partial int fd_generator_seed(nint generator, ulong* seed);
    [LibraryImport(Library)] public static partial int fd_generator_current_seed(nint generator, ulong* seed);
    [LibraryImport(Library)] public static partial int fd_generator_state(nint generator, nint* state);
    [LibraryImport(Library)] public static partial int fd_generator_set_state(nint generator, nint state);

    [LibraryImport(Library)] public static partial byte* fd_torch_version();
    [LibraryImport(Library)] public static partial int fd_cxx11_abi();
    [LibraryImport(Library)] public static partial int fd_num_threads();
    [LibraryImport(Library)] public static partial int fd_num_interop_threads();
    [LibraryImport(Library)] public static partial int fd_set_num_threads(int count);
    [LibraryImport(Library)] public static partial int fd_set_num_interop_threads(int count);
    [LibraryImport(Library)] public static partial int fd_device_count(int device_type);
    [LibraryImport(Library)] public static partial int fd_device_synchronize(int device_type, int device_index);
    [LibraryImport(Library)] public static partial int fd_has_cudnn();
    [LibraryImport(Library)] public static partial int fd_allow_tf32_matmul();
    [LibraryImport(Library)] public static partial void fd_set_allow_tf32_matmul(int allow);
    [LibraryImport(Library)] public static partial int fd_allow_tf32_cudnn();
    [LibraryImport(Library)] public static partial void fd_set_allow_tf32_cudnn(int allow);
    [LibraryImport(Library)] public static partial int fd_float32_matmul_precision();
    [LibraryImport(Library)] public static partial void fd_set_float32_matmul_precision(int precision);
    [LibraryImport(Library)] public static partial int fd_allow_fp16_reduction();
    [LibraryImport(Library)] public static partial void fd_set_allow_fp16_reduction(int allow);
    [LibraryImport(Library)] public static partial int fd_flash_sdp();
    [LibraryImport(Library)] public static partial void fd_set_flash_sdp(int enabled);
    [LibraryImport(Library)] public static partial int fd_math_sdp();
    [LibraryImport(Library)] public static partial void fd_set_math_sdp(int enabled);
    [LibraryImport(Library)] public static partial int fd_deterministic();
    [LibraryImport(Library)] public static partial int fd_deterministic_warn_only();
    [LibraryImport(Library)] public static partial void fd_set_deterministic(int enabled, int warn_only);
}
