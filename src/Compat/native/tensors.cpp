// Tensors: handles, what they say of themselves, and their memory.
#include "common.h"

#include <ATen/ops/from_blob.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/ScalarTypeToTypeMeta.h>

using namespace fdistill;

namespace {

// Mirrored by TensorInfo.cs.
struct TensorInfo {
  int32_t dtype, device_type, device_index, dimensions;
  int64_t elements, element_size, storage_offset, bytes;
  int32_t requires_grad, contiguous;
};

}  // namespace

FD_EXPORT void fd_tensor_free(Handle tensor) { delete static_cast<at::Tensor*>(tensor); }
FD_EXPORT Handle fd_tensor_alias(Handle tensor) { return give(borrow(tensor)); }
FD_EXPORT int fd_tensor_is_same(Handle left, Handle right) { return borrow(left).is_same(borrow(right)); }

FD_EXPORT int fd_tensor_info(Handle handle, TensorInfo* info) {
  return guarded([&] {
    const auto& tensor = borrow(handle);
    bool strided = tensor.layout() == c10::kStrided;
    info->dtype = static_cast<int32_t>(tensor.scalar_type());
    info->device_type = static_cast<int32_t>(tensor.device().type());
    info->device_index = tensor.device().index();
    info->dimensions = static_cast<int32_t>(tensor.dim());
    info->elements = tensor.numel();
    info->element_size = static_cast<int64_t>(tensor.dtype().itemsize());
    info->storage_offset = strided ? tensor.storage_offset() : 0;
    info->bytes = tensor.has_storage() ? static_cast<int64_t>(tensor.storage().nbytes()) : 0;
    info->requires_grad = tensor.requires_grad();
    info->contiguous = strided && tensor.is_contiguous();
    return kOk;
  });
}

FD_EXPORT int fd_tensor_sizes(Handle tensor, int64_t* sizes) {
  return guarded([&] {
    auto source = borrow(tensor).sizes();
    std::copy(source.begin(), source.end(), sizes);
    return kOk;
  });
}

FD_EXPORT int fd_tensor_strides(Handle tensor, int64_t* strides) {
  return guarded([&] {
    auto source = borrow(tensor).strides();
    std::copy(source.begin(), source.end(), strides);
    return kOk;
  });
}

FD_EXPORT int fd_tensor_data(Handle tensor, void** data) {
  return guarded([&] {
    *data = borrow(tensor).data_ptr();
    return kOk;
  });
}

// A tensor over memory that somebody else owns, released through `release(owner)`.
FD_EXPORT int fd_tensor_from_memory(
    void* data, const int64_t* sizes, int dimensions, int dtype, void (*release)(void*), void* owner, Handle* result) {
  return guarded([&] {
    auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
    *result = give(at::from_blob(data, at::IntArrayRef(sizes, dimensions), [=](void*) { release(owner); }, options));
    return kOk;
  });
}

FD_EXPORT int fd_default_dtype() { return static_cast<int>(c10::get_default_dtype_as_scalartype()); }

FD_EXPORT int fd_set_default_dtype(int dtype) {
  return guarded([&] {
    c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<at::ScalarType>(dtype)));
    return kOk;
  });
}
