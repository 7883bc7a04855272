#include "columns.hpp"

#include <limits>

#include <aftercourse/base/error.hpp>

#include "table.hpp"

namespace aftercourse::python {

namespace {

constexpr std::int64_t not_a_time = std::numeric_limits<std::int64_t>::min(); // NumPy's NaT

py::module_ numpy() { return py::module_::import("numpy"); }
py::module_ pandas() { return py::module_::import("pandas"); }

std::string type_name(py::handle object) { return Py_TYPE(object.ptr())->tp_name; }

/// Whether it is of that class; a package that is not loaded has made no object.
bool is_a(py::handle object, const char* package, const char* name) {
  PyObject* modules = PyImport_GetModuleDict();
  const py::handle module = PyDict_GetItemString(modules, package);
  return module && py::hasattr(module, name) && py::isinstance(object, module.attr(name));
}

std::optional<Form> form_of(py::handle object) {
  if (is_a(object, "numpy", "ndarray")) return Form::numpy;
  if (is_a(object, "pandas", "Series")) return Form::pandas_series;
  if (is_a(object, "pandas", "Index")) return Form::pandas_index;
  if (is_a(object, "polars", "Series")) return Form::polars;
  if (is_a(object, "pyarrow", "Array")) return Form::arrow_array;
  if (is_a(object, "pyarrow", "ChunkedArray")) return Form::arrow_chunked;
  return {};
}

[[noreturn]] void refuse_type(Wanted wanted, const std::string& found) {
  throw py::type_error(wanted == Wanted::days
                           ? "expected a day (datetime.date or text) or a column of days (a NumPy array of "
                             "datetime64[D], a pandas, polars or pyarrow column of dates), found " +
                                 found
                           : "expected a whole number or a column of integers, found " + found);
}

[[noreturn]] void refuse_time_of_day(const std::string& row) {
  throw InvalidArgument("AC7027", "there is a time of day where a day is meant", row);
}

std::string row_name(std::size_t row) { return "row " + std::to_string(row); }

char kind_of(const py::object& array) { return array.attr("dtype").attr("kind").cast<std::string>()[0]; }

/// datetime64[D] with the same days. Throws for units that are no days and for times of day.
py::object whole_days(const py::object& array) {
  const auto unit = numpy().attr("datetime_data")(array.attr("dtype")).cast<std::pair<std::string, int>>();
  if (unit == std::pair<std::string, int>{"D", 1}) return array;
  if (unit.first == "Y" || unit.first == "M" || unit.first == "W")
    refuse_type(Wanted::days, "datetime64[" + unit.first + "], which holds no single days");
  const py::object days = array.attr("astype")("datetime64[D]");
  const py::object differ =
      days.attr("__ne__")(array).attr("__and__")(numpy().attr("isnat")(array).attr("__invert__")());
  if (differ.attr("any")().cast<bool>())
    refuse_time_of_day(row_name(differ.attr("argmax")().cast<std::size_t>()));
  return days;
}

/// Integers of 64 bits; those beyond are the farthest.
py::object whole_numbers(const py::object& array) {
  const py::object np = numpy();
  if (kind_of(array) != 'u') return array.attr("astype")("int64");
  return np
      .attr("minimum")(array.attr("astype")("uint64"),
                       np.attr("uint64")(std::numeric_limits<std::int32_t>::max()))
      .attr("astype")("int64");
}

/// A NumPy array of that many rows, and where to write them.
struct NumpyRows {
  NumpyRows(std::size_t rows, const char* type)
      : array(numpy().attr("empty")(rows, type)), buffer(py::buffer(array).request(true)) {}
  template <class T>
  T* data() const {
    return static_cast<T*>(buffer.ptr);
  }
  py::object array;
  py::buffer_info buffer;
};

/// datetime64[D].
py::object numpy_days(const std::vector<std::int32_t>& days) {
  const NumpyRows rows(days.size(), "int64");
  auto* to = rows.data<std::int64_t>();
  run([&] {
    for (const std::int32_t day : days) *to++ = day == no_day ? not_a_time : day;
  });
  return rows.array.attr("view")("datetime64[D]");
}

template <class To, class From>
py::object numpy_values(const std::vector<From>& values, const char* type) {
  const NumpyRows rows(values.size(), type);
  std::copy(values.begin(), values.end(), rows.data<To>());
  return rows.array;
}

/// An array has nothing for a number or a truth that is missing.
template <class T>
void refuse_missing(const std::vector<T>& values, T missing) {
  const auto found = std::find(values.begin(), values.end(), missing);
  if (found == values.end()) return;
  throw InvalidArgument(
      "AC7027",
      "the day is missing (NaT), and NumPy has nothing for a missing answer of this type; leave it "
      "out, or ask with pandas, polars or pyarrow",
      row_name(static_cast<std::size_t>(found - values.begin())));
}

/// One byte a row: 1 where there is a value; nothing when all are there.
template <class T>
std::vector<std::uint8_t> valid_rows(const std::vector<T>& values, T missing) {
  if (std::find(values.begin(), values.end(), missing) == values.end()) return {};
  std::vector<std::uint8_t> valid;
  valid.reserve(values.size());
  for (const T v : values) valid.push_back(v != missing ? 1 : 0);
  return valid;
}

/// The day that one object of a column or an argument is: none when it says that it is missing.
std::optional<Date> read_day(const py::object& day) {
  if (is_a(day, "numpy", "datetime64")) {
    const py::object array = whole_days(numpy().attr("asarray")(day));
    const auto days = array.attr("astype")("int64").attr("item")().cast<std::int64_t>();
    if (days == not_a_time) return {};
    return Date::from_days(narrowed(days));
  }
  if (is_a(day, "pandas", "Timestamp")) {
    if (!day.attr("tzinfo").is_none()) refuse_type(Wanted::days, "a Timestamp with a time zone");
    if (!day.attr("normalize")().equal(day)) refuse_time_of_day({});
    return to_date(day.attr("date")());
  }
  if (const auto date = to_date(day)) return date;
  const bool missing = day.is_none() || (py::isinstance<py::float_>(day) && !day.equal(day)) ||
                       type_name(day) == "NaTType" || type_name(day) == "NAType"; // pandas' own
  if (!missing) refuse_type(Wanted::days, type_name(day));
  return {};
}

} // namespace

// --- reading -----------------------------------------------------------------------------------------------

GivenColumn::GivenColumn(py::handle column, Form form, Wanted wanted)
    : source_(py::reinterpret_borrow<py::object>(column)), form_(form) {
  if (form == Form::numpy)
    read_numpy(source_, wanted);
  else if (form == Form::pandas_series || form == Form::pandas_index)
    read_pandas(wanted);
  else
    arrow_ = std::make_unique<ArrowColumn>(column, wanted);
}

void GivenColumn::read_numpy(const py::object& array, Wanted wanted) {
  if (array.attr("ndim").cast<int>() != 1)
    refuse_type(wanted, "an array that is no column: it has not one dimension");
  if (py::hasattr(array, "mask")) refuse_type(wanted, "a masked array; fill it with NaT");
  const char kind = kind_of(array);
  if (wanted == Wanted::days && kind == 'O') return read_objects(array.attr("tolist")());
  const bool fits = wanted == Wanted::days ? kind == 'M' : kind == 'i' || kind == 'u';
  if (!fits) refuse_type(wanted, "an array of " + py::str(array.attr("dtype")).cast<std::string>());
  const py::object values = wanted == Wanted::days ? whole_days(array) : whole_numbers(array);
  // Native bytes in a row, seen as integers: buffers know no datetime64.
  const py::object native =
      values.attr("astype")(wanted == Wanted::days ? "datetime64[D]" : "int64", "copy"_a = false);
  const py::buffer_info rows =
      py::buffer(numpy().attr("ascontiguousarray")(native).attr("view")("int64")).request();
  const auto* from = static_cast<const std::int64_t*>(rows.ptr);
  run([&] {
    copied_.resize(static_cast<std::size_t>(rows.size));
    for (std::int32_t& to : copied_) {
      const bool missing = *from == not_a_time && wanted == Wanted::days;
      to = missing ? no_day : narrowed(*from);
      ++from;
    }
  });
}

void GivenColumn::read_pandas(Wanted wanted) {
  const py::object dtype = source_.attr("dtype");
  const char kind = dtype.attr("kind").cast<std::string>()[0];
  if (py::hasattr(dtype, "tz") && !dtype.attr("tz").is_none())
    refuse_type(wanted, "a column with a time zone");
  if (wanted == Wanted::days && kind == 'O' && is_a(dtype, "numpy", "dtype"))
    return read_objects(source_.attr("tolist")());
  const bool fits = wanted == Wanted::days ? kind == 'M' : kind == 'i' || kind == 'u';
  if (!fits) refuse_type(wanted, "a column of " + py::str(dtype).cast<std::string>());
  if (is_a(dtype, "numpy", "dtype")) return read_numpy(source_.attr("to_numpy")(), wanted);
  if (wanted == Wanted::days) // Arrow's types in pandas
    return read_numpy(source_.attr("astype")("datetime64[us]").attr("to_numpy")(), wanted);
  const py::object missing = source_.attr("isna")();
  read_numpy(source_.attr("fillna")(0).attr("to_numpy")("dtype"_a = kind == 'u' ? "uint64" : "int64"),
             wanted);
  for (std::size_t row = 0; const py::handle is_missing : py::iter(missing)) {
    if (is_missing.cast<bool>()) copied_[row] = no_day;
    ++row;
  }
}

void GivenColumn::read_objects(const py::object& objects) {
  for (const py::handle object : objects) {
    const auto day = read_day(py::reinterpret_borrow<py::object>(object));
    copied_.push_back(day ? day->days() : no_day);
  }
}

void GivenColumn::check_labels(const GivenColumn& other) const {
  if (form_ != Form::pandas_series || other.form_ != Form::pandas_series || size() != other.size()) return;
  if (!source_.attr("index").attr("equals")(other.source_.attr("index")).cast<bool>())
    throw InvalidArgument("AC1004",
                          "the two Series have different labels, so that their rows do not belong together; "
                          "align them, or reset_index() both");
}

// --- giving back -------------------------------------------------------------------------------------------

/// With the labels of the Series that was given.
py::object GivenColumn::labelled(const py::object& values, const char* dtype) const {
  if (form_ == Form::pandas_index)
    return pandas().attr("Index")(values, "dtype"_a = dtype, "name"_a = source_.attr("name"));
  return pandas().attr("Series")(values, "index"_a = source_.attr("index"), "name"_a = source_.attr("name"),
                                 "dtype"_a = dtype);
}

/// Through Arrow, to polars or pyarrow.
py::object GivenColumn::give(Column column) const {
  const std::size_t rows = size();
  std::vector<Column> columns;
  columns.push_back(std::move(column));
  const py::object table = py::cast(Frame(std::move(columns), rows));
  if (form_ == Form::polars) return to_polars(table).attr("to_series")(0).attr("alias")(source_.attr("name"));
  const py::object chunks = to_arrow(table).attr("column")(0);
  if (form_ == Form::arrow_chunked) return chunks;
  return chunks.attr("num_chunks").cast<int>() == 1 ? chunks.attr("chunk")(0)
                                                    : chunks.attr("combine_chunks")();
}

py::object GivenColumn::give_days(std::vector<std::int32_t> days) const {
  if (form_ == Form::numpy) return numpy_days(days);
  if (form_ == Form::pandas_series || form_ == Form::pandas_index) {
    const py::object made = labelled(numpy_days(days), "datetime64[s]");
    // In the unit of the question, or in Arrow's dates, where the question was one of days.
    const py::object dtype = source_.attr("dtype");
    return dtype.attr("kind").cast<std::string>() == "M" ? made.attr("astype")(dtype) : made;
  }
  Column column;
  column.type = Column::Type::date;
  column.valid = valid_rows(days, no_day);
  column.days = std::move(days);
  return give(std::move(column));
}

py::object GivenColumn::give_numbers(const std::vector<std::int32_t>& numbers) const {
  if (form_ == Form::numpy) {
    refuse_missing(numbers, no_day);
    return numpy_values<std::int64_t>(numbers, "int64");
  }
  if (form_ == Form::pandas_series || form_ == Form::pandas_index) {
    const py::object made = labelled(numpy_values<std::int64_t>(numbers, "int64"), "Int64");
    return made.attr("where")(made.attr("__ne__")(std::int64_t{no_day}));
  }
  Column column;
  column.type = Column::Type::integer;
  column.valid = valid_rows(numbers, no_day);
  column.integers.assign(numbers.begin(), numbers.end());
  return give(std::move(column));
}

py::object GivenColumn::give_truths(const std::vector<std::int8_t>& truths) const {
  constexpr std::int8_t missing = -1;
  if (form_ == Form::numpy) {
    refuse_missing(truths, missing);
    return numpy_values<bool>(truths, "bool");
  }
  if (form_ == Form::pandas_series || form_ == Form::pandas_index) {
    const py::object numbers = labelled(numpy_values<std::int8_t>(truths, "int8"), "Int8");
    return numbers.attr("where")(numbers.attr("__ge__")(0)).attr("astype")("boolean");
  }
  Column column;
  column.type = Column::Type::boolean;
  column.valid = valid_rows(truths, missing);
  for (const std::int8_t t : truths) column.booleans.push_back(t == 1 ? 1 : 0);
  return give(std::move(column));
}

// --- arguments ---------------------------------------------------------------------------------------------

OneOrColumn<Date> given_days(const py::object& days) {
  if (const auto form = form_of(days); form && !(form == Form::numpy && days.attr("ndim").cast<int>() == 0))
    return GivenColumn(days, *form, Wanted::days);
  const auto day = read_day(form_of(days) ? days.attr("__getitem__")(py::tuple()) : days);
  if (!day) refuse_type(Wanted::days, "a missing day");
  return *day;
}

OneOrColumn<std::int64_t> given_numbers(const py::object& numbers) {
  if (const auto form = form_of(numbers)) return GivenColumn(numbers, *form, Wanted::numbers);
  if (PyIndex_Check(numbers.ptr()) == 0) refuse_type(Wanted::numbers, type_name(numbers));
  const auto whole = py::reinterpret_steal<py::object>(PyNumber_Index(numbers.ptr()));
  if (!whole) throw py::error_already_set();
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(whole.ptr(), &overflow);
  if (overflow == 0) return std::int64_t{value};
  return overflow > 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
}

} // namespace aftercourse::python
