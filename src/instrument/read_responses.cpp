#include <aftercourse/instrument/read_responses.hpp>

#include <algorithm>
#include <deque>
#include <set>

#include <aftercourse/base/fold.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/facts/csv_scan.hpp>

#include "cell_reader.hpp"
#include "headings.hpp"
#include "sheet.hpp"

namespace aftercourse {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
const std::vector<std::string> plain_fields = {"id",   "person",    "occurrence", "subject",
                                               "role", "submitted", "seconds"};

/// Where a value comes from: a column, a constant, or the number of the row.
struct CellSource {
  std::string field;
  std::optional<std::size_t> column;
  std::optional<std::string> constant; ///< or the number of the row when neither is given
  std::optional<std::size_t> option{}; ///< of the item, when the column is that of one option
};

class ResponseReader {
 public:
  ResponseReader(std::string_view csv, const Instrument& instrument, const ResponseColumns& columns,
                 std::vector<Fault>& faults)
      : sheet_(instrument), options_(columns), faults_(faults), scan_(csv, columns.separator) {
    for (std::size_t p = 0; p < sheet_.places().size(); ++p) cells_.emplace_back(sheet_.item(p));
  }

  /// Reads the first line, without which no other can be read.
  bool read_headings() {
    if (!scan_.next()) {
      refuse(1, 0, "", "the text is empty; its first line names the columns", "AC5827");
      return false;
    }
    for (const std::string_view name : scan_.cells()) {
      written_.emplace_back(name);
      headings_.push_back(fold(name));
    }
    const std::size_t before = faults_.size();
    if (scan_.fault() != nullptr)
      refuse(scan_.line(), static_cast<std::int64_t>(headings_.size()), "", scan_.fault(), "AC5828");
    else
      find_sources();
    return faults_.size() == before;
  }

  std::vector<std::string> unread() const {
    std::vector<std::string> out;
    for (std::size_t c = 0; c < written_.size(); ++c)
      if (!is_read(c)) out.push_back(written_[c]);
    return out;
  }

  std::vector<Response> read() {
    if (!read_headings()) return {};
    std::vector<Response> out;
    for (std::int64_t number = 1; scan_.next(); ++number)
      if (!is_empty_row()) read_row(number, out);
    return out;
  }

 private:
  void refuse(std::int64_t line, std::int64_t column, const std::string& field, std::string reason,
              const char* code) {
    faults_.push_back({options_.source, line, column, field, std::move(reason), code});
  }

  std::optional<std::size_t> find_heading(const std::string& folded, const std::string& field) {
    const auto found = std::ranges::find(headings_, folded);
    if (found == headings_.end()) return {};
    const auto again = std::find(found + 1, headings_.end(), folded);
    if (again != headings_.end())
      refuse(scan_.line(), again - headings_.begin() + 1, field, "two columns have this heading", "AC5827");
    return static_cast<std::size_t>(found - headings_.begin());
  }

  void find_given(const std::string& field, const std::string& spec) {
    CellSource source{field, {}, {}};
    if (spec.starts_with('=')) {
      source.constant = spec.substr(1);
    } else if (spec != "#") {
      source.column = find_heading(fold(spec), field);
      if (!source.column)
        return refuse(scan_.line(), 0, field, "there is no column `" + spec + "`", "AC5827");
    }
    sources_.push_back(std::move(source));
  }

  /// Whether something takes its value from this column already.
  bool is_read(std::size_t column) const {
    return std::ranges::any_of(sources_, [&](const CellSource& s) { return s.column == column; });
  }

  void refuse_field(const std::string& field) {
    std::vector<std::string> known = plain_fields;
    for (const Sheet::Place& place : sheet_.places()) known.push_back(place.id);
    const auto near = nearest(field, known);
    std::string all;
    for (const std::string& one : plain_fields) all += (all.empty() ? "" : ", ") + one;
    refuse(0, 0, field,
           "the questionnaire has no such item" +
               (near ? "; did you mean `" + *near + "`?" : std::string(";")) + " there are " + all +
               " and the items' ids",
           "AC5821");
  }

  void find_sources() {
    for (const auto& [field, spec] : options_.columns) {
      if (std::ranges::find(plain_fields, field) == plain_fields.end() && !sheet_.find(field))
        refuse_field(field);
      else
        find_given(field, spec);
    }
    for (const std::string& field : plain_fields)
      if (!options_.columns.contains(field))
        if (const auto column = find_heading(field, field)) sources_.push_back({field, column, {}});
    find_places();
    if (std::ranges::none_of(sources_, [&](const CellSource& s) { return sheet_.find(s.field).has_value(); }))
      refuse(scan_.line(), 0, "", "no column belongs to an item of the questionnaire", "AC5827");
  }

