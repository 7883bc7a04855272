#include <aftercourse/facts/arrow_io.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <deque>
#include <limits>

#include <aftercourse/base/arrow_view.hpp>
#include <aftercourse/base/error.hpp>

#include "cells.hpp"
#include "intake.hpp"

namespace aftercourse {

namespace {

using arrow::Array;
using arrow::Malformed;
using arrow::Type;

constexpr std::int64_t window = 65'536; // rows whose cells fit in a cache

/// A column of the stream and the field that it gives.
struct Match {
  std::size_t field;
  std::int64_t child; // of the batch
  Type type;
};

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// UTC microseconds; saturated where they do not fit, which lies outside all calendars.
std::int64_t microseconds(std::int64_t ticks, std::int64_t ticks_a_second) {
  constexpr std::int64_t second = 1'000'000;
  if (ticks_a_second > second) return floor_divide(ticks, ticks_a_second / second);
  std::int64_t out = 0;
  const bool overflows = __builtin_mul_overflow(ticks, second / ticks_a_second, &out);
  return overflows ? std::numeric_limits<std::int64_t>::max() : out;
}

/// Reads one column of one batch. Words of a dictionary are turned into cells once, when they are first met.
class ColumnReader {
 public:
  ColumnReader(Intake& intake, const Match& column, const ArrowArray& batch)
      : intake_(intake), column_(column), writer_(intake.writer(column.field)),
        array_(column.type, batch.children[column.child]), offset_(batch.offset),
        word_writer_(writer_.field(), words_, intake.words()) {}

  /// Fills rows `first` to `first + count` from the batch's rows `from` on.
  void read(Row first, std::int64_t from, std::int64_t count) {
    const auto put = put_function();
    for (std::int64_t i = 0; i < count; ++i) {
      const Row row = first + static_cast<Row>(i);
      const std::int64_t at = offset_ + from + i;
      if (put == nullptr || !array_.valid(at)) continue;
      if (Reason reason = (this->*put)(row, at); !reason.empty())
        intake_.check(row, {std::int64_t{row} + 1, column_.child + 1}, column_.field, std::move(reason));
    }
  }

 private:
  using Put = Reason (ColumnReader::*)(Row row, std::int64_t at);

  Put put_function() const {
    switch (column_.type.given) {
    case Given::text:
      return column_.type.words ? &ColumnReader::put_word : &ColumnReader::put_text;
    case Given::integer:
      return &ColumnReader::put_integer;
    case Given::real:
      return &ColumnReader::put_real;
    case Given::decimal:
      return &ColumnReader::put_decimal;
    case Given::boolean:
      return &ColumnReader::put_boolean;
    case Given::day:
      return &ColumnReader::put_day;
    case Given::moment:
      return &ColumnReader::put_moment;
    case Given::list:
      return &ColumnReader::put_list;
    default:
      return nullptr;
    }
  }

  Reason put_text(Row row, std::int64_t at) { return writer_.text(row, array_.text(at)); }

  Reason put_word(Row row, std::int64_t at) {
    const Array& words = array_.words();
    const std::int64_t index = array_.word(at);
    const auto word = static_cast<Row>(index);
    if (met_.empty()) {
      met_.resize(static_cast<std::size_t>(words.length()));
      append_missing(words_, writer_.field(), met_.size());
    }
    if (!met_[word] && words.valid(index))
      if (Reason reason = word_writer_.text(word, words.text(index)); !reason.empty()) return reason;
    met_[word] = true;
    writer_.copy(row, word_writer_, word);
    return {};
  }

  Reason put_integer(Row row, std::int64_t at) {
    const auto value = array_.integer(at);
    return value ? writer_.integer(row, *value) : "expected " + wanted_by(writer_.field());
  }

  /// NaN is how pandas writes a missing number; where one is required that is a fault.
  Reason put_real(Row row, std::int64_t at) {
    const double value = array_.real(at);
    if (std::isnan(value)) return writer_.field().required ? "a value is required, and this is NaN" : "";
    if (writer_.field().type == FieldType::real) return writer_.real(row, value);
    return writer_.number(row, array_.shortest(at));
  }

  Reason put_decimal(Row row, std::int64_t at) { return writer_.decimal(row, array_.decimal(at)); }
  Reason put_boolean(Row row, std::int64_t at) { return writer_.boolean(row, array_.boolean(at)); }

  Reason put_day(Row row, std::int64_t at) {
    constexpr std::int64_t seconds_a_day = 86'400;
    const std::int64_t days = *array_.integer(at), ticks = column_.type.ticks_a_second * seconds_a_day;
    if (ticks == 0) return writer_.day(row, days);
    if (days % ticks != 0) return "expected a date, and this is a time of day other than midnight";
    return writer_.day(row, days / ticks);
  }

  Reason put_moment(Row row, std::int64_t at) {
    return writer_.moment(row, microseconds(*array_.integer(at), column_.type.ticks_a_second),
                          *column_.type.offset);
  }

  Reason put_list(Row row, std::int64_t at) {
    const Array& items = array_.list();
    const auto [from, to] = array_.items(at);
    writer_.begin_list(row);
    for (std::int64_t i = from; i < to; ++i) {
      if (items.type().given == Given::nothing || !items.valid(i)) return "an item of the list is missing";
      const bool coded = items.type().words != nullptr;
      const Array& texts = coded ? items.words() : items;
      const std::int64_t text = coded ? items.word(i) : i;
      if (!texts.valid(text)) return "an item of the list is missing";
      if (Reason reason = writer_.item(row, texts.text(text)); !reason.empty()) return reason;
    }
    return {};
  }

