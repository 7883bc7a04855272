// aftercourse._core: the list of what is bound. Each bind_*.cpp binds one noun.
#include <pybind11/pybind11.h>

#include <aftercourse/version.hpp>

PYBIND11_MODULE(_core, m) {
  m.doc() = "The native part of aftercourse; use the names that the package shows.";
  m.attr("__version__") = aftercourse::library_version;
}
