#include <aftercourse/assessment/coverage.hpp>
#include <aftercourse/assessment/pass_rate.hpp>
#include <aftercourse/assessment/sittings_json.hpp>
#include <aftercourse/reading/to_json.hpp>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"

using namespace aftercourse;

namespace {

std::string scheme_file(const char* file, size_t length) {
  const std::string_view given = c::text(file, length, "file");
  return given.empty() ? "assessment.yaml" : std::string(given);
}

PassDenominator denominator_named(std::string_view name) {
  if (name.data() == nullptr || name == "started") return PassDenominator::started;
  if (name == "enrolled") return PassDenominator::enrolled;
  if (name == "completed") return PassDenominator::completed;
  throw InvalidArgument("AC5706",
                        "the denominators are enrolled, started and completed, not " + std::string(name));
}

} // namespace

extern "C" {

int32_t aftercourse_scheme_parse(const char* yaml, size_t yaml_length, const char* file, size_t file_length,
                                 aftercourse_scheme** scheme, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(scheme, "scheme");
    const std::string_view text = c::needed_text(yaml, yaml_length, "yaml");
    out = new aftercourse_scheme{Scheme::parse(text, scheme_file(file, file_length))};
  });
}

int32_t aftercourse_scheme_load(const char* path, size_t path_length, aftercourse_scheme** scheme,
                                aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(scheme, "scheme");
    out = new aftercourse_scheme{Scheme::load(c::path(c::needed_text(path, path_length, "path")))};
  });
}

void aftercourse_scheme_free(aftercourse_scheme* scheme) { delete scheme; }

const char* aftercourse_scheme_text(const aftercourse_scheme* scheme) {
  return scheme == nullptr ? "" : scheme->value.text().c_str();
}

int32_t aftercourse_scheme_frozen(const aftercourse_scheme* scheme, char** text, size_t* length,
                                  aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(text, length);
    out.assign(c::needed(scheme, "scheme").value.frozen());
  });
}

int32_t aftercourse_scheme_json(const aftercourse_scheme* scheme, char** json, size_t* length,
                                aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(reading::to_json(c::needed(scheme, "scheme").value.definition()));
  });
}

int32_t aftercourse_scheme_check_json(const char* yaml, size_t yaml_length, const char* file,
                                      size_t file_length, char** json, size_t* length,
                                      aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const std::string_view text = c::needed_text(yaml, yaml_length, "yaml");
    out.assign(c::to_json(Scheme::check(text, scheme_file(file, file_length))));
  });
}

int32_t aftercourse_scheme_compare_json(const aftercourse_scheme* older, const aftercourse_scheme* newer,
                                        char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(reading::to_json(compare(c::needed(older, "older").value, c::needed(newer, "newer").value)));
  });
}

int32_t aftercourse_scheme_coverage_json(const aftercourse_scheme* scheme, char** json, size_t* length,
                                         aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(reading::to_json(coverage(c::needed(scheme, "scheme").value)));
  });
}

int32_t aftercourse_scheme_mark_json(const aftercourse_scheme* scheme, const char* learner,
                                     size_t learner_length, const char* sittings, size_t sittings_length,
                                     char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const Scheme& by = c::needed(scheme, "scheme").value;
    const std::string who(c::text(learner, learner_length, "learner"));
    const auto given = sittings_from_json(c::needed_text(sittings, sittings_length, "sittings"));
    out.assign(reading::to_json(mark(by, who, given)));
  });
}

int32_t aftercourse_scheme_json_schema(char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] { c::TextOut(json, length).assign(Scheme::json_schema()); });
}

int32_t aftercourse_pass_rate(const int32_t* passed, const int32_t* withdrawn, const int32_t* withdrawn_on,
                              size_t count, const char* denominator, size_t denominator_length,
                              int64_t* passing, int64_t* of, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& passing_out = c::needed(passing, "passing");
    auto& of_out = c::needed(of, "of");
    const auto did = c::needed_array(passed, count, "passed");
    const auto left = c::needed_array(withdrawn, withdrawn == nullptr ? 0 : count, "withdrawn");
    const auto day = c::needed_array(withdrawn_on, withdrawn_on == nullptr ? 0 : count, "withdrawn_on");
    std::vector<CourseEnd> ends(count);
    for (size_t i = 0; i < count; ++i) {
      if (did[i] >= 0) ends[i].passed = did[i] != 0;
      if (!left.empty()) ends[i].withdrawn = left[i] != 0;
      if (!day.empty() && day[i] != AFTERCOURSE_NO_DATE) ends[i].withdrawn_on = day[i];
    }
    const PassRate rate =
        pass_rate(ends, denominator_named(c::text(denominator, denominator_length, "denominator")));
    passing_out = rate.passed;
    of_out = rate.of;
  });
}

} // extern "C"