  Intake& intake_;
  const Match& column_;
  CellWriter& writer_;
  Array array_;
  std::int64_t offset_;
  Cells words_;
  CellWriter word_writer_;
  std::vector<bool> met_; // words that are cells already
};

/// Which column gives which field. Types that a field cannot take are errors, with all of them listed.
class Columns {
 public:
  Columns(Intake& intake, const ArrowSchema& schema, const std::map<std::string, std::string>& names)
      : intake_(intake), schema_(schema), names_(names) {}

  std::vector<Match> match() {
    if (names_.empty())
      for (std::int64_t c = 0; c < schema_.n_children; ++c) match_by_name(c);
    for (const auto& [field, name] : names_) match(field, name);
    if (!names_.contains("id") && std::none_of(columns_.begin(), columns_.end(),
                                               [&](const Match& c) { return c.field == intake_.id(); }))
      intake_.refuse({0, 0}, "id", "no column gives the id", "AC2034");
    if (!wrong_.empty())
      throw DataError("AC2040", wrong_.front().reason, intake_.origin()).with_faults(std::move(wrong_));
    return std::move(columns_);
  }

 private:
  std::string_view name(std::int64_t c) const {
    return schema_.children[c]->name != nullptr ? schema_.children[c]->name : "";
  }

  void match_by_name(std::int64_t c) {
    if (const auto field = intake_.find(name(c)))
      add(*field, c);
    else
      intake_.refuse_unknown({0, c + 1}, name(c));
  }

  void match(const std::string& field, const std::string& wanted) {
    const std::size_t index = field == "id" ? intake_.id() : intake_.kind().at(field);
    bool found = false;
    for (std::int64_t c = 0; c < schema_.n_children; ++c)
      if (name(c) == wanted) {
        found = true;
        add(index, c);
      }
    if (!found) intake_.refuse({0, 0}, field, "there is no column " + in_quotes(wanted), "AC2038");
  }

  void add(std::size_t field, std::int64_t c) {
    const Field& f = intake_.writer(field).field();
    const auto type = arrow::type_of(*schema_.children[c]);
    if (std::any_of(columns_.begin(), columns_.end(),
                    [field](const Match& other) { return other.field == field; }))
      intake_.refuse({0, c + 1}, f.name, f.name + " is given twice", "AC2032");
    else if (!type)
      refuse_type(f, c,
                  "expected " + wanted_by(f) + ", found a column of type " +
                      in_quotes(schema_.children[c]->format));
    else if (!takes(f, type->given))
      refuse_type(f, c, wrong_type(f, type->given));
    else if (!type->offset)
      refuse_type(
          f, c, "the zone of the column has no fixed offset; convert it to one such as +08:00, or to texts");
    else
      columns_.push_back({field, c, *type});
  }

  void refuse_type(const Field& f, std::int64_t c, std::string reason) {
    add_fault(wrong_,
              {intake_.origin(), 0, c + 1, f.name, "column " + f.name + ": " + std::move(reason), "AC2040"});
  }

  Intake& intake_;
  const ArrowSchema& schema_;
  const std::map<std::string, std::string>& names_;
  std::vector<Match> columns_;
  std::vector<Fault> wrong_;
};

void read_batch(Intake& intake, const std::vector<Match>& columns, const ArrowArray& batch) {
  std::deque<ColumnReader> readers;
  for (const Match& c : columns) readers.emplace_back(intake, c, batch);
  for (std::int64_t from = 0; from < batch.length; from += window) {
    const std::int64_t count = std::min(window, batch.length - from);
    const Row first = intake.append(std::int64_t{intake.size()} + 1, static_cast<std::size_t>(count));
    for (ColumnReader& reader : readers) reader.read(first, from, count);
    intake.check_ids();
  }
}

void read_stream(Intake& intake, arrow::Stream& stream, const std::map<std::string, std::string>& names) {
  arrow::Owned<ArrowSchema> schema;
  stream.table_schema(schema.value);
  const std::size_t faults_before = intake.fault_count();
  const std::vector<Match> columns = Columns(intake, schema.value, names).match();
  if (intake.fault_count() != faults_before) return;
  for (;;) {
    arrow::Owned<ArrowArray> batch;
    if (!stream.next(batch.value)) return;
    arrow::check_batch(schema.value, batch.value);
    read_batch(intake, columns, batch.value);
  }
}

} // namespace

RecordOp read_arrow(Snapshot known, std::size_t kind, ArrowArrayStream* stream, std::string origin,
                    const std::map<std::string, std::string>& columns, std::vector<Fault>& faults,
                    const Progress& progress) {
  if (stream == nullptr) throw DataError("AC2041", "there is no stream", origin);
  try {
    arrow::Stream owned(stream);
    Intake intake(known, kind, origin, faults, progress);
    read_stream(intake, owned, columns);
    return intake.finish();
  } catch (const Malformed& m) {
    throw DataError("AC2041", "the stream failed: " + m.reason, origin);
  }
}

} // namespace aftercourse