  /// What is headed exactly like an item is read first, so that nothing that is only like it takes its place.
  void find_places() {
    std::vector<std::pair<std::size_t, Headings>> wanted;
    for (std::size_t p = 0; p < sheet_.places().size(); ++p)
      if (!options_.columns.contains(sheet_.places()[p].id)) wanted.emplace_back(p, Headings(sheet_, p));
    std::erase_if(wanted, [&](const auto& place) {
      return find_place(place.first, [&](std::size_t c) { return place.second.name(headings_[c]); });
    });
    std::erase_if(wanted, [&](const auto& place) {
      return find_place(
          place.first, [&](std::size_t c) { return !is_read(c) && place.second.name_loosely(headings_[c]); });
    });
    for (const auto& [p, headings] : wanted)
      if (sheet_.item(p).type == AnswerType::multiple) find_options(p, headings);
  }

  bool find_place(std::size_t p, const auto& is_named) {
    const std::string& id = sheet_.places()[p].id;
    std::optional<std::size_t> found;
    for (std::size_t c = 0; c < headings_.size(); ++c) {
      if (!is_named(c)) continue;
      if (found)
        refuse(scan_.line(), static_cast<std::int64_t>(c) + 1, id, "two columns are headed like this item",
               "AC5827");
      else
        found = c;
    }
    if (found) sources_.push_back({id, found, {}});
    return found.has_value();
  }

  /// Tools that write a column for each option.
  void find_options(std::size_t p, const Headings& headings) {
    const std::string& id = sheet_.places()[p].id;
    std::set<std::size_t> found;
    for (std::size_t c = 0; c < headings_.size(); ++c) {
      if (is_read(c)) continue;
      const auto option = headings.option(headings_[c]);
      if (!option) continue;
      if (!found.insert(*option).second)
        refuse(scan_.line(), static_cast<std::int64_t>(c) + 1, id,
               "two columns are headed like option `" + sheet_.item(p).options[*option].id + "`", "AC5827");
      sources_.push_back({id, c, {}, option});
    }
  }

  bool is_missing(std::string_view cell) const {
    const std::string folded = fold(cell);
    return folded.empty() ||
           std::ranges::any_of(options_.missing, [&](const auto& m) { return fold(m) == folded; });
  }

  /// Nothing but separators, as spreadsheets leave below a table.
  bool is_empty_row() const {
    return scan_.fault() == nullptr &&
           std::ranges::all_of(scan_.cells(), [](std::string_view cell) { return fold(cell).empty(); });
  }

  void read_row(std::int64_t number, std::vector<Response>& out) {
    const auto width = static_cast<std::int64_t>(scan_.cells().size());
    if (scan_.fault() != nullptr) return refuse(scan_.line(), width, "", scan_.fault(), "AC5828");
    if (scan_.cells().size() != headings_.size())
      return refuse(scan_.line(), width, "",
                    "the row has " + std::to_string(width) + " cells, the heading " +
                        std::to_string(headings_.size()),
                    "AC5828");
    const std::size_t before = faults_.size();
    Response response;
    response.line = scan_.line();
    for (const CellSource& source : sources_) {
      const std::string row = std::to_string(number);
      std::string_view cell = source.constant ? std::string_view(*source.constant) : std::string_view(row);
      if (source.column) cell = scan_.cells()[*source.column];
      if (!is_missing(cell)) read_cell(source, cell, response);
    }
    if (response.id.empty()) response.id = std::to_string(number);
    if (!ids_.insert(response.id).second) refuse(scan_.line(), 0, "id", "the id is given twice", "AC5824");
    if (faults_.size() == before) out.push_back(std::move(response));
  }

  void read_cell(const CellSource& source, std::string_view cell, Response& response) {
    const std::int64_t column = source.column ? static_cast<std::int64_t>(*source.column) + 1 : 0;
    if (source.option) {
      if (auto wrong = read_option(source, cell, response))
        refuse(scan_.line(), column, source.field, std::move(wrong->reason), wrong->code);
      return;
    }
    if (const auto place = sheet_.find(source.field)) {
      ItemAnswer answer{.item = source.field};
      if (auto wrong = cells_[*place].read(cell, options_.choice_separator, answer))
        refuse(scan_.line(), column, source.field, std::move(wrong->reason), wrong->code);
      else
        response.answers.push_back(std::move(answer));
      return;
    }
    if (auto wrong = read_plain(source.field, cell, response))
      refuse(scan_.line(), column, source.field, std::move(wrong->reason), wrong->code);
  }

