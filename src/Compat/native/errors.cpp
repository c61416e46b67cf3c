// Errors: libtorch's own text, kept for the thread that met it.
#include "common.h"

#include <c10/util/Exception.h>

namespace {
thread_local std::string last_error;
thread_local void* last_managed_exception = nullptr;
}  // namespace

namespace fdistill {

int keep_error() {
  try {
    throw;
  } catch (const ManagedException& e) {
    last_managed_exception = e.exception;
    return kManagedException;
  } catch (const c10::Error& e) {
    last_error = e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_error = e.what();
  } catch (...) {
    last_error = "an unknown C++ exception";
  }
  return kFailed;
}

}  // namespace fdistill

FD_EXPORT const char* fd_last_error() { return last_error.c_str(); }
FD_EXPORT void* fd_last_managed_exception() { return last_managed_exception; }
