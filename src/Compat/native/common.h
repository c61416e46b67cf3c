// What every part of the library shares: exported names, tensor handles and how an error reaches managed code.
//
// A tensor handle is an `at::Tensor*` that its holder owns; null stands for the undefined tensor.
// A function that can fail returns 0 or a negative Status, and leaves the text to fd_last_error.
#pragma once

#include <ATen/core/Tensor.h>
#include <torch/csrc/api/include/torch/version.h>

#include <exception>
#include <string>
#include <utility>
#include <vector>

#define FD_EXPORT extern "C" __attribute__((visibility("default")))
#define FD_TORCH (TORCH_VERSION_MAJOR * 100 + TORCH_VERSION_MINOR)

namespace fdistill {

enum Status : int { kOk = 0, kFailed = -1, kManagedException = -2 };

using Handle = void*;

inline const at::Tensor& borrow(Handle handle) {
  static const at::Tensor undefined;
  return handle ? *static_cast<const at::Tensor*>(handle) : undefined;
}

inline Handle give(at::Tensor tensor) {
  return tensor.defined() ? new at::Tensor(std::move(tensor)) : nullptr;
}

// Takes the tensor out of a handle that the caller gave up.
inline at::Tensor take(Handle handle) {
  if (!handle) return {};
  auto* owned = static_cast<at::Tensor*>(handle);
  at::Tensor tensor = std::move(*owned);
  delete owned;
  return tensor;
}

inline std::vector<at::Tensor> borrow_all(Handle* handles, int count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

// An exception that managed code threw inside a callback; `exception` names it to managed code.
struct ManagedException : std::exception {
  explicit ManagedException(void* exception) : exception(exception) {}
  const char* what() const noexcept override { return "an exception was thrown by managed code"; }
  void* exception;
};

// Keeps what failed for fd_last_error and says which Status to return; call it inside a catch block.
int keep_error();

template <class Action>
int guarded(Action&& action) {
  try {
    return action();
  } catch (...) {
    return keep_error();
  }
}

}  // namespace fdistill
