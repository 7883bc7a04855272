// The questionnaires and marking schemes that an engine keeps, and responses that come from form tools.
#include <boost/json.hpp>

#include <aftercourse/reading/to_json.hpp>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"

using namespace aftercourse;

namespace {

namespace bj = boost::json;

std::string described(const std::vector<Instrument>& all) {
  bj::array out;
  for (const Instrument& i : all)
    out.push_back(bj::object{
        {"name", i.definition().name}, {"version", i.definition().version}, {"frozen", i.frozen()}});
  return bj::serialize(out);
}

std::string described(const std::vector<SetScheme>& all) {
  bj::array out;
  for (const SetScheme& set : all)
    out.push_back(bj::object{{"write", set.write.number},
                             {"recorded_at", set.write.recorded_at.to_string()},
                             {"actor", set.write.actor},
                             {"reason", set.write.reason},
                             {"amendment", set.amendment},
                             {"text", set.scheme.text()},
                             {"frozen", set.scheme.frozen()},
                             {"changes", bj::parse(reading::to_json(set.changes))}});
  return bj::serialize(out);
}

struct ResponseOptions {
  ResponseColumns columns;
  ResponseImport import;
  std::string origin = "csv";
};

ResponseOptions response_options(const aftercourse_response_options* given) {
  const aftercourse_response_options o = c::options(given, aftercourse_response_options_init);
  ResponseOptions result;
  result.columns.columns =
      c::map_from_json(c::text(o.columns, o.columns_length, "options.columns"), "options.columns");
  result.columns.separator = c::separator(o.separator);
  result.columns.choice_separator =
      c::text(o.choice_separator, o.choice_separator_length, "options.choice_separator");
  if (const auto missing = c::text(o.missing, o.missing_length, "options.missing"); !missing.empty())
    result.columns.missing = c::texts_from_json(missing, "options.missing");
  if (const auto what = c::text(o.occurrence, o.occurrence_length, "options.occurrence"); !what.empty())
    result.import.occurrence = what;
  result.import.prefix = c::text(o.prefix, o.prefix_length, "options.prefix");
  if (const auto origin = c::text(o.origin, o.origin_length, "options.origin"); !origin.empty())
    result.origin = origin;
  return result;
}

} // namespace

extern "C" {

void aftercourse_response_options_init(aftercourse_response_options* options) {
  c::clear(options);
  if (options == nullptr) return;
  options->separator = ResponseColumns{}.separator;
  options->origin_length = options->columns_length = options->missing_length =
      options->choice_separator_length = options->occurrence_length = options->prefix_length =
          AFTERCOURSE_TERMINATED;
}

int32_t aftercourse_batch_record_responses(aftercourse_batch* batch, const char* csv, size_t csv_length,
                                           const aftercourse_instrument* instrument,
                                           const aftercourse_response_options* options,
                                           aftercourse_error** error) {
  return c::guard(error, [&] {
    Batch& collecting = *c::collecting(batch);
    ResponseOptions o = response_options(options);
    collecting.record_responses(c::needed_text(csv, csv_length, "csv"),
                                c::needed(instrument, "instrument").value, o.columns, std::move(o.import),
                                std::move(o.origin));
  });
}

int32_t aftercourse_engine_add_instrument(aftercourse_engine* engine,
                                          const aftercourse_instrument* instrument,
                                          const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                          aftercourse_error** error) {
  return c::guard(error, [&] {
    c::ReceiptOut out(receipt);
    const Instrument& given = c::needed(instrument, "instrument").value;
    out.assign(c::needed(engine, "engine").value.add_instrument(given, c::stamp(stamp)));
  });
}

int32_t aftercourse_engine_instrument(const aftercourse_engine* engine, const char* name, size_t name_length,
                                      const char* version, size_t version_length, const char* known_at,
                                      size_t known_at_length, aftercourse_instrument** instrument,
                                      aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(instrument, "instrument");
    out = new aftercourse_instrument{c::needed(engine, "engine")
                                         .value.instrument(c::needed_text(name, name_length, "name"),
                                                           c::text(version, version_length, "version"),
                                                           c::known_at(known_at, known_at_length))};
  });
}

int32_t aftercourse_engine_instruments_json(const aftercourse_engine* engine, const char* known_at,
                                            size_t known_at_length, char** json, size_t* length,
                                            aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(
        described(c::needed(engine, "engine").value.instruments(c::known_at(known_at, known_at_length))));
  });
}

int32_t aftercourse_engine_set_scheme(aftercourse_engine* engine, const aftercourse_scheme* scheme,
                                      const char* programme, size_t programme_length, int32_t amendment,
                                      const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                      aftercourse_error** error) {
  return c::guard(error, [&] {
    c::ReceiptOut out(receipt);
    const Scheme& given = c::needed(scheme, "scheme").value;
    const std::string of(c::needed_text(programme, programme_length, "programme"));
    out.assign(c::needed(engine, "engine")
                   .value.set_scheme(given, of,
                                     amendment != 0 ? SchemeChange::amendment : SchemeChange::before_start,
                                     c::stamp(stamp)));
  });
}

int32_t aftercourse_engine_scheme(const aftercourse_engine* engine, const char* programme,
                                  size_t programme_length, const char* known_at, size_t known_at_length,
                                  aftercourse_scheme** scheme, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(scheme, "scheme");
    out = new aftercourse_scheme{c::needed(engine, "engine")
                                     .value.scheme(c::needed_text(programme, programme_length, "programme"),
                                                   c::known_at(known_at, known_at_length))};
  });
}

int32_t aftercourse_engine_schemes_json(const aftercourse_engine* engine, const char* programme,
                                        size_t programme_length, const char* known_at, size_t known_at_length,
                                        char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(described(c::needed(engine, "engine")
                             .value.schemes(c::needed_text(programme, programme_length, "programme"),
                                            c::known_at(known_at, known_at_length))));
  });
}

} // extern "C"
