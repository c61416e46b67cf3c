// Settings that hold for the whole process: threads, devices, precision, determinism.
#include "common.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <c10/util/Logging.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace fdistill;

// A training step frees hundreds of megabytes and asks for them again: glibc, left alone, gives them back to the system each time,
// and the system hands them out anew page by page. Keeping them makes a step up to a tenth faster.
static void keep_freed_memory() {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, -1);
  mallopt(M_TOP_PAD, 64 << 20);
#endif
}

// Called once, right after loading; no threads leaves their number as it is.
FD_EXPORT void fd_initialize(int threads) {
  // A c10::Error symbolises a C++ backtrace when it is made, which costs milliseconds and is never shown here.
  c10::SetStackTraceFetcher([] { return std::string(); });
  keep_freed_memory();
  if (threads > 0) at::set_num_threads(threads);
}

FD_EXPORT const char* fd_torch_version() { return TORCH_VERSION; }
FD_EXPORT int fd_cxx11_abi() { return _GLIBCXX_USE_CXX11_ABI; }

FD_EXPORT int fd_num_threads() { return at::get_num_threads(); }
FD_EXPORT int fd_num_interop_threads() { return at::get_num_interop_threads(); }

FD_EXPORT int fd_set_num_threads(int count) {
  return guarded([&] {
    at::set_num_threads(count);
    return kOk;
  });
}

FD_EXPORT int fd_set_num_interop_threads(int count) {
  return guarded([&] {
    at::set_num_interop_threads(count);
    return kOk;
  });
}

// How many devices of a type this process may use; 0 where libtorch was built without them.
FD_EXPORT int fd_device_count(int device_type) {
  auto type = static_cast<c10::DeviceType>(device_type);
  if (!c10::impl::hasDeviceGuardImpl(type)) return 0;
  return c10::impl::getDeviceGuardImpl(type)->deviceCount();
}

// Waits for the current stream of a device; an index of -1 is the current device.
FD_EXPORT int fd_device_synchronize(int device_type, int device_index) {
  return guarded([&] {
    auto type = static_cast<c10::DeviceType>(device_type);
    const auto* guard = c10::impl::getDeviceGuardImpl(type);
    auto device = device_index < 0 ? guard->getDevice() : c10::Device(type, static_cast<c10::DeviceIndex>(device_index));
    guard->synchronizeStream(guard->getStream(device));
    return kOk;
  });
}

FD_EXPORT int fd_has_cudnn() { return at::globalContext().hasCuDNN(); }

FD_EXPORT int fd_allow_tf32_matmul() { return at::globalContext().allowTF32CuBLAS(); }
FD_EXPORT void fd_set_allow_tf32_matmul(int allow) { at::globalContext().setAllowTF32CuBLAS(allow != 0); }
FD_EXPORT int fd_allow_tf32_cudnn() { return at::globalContext().allowTF32CuDNN(); }
FD_EXPORT void fd_set_allow_tf32_cudnn(int allow) { at::globalContext().setAllowTF32CuDNN(allow != 0); }

FD_EXPORT int fd_float32_matmul_precision() { return static_cast<int>(at::globalContext().float32MatmulPrecision()); }
FD_EXPORT void fd_set_float32_matmul_precision(int precision) {
  at::globalContext().setFloat32MatmulPrecision(static_cast<at::Float32MatmulPrecision>(precision));
}

FD_EXPORT int fd_allow_fp16_reduction() { return static_cast<int>(at::globalContext().allowFP16ReductionCuBLAS()) != 0; }
FD_EXPORT void fd_set_allow_fp16_reduction(int allow) { at::globalContext().setAllowFP16ReductionCuBLAS(allow != 0); }

FD_EXPORT int fd_flash_sdp() { return at::globalContext().userEnabledFlashSDP(); }
FD_EXPORT void fd_set_flash_sdp(int enabled) { at::globalContext().setSDPUseFlash(enabled != 0); }
FD_EXPORT int fd_math_sdp() { return at::globalContext().userEnabledMathSDP(); }
FD_EXPORT void fd_set_math_sdp(int enabled) { at::globalContext().setSDPUseMath(enabled != 0); }

FD_EXPORT int fd_deterministic() { return at::globalContext().deterministicAlgorithms(); }
FD_EXPORT int fd_deterministic_warn_only() { return at::globalContext().deterministicAlgorithmsWarnOnly(); }
FD_EXPORT void fd_set_deterministic(int enabled, int warn_only) {
  at::globalContext().setDeterministicAlgorithms(enabled != 0, warn_only != 0);
}
