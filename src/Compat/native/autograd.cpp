// Autograd: gradients, graph nodes whose backward is managed code, and the modes that switch recording off.
#include "common.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <memory>
#include <type_traits>

using namespace fdistill;
namespace autograd = torch::autograd;

namespace {

// std::shared_ptr<Node> in the releases known today; taken from the header so that another owner would do.
using NodePointer = decltype(autograd::Edge::function);

// Mirrored by ManagedNode.cs. All three are told which node by `owner`.
struct NodeCallbacks {
  // Fills `inputs` with owned handles from the owned handles `outputs`; an exception is returned, not thrown.
  void* (*apply)(void* owner, void* node, Handle* outputs, int output_count, Handle* inputs, int input_count);
  void (*release_variables)(void* owner);
  void (*free)(void* owner);
};

struct ManagedNode final : autograd::Node {
  ManagedNode(const NodeCallbacks& callbacks, void* owner, const char* label)
      : callbacks(callbacks), owner(owner), label(label) {}
  ~ManagedNode() override { callbacks.free(owner); }

  std::string name() const override { return label; }
  void release_variables() override { callbacks.release_variables(owner); }

  autograd::variable_list apply(autograd::variable_list&& outputs) override {
    std::vector<Handle> given, returned(num_outputs(), nullptr);
    for (size_t i = 0; i < outputs.size(); i++) {
      if (materialize && !outputs[i].defined()) outputs[i] = input_metadata(i).zeros_like();
      given.push_back(give(std::move(outputs[i])));
    }
    void* exception = callbacks.apply(owner, this, given.data(), int(given.size()), returned.data(), int(returned.size()));
    if (exception) throw ManagedException(exception);
    autograd::variable_list inputs;
    for (auto handle : returned) inputs.push_back(take(handle));
    return inputs;
  }

  NodeCallbacks callbacks;
  void* owner;
  std::string label;
  bool materialize = true;
};

template <class Pointer>
Pointer own(ManagedNode* node) {
  if constexpr (std::is_same_v<Pointer, std::shared_ptr<autograd::Node>>) {
    return Pointer(node, [](autograd::Node* last) { autograd::deleteNode(last); });
  } else {
    return Pointer::reclaim(node);
  }
}

template <class Pointer>
Pointer pointer_to(autograd::Node* node) {
  if (!node) return {};
  if constexpr (std::is_same_v<Pointer, std::shared_ptr<autograd::Node>>) {
    return node->shared_from_this();
  } else {
    return Pointer::reclaim_copy(node);
  }
}

enum OutputKind : int32_t { kDifferentiable, kNotDifferentiable, kDirty };

at::Tensor attach(at::Tensor output, OutputKind kind, bool is_input, const NodePointer& node) {
  if (kind == kNotDifferentiable) return is_input ? output.detach() : output;
  if (kind == kDirty) {
    TORCH_CHECK(!(output.requires_grad() && output.is_leaf()),
                "a leaf Variable that requires grad is being used in an in-place operation.");
    autograd::impl::bump_version(output);
    autograd::impl::rebase_history(output, {node, node->add_input_metadata(output)});
    return output;
  }
  if (is_input || output.is_view() || output.requires_grad()) output = output.detach();
  if (autograd::isDifferentiableType(output.scalar_type())) autograd::create_gradient_edge(output, node);
  return output;
}

// Left unset, retain_graph says what create_graph says.
auto retain(int choice) {
#if FD_TORCH >= 200
  return choice < 0 ? std::optional<bool>() : std::optional<bool>(choice != 0);
#else
  return choice < 0 ? c10::optional<bool>() : c10::optional<bool>(choice != 0);
#endif
}

}  // namespace

FD_EXPORT int fd_requires_grad(Handle tensor, int requires_grad) {
  return guarded([&] {
    borrow(tensor).set_requires_grad(requires_grad != 0);
    return kOk;
  });
}

FD_EXPORT Handle fd_gradient(Handle tensor) { return give(borrow(tensor).mutable_grad()); }

