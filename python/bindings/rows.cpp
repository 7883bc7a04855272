#include "rows.hpp"

#include <cmath>

#include <aftercourse/base/utf8.hpp>

namespace aftercourse::python {

namespace {

/// Why a value is not taken.
struct Refused {
  std::string reason;
};

[[noreturn]] void refuse(const std::string& wanted, py::handle value) {
  throw Refused{"expected " + wanted + ", found " + std::string(Py_TYPE(value.ptr())->tp_name)};
}

bool is_bool(py::handle v) { return PyBool_Check(v.ptr()) != 0; }
bool is_text(py::handle v) { return PyUnicode_Check(v.ptr()) != 0; }
bool is_float(py::handle v) { return PyFloat_Check(v.ptr()) != 0; }
/// Python's own integers and NumPy's; True is none.
bool is_integer(py::handle v) { return !is_bool(v) && !is_float(v) && PyIndex_Check(v.ptr()) != 0; }

std::string text_of(py::handle v, const char* wanted) {
  if (!is_text(v)) refuse(wanted, v);
  try {
    return to_text(v);
  } catch (const InvalidArgument&) {
    throw Refused{"the text holds half a surrogate pair and is no UTF-8"};
  }
}

std::int64_t integer_of(py::handle v) {
  if (!is_integer(v)) refuse("an integer", v);
  const auto whole = py::reinterpret_steal<py::object>(PyNumber_Index(v.ptr()));
  if (!whole) throw py::error_already_set();
  int overflow = 0;
  const long long number = PyLong_AsLongLongAndOverflow(whole.ptr(), &overflow);
  if (overflow != 0) throw Refused{"the number does not fit into 64 bits"};
  return number;
}

double finite(py::handle v) {
  const double number = PyFloat_AS_DOUBLE(v.ptr());
  if (!std::isfinite(number))
    throw Refused{std::isnan(number) ? "NaN is no value; use None for what is missing"
                                     : "expected a finite number"};
  return number;
}

/// A float is taken as it is written: 78.5 is exactly 78.5.
Decimal decimal_of(py::handle v) {
  static const char* wanted = "a decimal number";
  if (is_integer(v)) return Decimal::from_integer(integer_of(v));
  const bool decimal = py::isinstance(v, py::module_::import("decimal").attr("Decimal"));
  if (is_float(v))
    static_cast<void>(finite(v));
  else if (!decimal && !is_text(v))
    refuse(wanted, v);
  if (decimal && !v.attr("is_finite")().cast<bool>())
    throw Refused{"NaN is no value; use None for what is missing"};
  const std::string written = is_text(v) ? text_of(v, wanted) : to_text(py::str(v));
  const auto number = Decimal::parse(written);
  if (!number) throw Refused{"expected a decimal number of at most six decimals"};
  return *number;
}

Value scalar_of(FieldType type, py::handle v) {
  switch (type) {
  case FieldType::integer:
    return integer_of(v);
  case FieldType::decimal:
    return decimal_of(v);
  case FieldType::real:
    if (is_integer(v)) return static_cast<double>(integer_of(v));
    if (!is_float(v)) refuse("a number", v);
    return finite(v);
  case FieldType::boolean:
    if (!is_bool(v)) refuse("True or False", v);
    return v.is(py::bool_(true));
  case FieldType::date:
    if (is_text(v)) return Date::from_text(text_of(v, "a date"));
    if (const auto date = to_date(v)) return *date;
    refuse("a date", v);
  case FieldType::instant:
    if (is_text(v)) return Instant::from_text(text_of(v, "an instant"));
    if (const auto instant = to_instant(v)) return *instant;
    refuse("an instant", v);
  default:
    return text_of(v, "text");
  }
}

Value value_of(const Field& field, py::handle v) {
  if (v.is_none()) return {};
  if (!field.list) {
    Value value = scalar_of(field.type, v);
    if (const auto reason = refusal(field, value)) throw Refused{*reason};
    return value;
  }
  if (!py::isinstance<py::list>(v) && !py::isinstance<py::tuple>(v)) refuse("a list", v);
  std::vector<std::string> items;
  for (const py::handle item : v) items.push_back(text_of(item, "text"));
  Value value = items.empty() ? Value{} : Value{std::move(items)};
  if (const auto reason = refusal(field, value)) throw Refused{*reason};
  return value;
}

/// value_of, with the reason of a refusal as the library's own readers give it.
Value read(const Field& field, py::handle v) {
  try {
    return value_of(field, v);
  } catch (const InvalidArgument& e) { // a day or moment that does not exist
    throw Refused{field.personal ? "the value cannot be read" : e.what()};
  }
}

Field id_field() {
  Field id;
  id.name = "id";
  id.required = true;
  return id;
}

std::string no_such_field(const Kind& kind, const std::string& name) {
  std::vector<std::string> names{"id"};
  for (const Field& f : kind.fields) names.push_back(f.name);
  const auto near = nearest(name, names);
  return kind.name + " has no field '" + name + "'" + (near ? "; did you mean '" + *near + "'?" : "");
}

/// Reads one row after the other; rows with a fault are left out.
class RowReader {
 public:
  RowReader(const Batch& batch, const std::string& kind) : rows_(batch.make_rows(kind)) {}

