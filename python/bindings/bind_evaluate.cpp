#include "table.hpp"

#include "rates.hpp"

namespace aftercourse::python {

namespace {

py::object get(const Rate& rate, const std::string& column) {
  return cell(rate.rates->frame.column(column), rate.row);
}

template <class Class>
void column(Class& c, const char* name, const char* doc) {
  c.def_property_readonly(
      name, [name](const Rate& r) { return get(r, name); }, doc);
}

void bind_rate(py::module_& m) {
  py::class_<Rate> rate(
      m, "Rate",
      "One row of ac.Rates: a number with its numerator, denominator and what stands beside it. "
      "rate[\"unit\"] gives any column.");
  def_copy(rate);
  column(rate, "measure", "The measure.");
  column(rate, "level", "For a distribution: the value whose share this is; else None.");
  column(rate, "value", "The number, or None: no data is not zero.");
  column(rate, "numerator", "What counted as success, or the sum.");
  column(rate, "denominator", "What was counted.");
  column(rate, "on_time", "Done by the due date.");
  column(rate, "late", "Done after it.");
  column(rate, "early", "Done, though not due yet; outside the denominator.");
  column(rate, "open", "Open; outside the denominator.");
  column(rate, "missing", "Without the value that was asked for.");
  column(rate, "void", "Void; left out.");
  column(rate, "waived", "Waived; left out.");
  column(rate, "low", "The interval's lower end, or None.");
  column(rate, "high", "The interval's upper end, or None.");
  column(rate, "interval", "The kind of interval.");
  column(rate, "state",
         "\"ok\", \"no data\", \"open\" (nothing was due yet), \"suppressed\" (too few answered) or \"not "
         "estimable\".");
  column(rate, "clause", "The clause that asks for it.");
  rate.def("__getitem__", &get, "column"_a,
           "The value of a column. Raises NotFound (AC1005) with the nearest name.")
      .def(
          "to_dict", [](const Rate& r) { return row_of(r.rates->frame, r.row); }, "All columns as a dict.")
      .def("__repr__", [](const Rate& r) {
        const auto text = [&](const char* name) { return r.rates->frame.cell(r.row, name); };
        std::string group;
        for (const std::string& by : r.rates->query.by) group += " " + by + "=" + text(by.c_str());
        if (!text("level").empty()) group += " " + text("level");
        const std::string value = text("value"), of = text("numerator");
        std::string number = of.empty() ? "" : of + "/" + text("denominator") + " ";
        if (!value.empty()) number += (number.empty() ? "" : "= ") + value + " ";
        return "<Rate " + text("measure") + group + ": " + number + "(" + text("state") + ")>";
      });
}

} // namespace

Frame frame_of(const SeenRates& rates, std::size_t) { return rates.rates->frame; }
std::size_t rows_of(const SeenRates& rates) { return rates.rates->frame.rows(); }

Interval interval_named(const std::string& name) {
  if (name == "automatic") return Interval::automatic;
  if (name == "none") return Interval::none;
  if (name == "process") return Interval::process;
  if (name == "wilson") return Interval::wilson;
  if (name == "design") return Interval::design;
  throw InvalidArgument("AC7024", "interval is automatic, none, process, wilson or design, not " + name);
}

Versus versus_named(const std::string& name) {
  if (name.empty()) return Versus::nothing;
  if (name == "previous") return Versus::previous;
  throw InvalidArgument("AC7024", "versus is previous or None, not " + name);
}

Audience audience_named(const std::string& name) {
  if (name == "publish") return Audience::publish;
  if (name == "internal") return Audience::internal;
  throw InvalidArgument("AC7024", "audience is publish or internal, not " + name);
}

void bind_evaluate(py::module_& m) {
  bind_rate(m);
  py::class_<SeenRates> rates(
      m, "Rates",
      "The rows that engine.evaluate() gives, a row a measure and group. Immutable; indexing "
      "and iterating give ac.Rate values.");
  bind_table(rates);
  def_copy(rates);
  rates
      .def(
          "__getitem__",
          [](const SeenRates& r, py::ssize_t i) {
            return Rate{r.rates, index_of(i, r.rates->frame.rows())};
          },
          "index"_a)
      .def("__iter__",
           [](const SeenRates& r) -> py::typing::Iterator<Rate> {
             py::list all;
             for (std::size_t i = 0; i < r.rates->frame.rows(); ++i) all.append(Rate{r.rates, i});
             return py::iter(all);
           })
      .def_property_readonly(
          "as_of", [](const SeenRates& r) { return r.rates->as_of; }, "The day they were judged at.")
      .def("__repr__", [](const SeenRates& r) {
        return "<Rates of " + std::to_string(r.rates->frame.rows()) + " rows>";
      });

  m.def("general_measures", &general_measures, "The measures that need no policy to declare them.");
}

} // namespace aftercourse::python
