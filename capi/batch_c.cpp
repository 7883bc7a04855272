// Recording. Each form of input is added to a batch in one way, which both the functions of a batch and those
// that record one kind at once use.
#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"

using namespace aftercourse;

namespace {

/// An argument of two parts, as it came from C.
struct Given {
  const char* data;
  size_t length;
};

struct RecordOptions {
  std::string origin;
  CsvOptions csv;
  Progress progress;
};

RecordOptions record_options(const aftercourse_record_options* given, const char* origin) {
  const aftercourse_record_options o = c::options(given, aftercourse_record_options_init);
  RecordOptions result;
  const std::string_view name = c::text(o.origin, o.origin_length, "options.origin");
  result.origin = name.empty() ? origin : std::string(name);
  result.csv.separator = c::separator(o.separator);
  result.csv.columns =
      c::map_from_json(c::text(o.columns, o.columns_length, "options.columns"), "options.columns");
  result.csv.missing =
      c::texts_from_json(c::text(o.missing, o.missing_length, "options.missing"), "options.missing");
  if (const auto format = c::text(o.date_format, o.date_format_length, "options.date_format");
      !format.empty())
    result.csv.date_format = format;
  if (const auto separator = c::text(o.list_separator, o.list_separator_length, "options.list_separator");
      !separator.empty())
    result.csv.list_separator = separator;
  result.csv.short_rows = o.short_rows != 0;
  result.csv.trim = o.trim != 0;
  result.progress = c::progress(o.progress, o.progress_user);
  return result;
}

std::string_view kind_of(Given kind) { return c::needed_text(kind.data, kind.length, "kind"); }
std::string id_of(Given id) { return std::string(c::needed_text(id.data, id.length, "id")); }

void add_json(Batch& batch, Given kind, Given json, const aftercourse_record_options* options) {
  auto o = record_options(options, "json");
  batch.record_json(kind_of(kind), c::needed_text(json.data, json.length, "json"), std::move(o.origin),
                    o.progress);
}

void add_json_lines(Batch& batch, Given kind, Given lines, const aftercourse_record_options* options) {
  auto o = record_options(options, "jsonl");
  batch.record_json_lines(kind_of(kind), c::needed_text(lines.data, lines.length, "lines"),
                          std::move(o.origin), o.progress);
}

void add_csv(Batch& batch, Given kind, Given csv, const aftercourse_record_options* options) {
  auto o = record_options(options, "csv");
  batch.record_csv(kind_of(kind), c::needed_text(csv.data, csv.length, "csv"), std::move(o.origin), o.csv,
                   o.progress);
}

void add_arrow(Batch& batch, Given kind, ArrowArrayStream& stream,
               const aftercourse_record_options* options) {
  auto o = record_options(options, "arrow");
  batch.record_arrow(kind_of(kind), &stream, std::move(o.origin), o.csv.columns, o.progress);
}

/// Releases a stream unless whoever read it did.
struct Release {
  ArrowArrayStream* stream;
  explicit Release(ArrowArrayStream* s) : stream(s) {}
  Release(const Release&) = delete;
  Release& operator=(const Release&) = delete;
  ~Release() {
    if (stream != nullptr && stream->release != nullptr) stream->release(stream);
  }
};

template <class Add>
int32_t add_to(aftercourse_batch* batch, aftercourse_error** error, Add&& add) noexcept {
  return c::guard(error, [&] { add(*c::collecting(batch)); });
}

/// One batch of what `add` adds, recorded at once.
template <class Add>
int32_t record_now(aftercourse_engine* engine, const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                   aftercourse_error** error, Add&& add) noexcept {
  return c::guard(error, [&] {
    c::ReceiptOut out(receipt);
    Engine& recording = c::needed(engine, "engine").value;
    const Stamp stamped = c::stamp(stamp);
    Batch batch = recording.batch();
    add(batch);
    out.assign(recording.commit(std::move(batch), stamped));
  });
}

} // namespace

extern "C" {

void aftercourse_record_options_init(aftercourse_record_options* options) {
  c::clear(options);
  if (options == nullptr) return;
  options->separator = CsvOptions{}.separator;
  options->origin_length = options->columns_length = options->missing_length = options->date_format_length =
      options->list_separator_length = AFTERCOURSE_TERMINATED;
}

int32_t aftercourse_batch_new(const aftercourse_engine* engine, aftercourse_batch** batch,
                              aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(batch, "batch");
    out = new aftercourse_batch{c::needed(engine, "engine").value.batch()};
  });
}

void aftercourse_batch_free(aftercourse_batch* batch) { delete batch; }

int32_t aftercourse_batch_record_json(aftercourse_batch* batch, const char* kind, size_t kind_length,
                                      const char* json, size_t json_length,
                                      const aftercourse_record_options* options, aftercourse_error** error) {
  return add_to(batch, error, [&](Batch& b) {
    add_json(b, {kind, kind_length}, {json, json_length}, options);
  });
}

int32_t aftercourse_batch_record_json_lines(aftercourse_batch* batch, const char* kind, size_t kind_length,
                                            const char* lines, size_t lines_length,
                                            const aftercourse_record_options* options,
                                            aftercourse_error** error) {
  return add_to(batch, error, [&](Batch& b) {
    add_json_lines(b, {kind, kind_length}, {lines, lines_length}, options);
  });
}

