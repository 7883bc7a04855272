// Statistics: any of them by name, over a table of the caller's.
#include <boost/json.hpp>

#include <aftercourse/statistics/function.hpp>

#include "handles.hpp"
#include "tables.hpp"

using namespace aftercourse;

namespace {

namespace json = boost::json;

std::string kind_text(statistics::Parameter::Kind kind) { return boost::describe::enum_to_string(kind, ""); }

json::value functions_json() {
  json::array out;
  for (const statistics::Function& f : statistics::functions()) {
    json::array arguments;
    for (const statistics::Parameter& p : f.parameters)
      arguments.push_back({{"name", std::string(p.name)},
                           {"kind", kind_text(p.kind)},
                           {"required", p.required},
                           {"choices", std::string(p.choices)}});
    out.push_back({{"name", std::string(f.name)}, {"arguments", std::move(arguments)}});
  }
  return out;
}

} // namespace

extern "C" {

int32_t aftercourse_statistics_json(char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(json::serialize(functions_json()));
  });
}

int32_t aftercourse_statistic(const char* name, size_t name_length, struct ArrowArrayStream* data,
                              const char* arguments, size_t arguments_length,
                              aftercourse_statistic_result** result, aftercourse_error** error) {
  return c::guard(error, [&] {
    // The stream is the library's from here on, whatever else is wrong.
    const statistics::Data given = data != nullptr ? statistics::Data::from_arrow(data) : statistics::Data();
    auto& out = c::needed(result, "result");
    const std::string_view text = c::text(arguments, arguments_length, "arguments");
    const auto options = text.empty() ? statistics::Options{} : statistics::options_from_json(text);
    out = new aftercourse_statistic_result{
        statistics::call(c::needed_text(name, name_length, "name"), given, options)};
  });
}

void aftercourse_statistic_result_free(aftercourse_statistic_result* result) { delete result; }

int32_t aftercourse_statistic_result_json(const aftercourse_statistic_result* result, char** json,
                                          size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(c::needed(result, "result").value.to_json());
  });
}

int32_t aftercourse_statistic_result_words(const aftercourse_statistic_result* result, int32_t language,
                                           char** text, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(text, length);
    out.assign(c::needed(result, "result").value.words().in(c::language(language)));
  });
}

int32_t aftercourse_statistic_result_number(const aftercourse_statistic_result* result, const char* field,
                                            size_t field_length, double* number, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(number, "number");
    out = c::needed(result, "result").value.number(c::needed_text(field, field_length, "field"));
  });
}

int32_t aftercourse_statistic_result_table(const aftercourse_statistic_result* result, const char* name,
                                           size_t name_length, struct ArrowArrayStream* out,
                                           aftercourse_error** error) {
  return c::as_stream(out, error, [&] {
    return c::needed(result, "result").value.table(c::text(name, name_length, "name"));
  });
}

} // extern "C"