  /// A cell that says whether one option was chosen.
  std::optional<WrongAnswer> read_option(const CellSource& source, std::string_view cell,
                                         Response& response) const {
    const std::size_t place = *sheet_.find(source.field);
    const std::string& option = sheet_.item(place).options[*source.option].id;
    const auto chosen = cells_[place].is_chosen(cell, *source.option);
    if (!chosen)
      return WrongAnswer{"`" + std::string(cell) + "` does not say whether option `" + option +
                             "` is chosen; expected 1, 0 or the option",
                         "AC5822"};
    if (!*chosen) return {};
    if (response.answers.empty() || response.answers.back().item != source.field)
      response.answers.push_back({.item = source.field});
    response.answers.back().choices.push_back(option);
    return {};
  }

  std::optional<WrongAnswer> read_plain(const std::string& field, std::string_view cell,
                                        Response& response) const {
    if (field == "submitted") {
      response.submitted = read_moment(cell);
      if (!response.submitted)
        return WrongAnswer{"`" + std::string(cell) + "` is no time such as 2026-10-20 14:03", "AC5828"};
    } else if (field == "seconds") {
      response.seconds = read_seconds(cell);
      if (!response.seconds)
        return WrongAnswer{"`" + std::string(cell) + "` is no number of seconds", "AC5828"};
    } else if (field == "role") {
      return read_role(cell, response);
    } else {
      std::string& text = field == "id"           ? response.id
                          : field == "person"     ? response.person
                          : field == "occurrence" ? response.occurrence
                                                  : response.subject;
      text = cell;
    }
    return {};
  }

  std::optional<WrongAnswer> read_role(std::string_view cell, Response& response) const {
    const std::string folded = fold(cell);
    for (const AppraiserRole& role : sheet_.definition().roles)
      if (folded == fold(role.id) || folded == fold(role.title.en) || folded == fold(role.title.zh)) {
        response.role = role.id;
        return {};
      }
    return WrongAnswer{"`" + std::string(cell) + "` is no role", "AC5822"};
  }

  Sheet sheet_;
  const ResponseColumns& options_;
  std::vector<Fault>& faults_;
  CsvScan scan_;
  std::deque<CellReader> cells_;
  std::vector<std::string> written_, headings_; ///< as they are, and folded
  std::vector<CellSource> sources_;
  std::set<std::string, std::less<>> ids_;
};

/// The text without its byte order mark; nothing, and a fault, when it is no text.
std::optional<std::string_view> text_of_export(std::string_view csv, const std::string& source,
                                               std::vector<Fault>& faults) {
  if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
  const auto bad = invalid_utf8(csv);
  if (!bad) return csv;
  const auto line = 1 + std::count(csv.begin(), csv.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
  faults.push_back({source, line, 0, "",
                    csv[*bad] == '\0'
                        ? "the text holds a NUL: it is no CSV, or it is UTF-16; save it as CSV UTF-8"
                        : "the text is not UTF-8 (Excel in China saves CSV as GBK): save it as "
                          "\"CSV UTF-8\", or decode it before it is read",
                    "AC5828"});
  return {};
}

} // namespace

std::vector<Response> read_responses(std::string_view csv, const Instrument& instrument,
                                     const ResponseColumns& columns, std::vector<Fault>& faults) {
  const auto text = text_of_export(csv, columns.source, faults);
  if (!text) return {};
  return ResponseReader(*text, instrument, columns, faults).read();
}

std::vector<Response> read_responses(std::string_view csv, const Instrument& instrument,
                                     const ResponseColumns& columns) {
  std::vector<Fault> faults;
  auto responses = read_responses(csv, instrument, columns, faults);
  if (!faults.empty()) refuse_responses("the responses cannot be read", std::move(faults));
  return responses;
}

std::vector<std::string> unread_columns(std::string_view csv, const Instrument& instrument,
                                        const ResponseColumns& columns) {
  std::vector<Fault> faults;
  std::vector<std::string> unread;
  if (const auto text = text_of_export(csv, columns.source, faults)) {
    ResponseReader reader(*text, instrument, columns, faults);
    if (reader.read_headings()) unread = reader.unread();
  }
  if (!faults.empty()) refuse_responses("the headings cannot be read", std::move(faults));
  return unread;
}

} // namespace aftercourse