int32_t aftercourse_batch_record_csv(aftercourse_batch* batch, const char* kind, size_t kind_length,
                                     const char* csv, size_t csv_length,
                                     const aftercourse_record_options* options, aftercourse_error** error) {
  return add_to(batch, error, [&](Batch& b) { add_csv(b, {kind, kind_length}, {csv, csv_length}, options); });
}

int32_t aftercourse_batch_record_arrow(aftercourse_batch* batch, const char* kind, size_t kind_length,
                                       ArrowArrayStream* stream, const aftercourse_record_options* options,
                                       aftercourse_error** error) {
  const Release release(stream);
  return add_to(batch, error, [&](Batch& b) {
    add_arrow(b, {kind, kind_length}, c::needed(stream, "stream"), options);
  });
}

int32_t aftercourse_batch_amend(aftercourse_batch* batch, const char* kind, size_t kind_length,
                                const char* id, size_t id_length, const char* fields, size_t fields_length,
                                aftercourse_error** error) {
  return add_to(batch, error, [&](Batch& b) {
    b.amend(kind_of({kind, kind_length}), id_of({id, id_length}),
            c::needed_text(fields, fields_length, "fields"));
  });
}

int32_t aftercourse_batch_retract(aftercourse_batch* batch, const char* kind, size_t kind_length,
                                  const char* id, size_t id_length, aftercourse_error** error) {
  return add_to(batch, error, [&](Batch& b) {
    b.retract(kind_of({kind, kind_length}), id_of({id, id_length}));
  });
}

int32_t aftercourse_batch_all_json(aftercourse_batch* batch, const char* json, size_t json_length,
                                   aftercourse_progress progress, void* progress_user,
                                   aftercourse_error** error) {
  return add_to(batch, error, [&](Batch& b) {
    b.record_all_json(c::needed_text(json, json_length, "json"), c::progress(progress, progress_user));
  });
}

int32_t aftercourse_engine_commit(aftercourse_engine* engine, aftercourse_batch* batch,
                                  const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                  aftercourse_error** error) {
  return c::guard(error, [&] {
    c::ReceiptOut out(receipt);
    Engine& recording = c::needed(engine, "engine").value;
    const Stamp stamped = c::stamp(stamp);
    auto& content = c::collecting(batch);
    Batch taken = std::move(*content);
    content.reset();
    out.assign(recording.commit(std::move(taken), stamped));
  });
}

int32_t aftercourse_engine_record_json(aftercourse_engine* engine, const char* kind, size_t kind_length,
                                       const char* json, size_t json_length,
                                       const aftercourse_record_options* options,
                                       const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                       aftercourse_error** error) {
  return record_now(engine, stamp, receipt, error, [&](Batch& b) {
    add_json(b, {kind, kind_length}, {json, json_length}, options);
  });
}

int32_t aftercourse_engine_record_json_lines(aftercourse_engine* engine, const char* kind, size_t kind_length,
                                             const char* lines, size_t lines_length,
                                             const aftercourse_record_options* options,
                                             const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                             aftercourse_error** error) {
  return record_now(engine, stamp, receipt, error, [&](Batch& b) {
    add_json_lines(b, {kind, kind_length}, {lines, lines_length}, options);
  });
}

int32_t aftercourse_engine_record_csv(aftercourse_engine* engine, const char* kind, size_t kind_length,
                                      const char* csv, size_t csv_length,
                                      const aftercourse_record_options* options,
                                      const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                      aftercourse_error** error) {
  return record_now(engine, stamp, receipt, error, [&](Batch& b) {
    add_csv(b, {kind, kind_length}, {csv, csv_length}, options);
  });
}

int32_t aftercourse_engine_record_arrow(aftercourse_engine* engine, const char* kind, size_t kind_length,
                                        ArrowArrayStream* stream, const aftercourse_record_options* options,
                                        const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                        aftercourse_error** error) {
  const Release release(stream);
  return record_now(engine, stamp, receipt, error, [&](Batch& b) {
    add_arrow(b, {kind, kind_length}, c::needed(stream, "stream"), options);
  });
}

int32_t aftercourse_engine_amend(aftercourse_engine* engine, const char* kind, size_t kind_length,
                                 const char* id, size_t id_length, const char* fields, size_t fields_length,
                                 const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                 aftercourse_error** error) {
  return record_now(engine, stamp, receipt, error, [&](Batch& b) {
    b.amend(kind_of({kind, kind_length}), id_of({id, id_length}),
            c::needed_text(fields, fields_length, "fields"));
  });
}

int32_t aftercourse_engine_retract(aftercourse_engine* engine, const char* kind, size_t kind_length,
                                   const char* id, size_t id_length, const aftercourse_stamp* stamp,
                                   aftercourse_receipt* receipt, aftercourse_error** error) {
  return record_now(engine, stamp, receipt, error, [&](Batch& b) {
    b.retract(kind_of({kind, kind_length}), id_of({id, id_length}));
  });
}

} // extern "C"
