// Random numbers: generators and their state.
#include "common.h"

#include <ATen/Context.h>
#include <ATen/core/Generator.h>

#include <mutex>

using namespace fdistill;

namespace {

template <class Action>
int with_lock(at::Generator* generator, Action&& action) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    action();
    return kOk;
  });
}

}  // namespace

FD_EXPORT int fd_manual_seed(uint64_t seed) {
  return guarded([&] {
    at::manual_seed(seed);
    return kOk;
  });
}

// The device's own generator, or a copy of it that goes its own way.
FD_EXPORT int fd_generator_new(int device_type, int device_index, int shared, at::Generator** result) {
  return guarded([&] {
    auto device = c10::Device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
    auto generator = at::globalContext().defaultGenerator(device);
    *result = new at::Generator(shared ? generator : generator.clone());
    return kOk;
  });
}

FD_EXPORT void fd_generator_free(at::Generator* generator) { delete generator; }

FD_EXPORT int fd_generator_set_seed(at::Generator* generator, uint64_t seed) {
  return with_lock(generator, [&] { generator->set_current_seed(seed); });
}

// Seeds with a number that cannot be foreseen, and says which.
FD_EXPORT int fd_generator_seed(at::Generator* generator, uint64_t* seed) {
  return with_lock(generator, [&] { *seed = generator->seed(); });
}

FD_EXPORT int fd_generator_current_seed(at::Generator* generator, uint64_t* seed) {
  return with_lock(generator, [&] { *seed = generator->current_seed(); });
}

FD_EXPORT int fd_generator_state(at::Generator* generator, Handle* state) {
  return with_lock(generator, [&] { *state = give(generator->get_state()); });
}

FD_EXPORT int fd_generator_set_state(at::Generator* generator, Handle state) {
  return with_lock(generator, [&] { generator->set_state(borrow(state)); });
}
