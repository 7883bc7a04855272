#include "variable.hpp"

#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <span>
#include <unordered_map>

#include <pybind11/numpy.h>

namespace aftercourse::python {

using statistics::no_label;
using statistics::Option;
using statistics::Options;
using statistics::Variable;

namespace {

constexpr double missing_number = std::numeric_limits<double>::quiet_NaN();

[[noreturn]] void refuse_column(const std::string& name, const std::string& reason) {
  throw py::type_error("column " + name + ": " + reason);
}

/// "int64" for numpy.int64 or pandas' Int64.
std::string dtype_kind(const py::object& column) {
  if (!py::hasattr(column, "dtype")) return {};
  const py::object dtype = column.attr("dtype");
  return py::hasattr(dtype, "kind") ? py::str(dtype.attr("kind")).cast<std::string>() : std::string();
}

/// A number by itself, or a table, is no column.
void check_dimensions(const std::string& name, const py::object& array) {
  const auto dimensions = array.attr("ndim").cast<std::int64_t>();
  if (dimensions != 1)
    throw InvalidArgument("AC5504", "the column has " + std::to_string(dimensions) + " dimensions, not one",
                          name);
}

Variable variable_of_numbers(std::string name, const py::object& array) {
  auto values = py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!values) throw py::error_already_set();
  Variable out;
  out.name = std::move(name);
  const std::span<const double> numbers(values.data(), static_cast<std::size_t>(values.size()));
  out.numbers = {numbers, std::make_shared<py::array>(std::move(values))}; // let go of with the GIL held
  return out;
}

/// NumPy's times: microseconds since 1970, the smallest number standing for NaT.
Variable variable_of_times(std::string name, const py::object& array) {
  const auto values = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>(
      array.attr("astype")("datetime64[us]").attr("astype")("int64"));
  constexpr double day = 86'400e6;
  Variable out;
  out.name = std::move(name);
  for (py::ssize_t i = 0; i < values.size(); ++i) {
    const std::int64_t value = values.data()[i];
    const bool is_missing = value == std::numeric_limits<std::int64_t>::min();
    out.numbers.push_back(is_missing ? missing_number : static_cast<double>(value) / day);
  }
  return out;
}

/// Reads objects one by one; the first that is there decides whether they are labels.
class ObjectReader {
 public:
  explicit ObjectReader(std::string name) { out_.name = std::move(name); }

  void read(py::handle item) {
    ++row_;
    if (is_missing(item)) return put_missing();
    const bool is_text = PyUnicode_Check(item.ptr());
    if (!decided_) decide(is_text);
    if (is_text != out_.is_label)
      refuse_column(out_.name, "row " + std::to_string(row_) + " holds " + (is_text ? "a text" : "no text") +
                                   ", those before it " + (is_text ? "numbers" : "texts"));
    if (is_text)
      put_label(to_text(item, out_.name));
    else
      out_.numbers.push_back(number(item));
  }

  Variable finish() { return std::move(out_); }

 private:
  static bool is_missing(py::handle item) {
    if (item.is_none()) return true;
    if (PyFloat_Check(item.ptr())) return std::isnan(PyFloat_AS_DOUBLE(item.ptr()));
    const std::string type = Py_TYPE(item.ptr())->tp_name;
    return type == "NAType" || type == "NaTType" || type.ends_with(".NAType") || type.ends_with(".NaTType");
  }

  void decide(bool is_text) {
    decided_ = true;
    out_.is_label = is_text;
    if (is_text) out_.labels.codes.assign(row_ - 1, no_label), out_.numbers.clear();
  }

  void put_missing() {
    if (out_.is_label)
      out_.labels.codes.push_back(no_label);
    else
      out_.numbers.push_back(missing_number);
  }

  void put_label(std::string text) {
    const auto [at, is_new] = codes_.try_emplace(text, static_cast<std::int32_t>(codes_.size()));
    if (is_new) out_.labels.names.push_back(std::move(text));
    out_.labels.codes.push_back(at->second);
  }

  double number(py::handle item) const {
    if (py::hasattr(item, "toordinal")) return days(item);
    const double value = PyFloat_AsDouble(item.ptr());
    if (value == -1 && PyErr_Occurred() != nullptr) {
      PyErr_Clear();
      refuse_column(out_.name, "row " + std::to_string(row_) + " holds neither a number, a date nor a text");
    }
    return value;
  }

  /// Days since 1970; a datetime's time of day is the fraction.
  static double days(py::handle item) {
    constexpr int ordinal_of_1970 = 719'163;
    const double day = item.attr("toordinal")().cast<double>() - ordinal_of_1970;
    if (!py::hasattr(item, "hour")) return day;
    const double seconds = item.attr("hour").cast<double>() * 3600 + item.attr("minute").cast<double>() * 60 +
                           item.attr("second").cast<double>() + item.attr("microsecond").cast<double>() / 1e6;
    return day + seconds / 86'400;
  }

