#include <aftercourse/instrument/read_responses.hpp>
#include <aftercourse/instrument/responses_json.hpp>
#include <aftercourse/instrument/scoring.hpp>
#include <aftercourse/reading/to_json.hpp>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"

using namespace aftercourse;

namespace {

std::string instrument_file(const char* file, size_t length) {
  const std::string_view given = c::text(file, length, "file");
  return given.empty() ? "instrument.yaml" : std::string(given);
}

/// The responses given as JSON, by the instrument of the handle.
std::vector<Response> responses_of(const aftercourse_instrument* instrument, const char* json,
                                   size_t length) {
  return responses_from_json(c::needed(instrument, "instrument").value,
                             c::needed_text(json, length, "responses"));
}

} // namespace

extern "C" {

int32_t aftercourse_instrument_parse(const char* yaml, size_t yaml_length, const char* file,
                                     size_t file_length, aftercourse_instrument** instrument,
                                     aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(instrument, "instrument");
    const std::string_view text = c::needed_text(yaml, yaml_length, "yaml");
    out = new aftercourse_instrument{Instrument::parse(text, instrument_file(file, file_length))};
  });
}

int32_t aftercourse_instrument_load(const char* path, size_t path_length, aftercourse_instrument** instrument,
                                    aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(instrument, "instrument");
    out = new aftercourse_instrument{Instrument::load(c::path(c::needed_text(path, path_length, "path")))};
  });
}

int32_t aftercourse_instrument_built_in(const char* name, size_t name_length,
                                        aftercourse_instrument** instrument, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(instrument, "instrument");
    out = new aftercourse_instrument{Instrument::built_in(c::needed_text(name, name_length, "name"))};
  });
}

void aftercourse_instrument_free(aftercourse_instrument* instrument) { delete instrument; }

const char* aftercourse_instrument_text(const aftercourse_instrument* instrument) {
  return instrument == nullptr ? "" : instrument->value.text().c_str();
}

int32_t aftercourse_instrument_frozen(const aftercourse_instrument* instrument, char** text, size_t* length,
                                      aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(text, length);
    out.assign(c::needed(instrument, "instrument").value.frozen());
  });
}

int32_t aftercourse_instrument_json(const aftercourse_instrument* instrument, char** json, size_t* length,
                                    aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(reading::to_json(c::needed(instrument, "instrument").value.definition()));
  });
}

int32_t aftercourse_instrument_check_json(const char* yaml, size_t yaml_length, const char* file,
                                          size_t file_length, char** json, size_t* length,
                                          aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const std::string_view text = c::needed_text(yaml, yaml_length, "yaml");
    out.assign(c::to_json(Instrument::check(text, instrument_file(file, file_length))));
  });
}

int32_t aftercourse_instrument_compare_json(const aftercourse_instrument* older,
                                            const aftercourse_instrument* newer, char** json, size_t* length,
                                            aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(reading::to_json(compare(c::needed(older, "older").value, c::needed(newer, "newer").value)));
  });
}

int32_t aftercourse_instrument_html(const aftercourse_instrument* instrument, int32_t language, char** html,
                                    size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(html, length);
    out.assign(c::needed(instrument, "instrument").value.to_html(c::language(language)));
  });
}

int32_t aftercourse_instrument_json_schema(char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] { c::TextOut(json, length).assign(Instrument::json_schema()); });
}

int32_t aftercourse_instrument_read_csv(const aftercourse_instrument* instrument, const char* csv,
                                        size_t csv_length, const char* columns, size_t columns_length,
                                        char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const Instrument& by = c::needed(instrument, "instrument").value;
    ResponseColumns how;
    how.columns = c::map_from_json(c::text(columns, columns_length, "columns"), "columns");
    out.assign(responses_to_json(read_responses(c::needed_text(csv, csv_length, "csv"), by, how)));
  });
}

int32_t aftercourse_instrument_last_submissions(const aftercourse_instrument* instrument,
                                                const char* responses, size_t responses_length, char** json,
                                                size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(responses_to_json(last_submissions(responses_of(instrument, responses, responses_length))));
  });
}

int32_t aftercourse_instrument_person_scores(const aftercourse_instrument* instrument, const char* responses,
                                             size_t responses_length, char** json, size_t* length,
                                             aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const auto given = responses_of(instrument, responses, responses_length);
    out.assign(reading::to_json(person_scores(instrument->value, given)));
  });
}

int32_t aftercourse_instrument_group_scores(const aftercourse_instrument* instrument, const char* responses,
                                            size_t responses_length, const double* weights, double level,
                                            char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const auto given = responses_of(instrument, responses, responses_length);
    const auto weighed = c::needed_array(weights, weights == nullptr ? 0 : given.size(), "weights");
    out.assign(reading::to_json(group_scores(instrument->value, given, weighed, level)));
  });
}

int32_t aftercourse_instrument_appraisal_scores(const aftercourse_instrument* instrument,
                                                const char* responses, size_t responses_length, char** json,
                                                size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const auto given = responses_of(instrument, responses, responses_length);
    out.assign(reading::to_json(appraisal_scores(instrument->value, given)));
  });
}

} // extern "C"
