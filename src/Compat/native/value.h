// A tagged value: how one argument or result of an operator crosses the border. Mirrored by Value.cs.
#pragma once

#include "common.h"

#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/jit_type.h>

namespace fdistill {

enum class Tag : int32_t {
  kDefault, kNone, kTensor, kInt, kDouble, kBool, kComplex, kInts, kDoubles, kBools, kTensors, kString, kDevice, kGenerator
};

struct Value {
  Tag tag;
  int32_t count;
  union {
    int64_t integer;
    double real;
    void* pointer;
  };
  union {
    double imaginary;
    int64_t bytes;  // of a tensor result that is the only owner of its storage
  };
};
static_assert(sizeof(Value) == 24, "Value.cs mirrors this layout");

// What an operator's schema says of one argument.
enum class Kind : uint8_t {
  kOther, kTensor, kInt, kFloat, kNumber, kBool, kString, kDevice, kGenerator,
  kTensors, kOptionalTensors, kInts, kFloats, kBools, kNumbers
};

struct Argument {
  std::string name;
  Kind kind;
  bool optional;
  int length;  // of a list that a single number may stand for; 0 where the schema sets none
  bool has_default;
  c10::IValue default_value;
};

Argument describe(const c10::Argument& argument);

c10::IValue to_ivalue(const Argument& argument, const Value& value);
void from_ivalue(const c10::IValue& ivalue, Value& value);

}  // namespace fdistill