  Variable out_;
  std::unordered_map<std::string, std::int32_t> codes_;
  std::size_t row_ = 0;
  bool decided_ = false;
};

Variable variable_of_objects(const std::string& name, const py::object& column) {
  ObjectReader reader(name);
  const py::object items = py::hasattr(column, "tolist") ? column.attr("tolist")() : column;
  if (PyUnicode_Check(items.ptr()) || !py::isinstance<py::iterable>(items))
    refuse_column(name, "expected values, found " + py::repr(items).cast<std::string>().substr(0, 60));
  for (const py::handle item : items) reader.read(item);
  return reader.finish();
}

Variable variable_of_runs(const std::string& name, const LabelRuns& runs) {
  Variable out;
  out.name = name;
  out.is_label = true;
  auto& [codes, names] = out.labels;
  codes.reserve(std::accumulate(runs.lengths.begin(), runs.lengths.end(), std::size_t{0}));
  std::unordered_map<std::string, std::int32_t> known;
  for (std::size_t i = 0; i < runs.names.size(); ++i) {
    const auto [at, is_new] = known.try_emplace(runs.names[i], static_cast<std::int32_t>(known.size()));
    if (is_new) names.push_back(runs.names[i]);
    codes.insert(codes.end(), runs.lengths[i], at->second);
  }
  return out;
}

Variable variable_of_stream(const std::string& name, const py::object& column) {
  const py::object capsule = column.attr("__arrow_c_stream__")();
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream"));
  if (stream == nullptr) throw py::error_already_set();
  return statistics::variable_from_arrow(name, stream);
}

// --- options

bool is_number(py::handle v) {
  return !PyUnicode_Check(v.ptr()) && !PyBool_Check(v.ptr()) && PyNumber_Check(v.ptr()) &&
         !py::hasattr(v, "__len__");
}

std::int64_t integer_of(const std::string& name, py::handle value) {
  const auto whole = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
  if (!whole) throw py::error_already_set();
  int beyond = 0;
  const long long out = PyLong_AsLongLongAndOverflow(whole.ptr(), &beyond);
  if (beyond != 0) throw InvalidArgument("AC5504", "a whole number lies beyond 63 bits", name);
  return out;
}

std::vector<double> numbers_of(const std::string& name, py::handle list) {
  std::vector<double> out;
  for (const py::handle v : list) {
    if (!is_number(v)) throw py::type_error(name + ": expected numbers");
    out.push_back(v.cast<double>());
  }
  return out;
}

std::vector<std::string> texts_of(const std::string& name, py::handle list) {
  if (PyUnicode_Check(list.ptr())) return {to_text(list)};
  std::vector<std::string> out;
  for (const py::handle v : list) {
    if (!PyUnicode_Check(v.ptr())) throw py::type_error(name + ": expected texts");
    out.push_back(to_text(v));
  }
  return out;
}

Option list_of(const std::string& name, const py::list& list) {
  if (list.empty() || PyUnicode_Check(list[0].ptr())) return texts_of(name, list);
  if (is_number(list[0])) return numbers_of(name, list);
  if (!py::isinstance<py::iterable>(list[0]))
    throw py::type_error(name + ": expected numbers, texts or rows of numbers");
  std::vector<std::vector<double>> rows;
  for (const py::handle row : list) rows.push_back(numbers_of(name, row));
  return rows;
}

Option option_of(const std::string& name, py::handle value) {
  if (PyBool_Check(value.ptr())) return value.cast<bool>();
  if (PyUnicode_Check(value.ptr())) return to_text(value);
  if (py::isinstance<py::dict>(value)) {
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& [key, list] : py::reinterpret_borrow<py::dict>(value))
      out[key_text(key)] = texts_of(name, list);
    return out;
  }
  if (PyFloat_Check(value.ptr())) return value.cast<double>();
  if (PyIndex_Check(value.ptr()) && !py::hasattr(value, "__len__")) return integer_of(name, value);
  if (is_number(value)) return value.cast<double>();
  if (!py::isinstance<py::iterable>(value)) throw py::type_error(name + ": not an argument of a statistic");
  return list_of(name, py::list(py::reinterpret_borrow<py::object>(value)));
}

} // namespace

Variable variable_of(const std::string& name, const py::object& column) {
  if (py::isinstance<LabelRuns>(column)) return variable_of_runs(name, column.cast<const LabelRuns&>());
  const std::string kind = dtype_kind(column);
  const bool plain = py::hasattr(column, "__array__") && !py::hasattr(column, "__arrow_c_stream__");
  const py::object array =
      py::hasattr(column, "to_numpy") && !kind.empty() ? column.attr("to_numpy")() : column;
  if (py::hasattr(array, "ndim")) check_dimensions(name, array);
  const std::string found = kind.empty() ? kind : dtype_kind(array);
  if (!found.empty() && std::string("biufM").find(found) != std::string::npos && (plain || !kind.empty()))
    return found == "M" ? variable_of_times(name, array) : variable_of_numbers(name, array);
  if (kind.empty() && py::hasattr(column, "__arrow_c_stream__")) return variable_of_stream(name, column);
  return variable_of_objects(name, column);
}

Options options_of(const py::dict& arguments) {
  Options out;
  for (const auto& [key, value] : arguments) {
    const std::string name = key_text(key);
    if (!value.is_none()) out.emplace(name, option_of(name, value));
  }
  return out;
}

} // namespace aftercourse::python