FD_EXPORT int fd_set_gradient(Handle tensor, Handle gradient) {
  return guarded([&] {
    borrow(tensor).mutable_grad() = borrow(gradient);
    return kOk;
  });
}

FD_EXPORT int fd_backward(
    Handle* tensors, int count, Handle* gradients, int gradient_count, int retain_graph, int create_graph, Handle* inputs, int input_count) {
  return guarded([&] {
    autograd::backward(borrow_all(tensors, count), borrow_all(gradients, gradient_count), retain(retain_graph), create_graph != 0,
                       borrow_all(inputs, input_count));
    return kOk;
  });
}

FD_EXPORT int fd_grad(
    Handle* outputs, int output_count, Handle* inputs, int input_count, Handle* gradients, int gradient_count, int retain_graph,
    int create_graph, int allow_unused, Handle* results) {
  return guarded([&] {
    auto found = autograd::grad(borrow_all(outputs, output_count), borrow_all(inputs, input_count), borrow_all(gradients, gradient_count),
                                retain(retain_graph), create_graph != 0, allow_unused != 0);
    for (int i = 0; i < input_count; i++) results[i] = give(std::move(found[i]));
    return kOk;
  });
}

// A node between `inputs` and what is attached to it; `node` owns a reference until fd_node_free.
FD_EXPORT int fd_node_new(const NodeCallbacks* callbacks, void* owner, const char* name, int materialize, Handle* inputs, int count, NodePointer** node) {
  return guarded([&] {
    auto* managed = new ManagedNode(*callbacks, owner, name);
    auto pointer = own<NodePointer>(managed);
    managed->materialize = materialize != 0;
    autograd::edge_list edges;
    for (auto& input : borrow_all(inputs, count)) edges.push_back(autograd::impl::gradient_edge(input));
    managed->set_next_edges(std::move(edges));
    *node = new NodePointer(std::move(pointer));
    return kOk;
  });
}

FD_EXPORT int fd_node_attach(NodePointer* node, Handle output, int kind, int is_input, Handle* result) {
  return guarded([&] {
    *result = give(attach(borrow(output), static_cast<OutputKind>(kind), is_input != 0, *node));
    return kOk;
  });
}

FD_EXPORT void fd_node_free(NodePointer* node) { delete node; }

// A tensor kept for backward: libtorch refuses it there if it was changed in place meanwhile.
FD_EXPORT int fd_saved_new(Handle tensor, int is_output, autograd::SavedVariable** saved) {
  return guarded([&] {
    *saved = new autograd::SavedVariable(borrow(tensor), is_output != 0);
    return kOk;
  });
}

FD_EXPORT int fd_saved_unpack(const autograd::SavedVariable* saved, autograd::Node* node, Handle* result) {
  return guarded([&] {
    *result = give(saved->unpack(pointer_to<NodePointer>(node)));
    return kOk;
  });
}

FD_EXPORT void fd_saved_free(autograd::SavedVariable* saved) { delete saved; }

FD_EXPORT int fd_grad_enabled() { return c10::GradMode::is_enabled(); }
FD_EXPORT void fd_set_grad_enabled(int enabled) { c10::GradMode::set_enabled(enabled != 0); }

// Inference mode lasts while its guard lives, on the thread that made it.
FD_EXPORT int fd_inference_mode_enabled() { return c10::InferenceMode::is_enabled(); }
FD_EXPORT c10::InferenceMode* fd_inference_mode_new(int enabled) { return new c10::InferenceMode(enabled != 0); }
FD_EXPORT void fd_inference_mode_free(c10::InferenceMode* guard) { delete guard; }

FD_EXPORT int fd_anomaly_enabled() { return autograd::AnomalyMode::is_enabled(); }
FD_EXPORT int fd_anomaly_checks_nan() { return autograd::AnomalyMode::should_check_nan(); }
FD_EXPORT void fd_set_anomaly(int enabled, int check_nan) { autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0); }