  void read_row(py::handle row, std::int64_t number) {
    number_ = number;
    good_ = true;
    if (py::isinstance<py::dict>(row)) return read_fields(py::reinterpret_borrow<py::dict>(row));
    if (!py::hasattr(row, "kind") || !py::hasattr(row, "to_dict"))
      return fault("", "expected a dict or an object of aftercourse.facts", "AC2033");
    const std::string kind = row.attr("kind").attr("name").cast<std::string>();
    if (kind != rows_.kind().name) return fault("", "this is a fact of kind " + kind, "AC2033");
    read_fields(row.attr("to_dict")());
  }

  RecordOp finish(const std::string& origin) { return {std::move(rows_), origin, std::move(numbers_)}; }
  std::vector<Fault> faults() { return std::move(faults_); }

 private:
  void read_fields(const py::dict& fields) {
    id_.clear();
    cells_.clear();
    for (const auto& [key, value] : fields) read_cell(key, value);
    if (good_ && id_.empty()) fault("id", "the id is missing", "AC2034");
    if (good_) append();
  }
  void read_cell(py::handle key, py::handle value) {
    std::string name;
    try {
      name = text_of(key, "the name of a field");
      if (name == "id") {
        const Value id = read(id_field(), value);
        if (!is_missing(id)) id_ = std::get<std::string>(id);
      } else if (const auto field = rows_.kind().find(name)) {
        cells_.emplace_back(*field, read(rows_.kind().fields[*field], value));
      } else {
        fault(name, no_such_field(rows_.kind(), name), "AC2031");
      }
    } catch (const Refused& e) {
      fault(name, e.reason, "AC2033");
    }
  }
  void append() {
    const Row row = rows_.append(id_);
    for (auto& [field, value] : cells_) rows_.set(row, field, value);
    numbers_.push_back(number_);
  }
  void fault(const std::string& field, const std::string& reason, const char* code) {
    faults_.push_back({rows_.kind().name, number_, 0, field, reason, code});
    good_ = false;
  }

  Rows rows_;
  std::vector<std::int64_t> numbers_;
  std::vector<Fault> faults_;
  std::int64_t number_ = 0;
  bool good_ = true;
  std::string id_;
  std::vector<std::pair<std::size_t, Value>> cells_;
};

} // namespace

void record_rows(Batch& batch, const std::string& kind, py::handle rows, const Callback& progress) {
  constexpr std::int64_t step = 16'384; // a few hundredths of a second
  RowReader reader(batch, kind);
  run_long(progress, [&](const Progress& given) {
    const Progress watched = batch.cancellable(given);
    const py::gil_scoped_acquire gil;
    std::int64_t number = 0;
    for (const py::handle row : py::iter(rows)) {
      if (number % step == 0) {
        const py::gil_scoped_release others;
        report(watched, static_cast<std::uint64_t>(number), 0, "reading");
      }
      reader.read_row(row, ++number);
    }
  });
  batch.record(reader.finish(kind), reader.faults());
}

std::vector<std::pair<std::string, Value>> amended_fields(const Kind& kind, const std::string& id,
                                                          const py::dict& fields) {
  std::vector<std::pair<std::string, Value>> out;
  std::vector<Fault> faults;
  for (const auto& [key, value] : fields) {
    const std::string name = key_text(key);
    try {
      const auto field = kind.find(name);
      if (!field)
        faults.push_back({kind.name + "/" + id, 0, 0, name, no_such_field(kind, name), "AC2031"});
      else
        out.emplace_back(name, read(kind.fields[*field], value));
    } catch (const Refused& e) {
      faults.push_back({kind.name + "/" + id, 0, 0, name, e.reason, "AC2033"});
    }
  }
  if (!faults.empty()) throw DataError("AC2033", to_string(faults.front())).with_faults(faults);
  return out;
}

} // namespace aftercourse::python
