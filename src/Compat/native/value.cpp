#include "value.h"

#include <ATen/core/Generator.h>

#include <cstdlib>

namespace fdistill {
namespace {

#if FD_TORCH >= 200
using OptionalTensor = std::optional<at::Tensor>;
#else
using OptionalTensor = c10::optional<at::Tensor>;
#endif

Kind kind_of_element(const c10::TypePtr& type) {
  switch (type->kind()) {
    case c10::TypeKind::TensorType: return Kind::kTensor;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
    case c10::TypeKind::ScalarTypeType:
    case c10::TypeKind::LayoutType:
    case c10::TypeKind::MemoryFormatType: return Kind::kInt;
    case c10::TypeKind::FloatType:
    case c10::TypeKind::SymFloatType: return Kind::kFloat;
    case c10::TypeKind::NumberType: return Kind::kNumber;
    case c10::TypeKind::BoolType: return Kind::kBool;
    case c10::TypeKind::StringType: return Kind::kString;
    case c10::TypeKind::DeviceObjType: return Kind::kDevice;
    case c10::TypeKind::GeneratorType: return Kind::kGenerator;
    default: return Kind::kOther;
  }
}

Kind kind_of_list(const c10::TypePtr& element) {
  if (element->kind() == c10::TypeKind::OptionalType) return Kind::kOptionalTensors;
  switch (kind_of_element(element)) {
    case Kind::kTensor: return Kind::kTensors;
    case Kind::kInt: return Kind::kInts;
    case Kind::kFloat: return Kind::kFloats;
    case Kind::kBool: return Kind::kBools;
    case Kind::kNumber: return Kind::kNumbers;
    default: return Kind::kOther;
  }
}

[[noreturn]] void reject(const Argument& argument, const char* given) {
  TORCH_CHECK_TYPE(false, "argument '", argument.name, "' does not take ", given);
}

// One number for a whole list, as in kernel_size=3.
template <class Element>
c10::List<Element> repeated(const Argument& argument, Element element) {
  c10::List<Element> list;
  for (int i = 0; i < std::max(argument.length, 1); i++) list.push_back(element);
  return list;
}

template <class Element, class Source>
c10::List<Element> list_of(const Value& value) {
  c10::List<Element> list;
  list.reserve(value.count);
  auto* source = static_cast<const Source*>(value.pointer);
  for (int i = 0; i < value.count; i++) list.push_back(static_cast<Element>(source[i]));
  return list;
}

template <class Source>
c10::IValue numbers_of(const Value& value) {
  c10::impl::GenericList list(c10::NumberType::get());
  auto* source = static_cast<const Source*>(value.pointer);
  for (int i = 0; i < value.count; i++) list.push_back(c10::IValue(source[i]));
  return list;
}

c10::IValue from_none(const Argument& argument) {
  if (argument.optional) return {};
  if (argument.has_default) return argument.default_value;
  if (argument.kind == Kind::kTensor) return at::Tensor();
  reject(argument, "none");
}

c10::IValue from_tensor(const Argument& argument, const at::Tensor& tensor) {
  switch (argument.kind) {
    case Kind::kTensor: return tensor;
    case Kind::kTensors: return c10::List<at::Tensor>({tensor});
    default: reject(argument, "a tensor");
  }
}

c10::IValue from_int(const Argument& argument, int64_t number) {
  switch (argument.kind) {
    case Kind::kInt:
    case Kind::kNumber: return number;
    case Kind::kFloat: return static_cast<double>(number);
    case Kind::kBool: return number != 0;
    case Kind::kInts: return repeated(argument, number);
    case Kind::kFloats: return repeated(argument, static_cast<double>(number));
    default: reject(argument, "an integer");
  }
}

c10::IValue from_double(const Argument& argument, double number) {
  switch (argument.kind) {
    case Kind::kFloat:
    case Kind::kNumber: return number;
    case Kind::kFloats: return repeated(argument, number);
    default: reject(argument, "a floating-point number");
  }
}

c10::IValue from_bool(const Argument& argument, bool truth) {
  switch (argument.kind) {
    case Kind::kBool:
    case Kind::kNumber: return truth;
    case Kind::kBools: return repeated(argument, truth);
    default: reject(argument, "a truth value");
  }
}

c10::IValue from_ints(const Argument& argument, const Value& value) {
  switch (argument.kind) {
    case Kind::kInts: return list_of<int64_t, int64_t>(value);
    case Kind::kFloats: return list_of<double, int64_t>(value);
    case Kind::kNumbers: return numbers_of<int64_t>(value);
    default: reject(argument, "a list of integers");
  }
}

c10::IValue from_doubles(const Argument& argument, const Value& value) {
  switch (argument.kind) {
    case Kind::kFloats: return list_of<double, double>(value);
    case Kind::kNumbers: return numbers_of<double>(value);
    default: reject(argument, "a list of floating-point numbers");
  }
}

c10::IValue from_tensors(const Argument& argument, const Value& value) {
  auto* handles = static_cast<Handle*>(value.pointer);
  if (argument.kind == Kind::kTensors) {
    c10::List<at::Tensor> list;
    list.reserve(value.count);
    for (int i = 0; i < value.count; i++) list.push_back(borrow(handles[i]));
    return list;
  }
  if (argument.kind == Kind::kOptionalTensors) {
    c10::List<OptionalTensor> list;
    list.reserve(value.count);
    for (int i = 0; i < value.count; i++) list.push_back(handles[i] ? OptionalTensor(borrow(handles[i])) : OptionalTensor());
    return list;
  }
  reject(argument, "a list of tensors");
}

// Packed as Value.cs packs it: the type in the low byte, the index above.
c10::Device device_of(int64_t packed) {
  return {static_cast<c10::DeviceType>(packed & 0xff), static_cast<c10::DeviceIndex>(packed >> 8)};
}

template <class Element, class List>
void copy_list(const List& list, Tag tag, Value& value) {
  auto* copy = static_cast<Element*>(std::malloc(sizeof(Element) * (list.size() + 1)));
  for (size_t i = 0; i < list.size(); i++) copy[i] = list[i];
  value.tag = tag;
  value.count = static_cast<int32_t>(list.size());
  value.pointer = copy;
}

}  // namespace

Argument describe(const c10::Argument& argument) {
  Argument described{argument.name(), Kind::kOther, false, argument.N() ? int(*argument.N()) : 0, false, {}};
  auto type = argument.type();
  described.optional = type->kind() == c10::TypeKind::OptionalType;
  if (described.optional) type = type->expect<c10::OptionalType>()->getElementType();
  described.kind = type->kind() == c10::TypeKind::ListType
      ? kind_of_list(type->expect<c10::ListType>()->getElementType())
      : kind_of_element(type);
  described.has_default = argument.default_value().has_value();
  if (described.has_default) described.default_value = *argument.default_value();
  return described;
}

c10::IValue to_ivalue(const Argument& argument, const Value& value) {
  switch (value.tag) {
    case Tag::kDefault:
      if (argument.has_default) return argument.default_value;
      TORCH_CHECK_TYPE(false, "argument '", argument.name, "' is missing and has no default");
    case Tag::kNone: return from_none(argument);
    case Tag::kTensor: return from_tensor(argument, borrow(value.pointer));
    case Tag::kInt: return from_int(argument, value.integer);
    case Tag::kDouble: return from_double(argument, value.real);
    case Tag::kBool: return from_bool(argument, value.integer != 0);
    case Tag::kComplex:
      if (argument.kind != Kind::kNumber) reject(argument, "a complex number");
      return c10::complex<double>(value.real, value.imaginary);
    case Tag::kInts: return from_ints(argument, value);
    case Tag::kDoubles: return from_doubles(argument, value);
    case Tag::kBools:
      if (argument.kind != Kind::kBools) reject(argument, "a list of truth values");
      return list_of<bool, uint8_t>(value);
    case Tag::kTensors: return from_tensors(argument, value);
    case Tag::kString:
      if (argument.kind != Kind::kString) reject(argument, "a string");
      return std::string(static_cast<const char*>(value.pointer), value.count);
    case Tag::kDevice:
      if (argument.kind != Kind::kDevice) reject(argument, "a device");
      return device_of(value.integer);
    case Tag::kGenerator:
      if (argument.kind != Kind::kGenerator) reject(argument, "a generator");
      return *static_cast<at::Generator*>(value.pointer);
  }
  reject(argument, "a value of an unknown kind");
}

void from_ivalue(const c10::IValue& ivalue, Value& value) {
  value = {};
  if (ivalue.isTensor()) {
    const auto& tensor = ivalue.toTensor();
    value.tag = Tag::kTensor;
    value.bytes = tensor.defined() && tensor.has_storage() && tensor.storage().use_count() == 1 ? tensor.storage().nbytes() : 0;
    value.pointer = give(tensor);
  } else if (ivalue.isInt()) {
    value.tag = Tag::kInt;
    value.integer = ivalue.toInt();
  } else if (ivalue.isDouble()) {
    value.tag = Tag::kDouble;
    value.real = ivalue.toDouble();
  } else if (ivalue.isBool()) {
    value.tag = Tag::kBool;
    value.integer = ivalue.toBool();
  } else if (ivalue.isComplexDouble()) {
    value.tag = Tag::kComplex;
    value.real = ivalue.toComplexDouble().real();
    value.imaginary = ivalue.toComplexDouble().imag();
  } else if (ivalue.isNone()) {
    value.tag = Tag::kNone;
  } else if (ivalue.isTensorList()) {
    std::vector<Handle> handles;
    for (auto& tensor : ivalue.toTensorVector()) handles.push_back(give(tensor));
    copy_list<Handle>(handles, Tag::kTensors, value);
  } else if (ivalue.isIntList()) {
    copy_list<int64_t>(ivalue.toIntVector(), Tag::kInts, value);
  } else {
    TORCH_CHECK(false, "a result of kind ", ivalue.tagKind(), " cannot be handed over");
  }
}

}  // namespace fdistill
