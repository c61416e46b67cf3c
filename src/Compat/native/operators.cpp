// One entry point for every operator that libtorch's dispatcher knows.
#include "value.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>

#include <cstdlib>

using namespace fdistill;

namespace {

struct Operator {
  c10::OperatorHandle handle;
  std::vector<Argument> arguments;
};

// The stack of the last call, kept for its capacity; taken out during a call, so that a nested call finds none.
thread_local torch::jit::Stack spare_stack;

}  // namespace

// Operators live as long as the process.
FD_EXPORT int fd_operator_find(const char* name, const char* overload, Operator** result) {
  return guarded([&] {
    auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
    TORCH_CHECK(handle.has_value(), "libtorch ", TORCH_VERSION, " has no operator ", name, *overload ? "." : "", overload);
    auto* found = new Operator{*handle, {}};
    for (auto& argument : handle->schema().arguments()) found->arguments.push_back(describe(argument));
    *result = found;
    return kOk;
  });
}

// Arguments that are not given take the schema's default. Returns the number of results, of which `capacity` are handed over.
FD_EXPORT int fd_operator_call(const Operator* op, const Value* arguments, int count, Value* results, int capacity) {
  return guarded([&] {
    auto stack = std::move(spare_stack);
    stack.clear();
    static const Value missing{};
    auto expected = static_cast<int>(op->arguments.size());
    TORCH_CHECK_TYPE(count <= expected, op->handle.operator_name(), " takes at most ", expected, " arguments");
    for (int i = 0; i < expected; i++) stack.push_back(to_ivalue(op->arguments[i], i < count ? arguments[i] : missing));
    op->handle.callBoxed(&stack);
    int returned = static_cast<int>(stack.size());
    for (int i = 0; i < std::min(returned, capacity); i++) from_ivalue(stack[i], results[i]);
    stack.clear();
    spare_stack = std::move(stack);
    return returned;
  });
}

// Frees the array of a list result.
FD_EXPORT void fd_free(void* memory) { std::free(memory); }
