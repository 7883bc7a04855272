#include "intake.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

#include "cells.hpp"

namespace aftercourse {

namespace {

const Field& id_field() {
  static const Field field = [] {
    Field f;
    f.name = "id";
    f.required = true;
    return f;
  }();
  return field;
}

} // namespace

std::string_view without_mark(std::string_view text) noexcept {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

void add_fault(std::vector<Fault>& faults, Fault fault) {
  constexpr std::size_t most = 1'000'000;
  if (faults.size() >= most)
    throw LimitError("AC8005", "the input has more than a million faults", fault.source);
  faults.push_back(std::move(fault));
}

Intake::Intake(const Schema& schema, std::size_t kind, std::shared_ptr<Dictionary> words, std::string origin,
               std::vector<Fault>& faults, const Progress& progress)
    : words_(std::move(words)), rows_(schema, kind, words_), origin_(std::move(origin)), faults_(&faults),
      progress_(progress), first_fault_(faults.size()) {
  for (std::size_t f = 0; f < id(); ++f)
    writers_.emplace_back(this->kind().fields[f], rows_.cells[f], *words_);
  writers_.emplace_back(id_field(), ids_, *words_);
}

std::optional<std::size_t> Intake::find(std::string_view field) const noexcept {
  return field == "id" ? id() : kind().find(field);
}

Row Intake::append(std::int64_t first_line, std::size_t rows) {
  const std::size_t before = size(), after = before + rows;
  constexpr std::size_t step = 65'536;
  if ((before + step - 1) / step != (after + step - 1) / step) report(progress_, before, 0, "reading");
  if (rows > no_row - before) throw LimitError("AC8006", "a table holds at most 2^32 - 1 rows", origin_);
  for (std::size_t f = 0; f < id(); ++f) append_missing(rows_.cells[f], kind().fields[f], rows);
  append_missing(ids_, id_field(), rows);
  lines_.resize(after);
  std::iota(lines_.begin() + static_cast<std::ptrdiff_t>(before), lines_.end(), first_line);
  states_.resize(after, State::good);
  return static_cast<Row>(before);
}

void Intake::refuse(Place place, std::string_view field, std::string reason, const char* code) {
  add_fault(*faults_, {origin_, place.row, place.column, std::string(field), std::move(reason), code});
}

void Intake::refuse(Row row, Place place, std::string_view field, std::string reason, const char* code) {
  refuse(place, field, std::move(reason), code);
  if (field.empty() || field == id_field().name) states_[row] = State::without_id;
  states_[row] = std::max(states_[row], State::bad);
}

void Intake::check(Row row, Place place, std::size_t field, Reason reason) {
  if (!reason.empty()) refuse(row, place, writers_[field].field().name, std::move(reason));
}

std::string Intake::did_you_mean(std::string_view field) const {
  std::vector<std::string> names{"id"};
  for (const Field& f : kind().fields) names.push_back(f.name);
  const auto near = invalid_utf8(field) || field.size() > 100 ? std::nullopt : nearest(field, names);
  return kind().name + " has no field " + in_quotes(field) + (near ? "; did you mean '" + *near + "'?" : "");
}

void Intake::refuse_unknown(Row row, Place place, std::string_view field) {
  refuse_unknown(place, field);
  states_[row] = std::max(states_[row], State::bad);
}

void Intake::refuse_unknown(Place place, std::string_view field) {
  const bool printable = !invalid_utf8(field) && field.size() <= 100;
  refuse(place, printable ? field : "", did_you_mean(field), "AC2031");
}

void Intake::check_ids() {
  for (; ids_checked_ < size(); ++ids_checked_)
    if (ids_.symbols[ids_checked_] == 0 && states_[ids_checked_] != State::without_id)
      refuse(ids_checked_, {lines_[ids_checked_], 0}, "id", "the id is missing", "AC2034");
}

RecordOp Intake::finish(bool ids) {
  if (ids) check_ids();
  std::stable_sort(
      faults_->begin() + static_cast<std::ptrdiff_t>(first_fault_), faults_->end(),
      [](const Fault& a, const Fault& b) { return std::tie(a.row, a.column) < std::tie(b.row, b.column); });
  rows_.ids = std::move(ids_.symbols);
  keep_good_rows();
  return {std::move(rows_), std::move(origin_), std::move(lines_)};
}

void Intake::keep_good_rows() {
  std::vector<Row> good;
  for (Row row = 0; row < size(); ++row)
    if (states_[row] == State::good) good.push_back(row);
  if (good.size() == size()) return;
  Rows kept(rows_.schema(), rows_.kind_index(), words_);
  append_some(kept, rows_, good);
  std::ranges::transform(good, lines_.begin(), [this](Row row) { return lines_[row]; });
  lines_.resize(good.size());
  rows_ = std::move(kept);
}

} // namespace aftercourse
