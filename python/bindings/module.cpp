// aftercourse._core: the list of what is bound. Each bind_*.cpp binds one noun.
#include <aftercourse/version.hpp>

#include "bind.hpp"

PYBIND11_MODULE(_core, m) {
  using namespace aftercourse::python;
  m.doc() = "The native part of aftercourse; use the names that the package shows.";
  m.attr("__version__") = aftercourse::library_version;
  bind_errors(m);
  bind_work_pattern(m);
  bind_special_day(m);
  bind_calendar(m);
  bind_time_zone(m);
  bind_recurrence(m);
  bind_values(m);
  bind_window(m);
  bind_kinds(m);
  bind_frame(m);
  bind_explanation(m);
  bind_policy(m);
  bind_task(m);
  bind_month_view(m);
  bind_evaluate(m);
  bind_findings(m);
  bind_measure_state(m);
  bind_text(m);
  bind_record(m);
  bind_scheme(m);
  bind_instrument(m);
  bind_batch(m); // takes questionnaires
  bind_engine(m);
  bind_statistics(m);
  bind_survey(m);
}
