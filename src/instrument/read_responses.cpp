#include <aftercourse/instrument/read_responses.hpp>

#include <algorithm>
#include <deque>
#include <set>

#include <aftercourse/base/fold.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/facts/csv_scan.hpp>

#include "cell_reader.hpp"
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
};

/// "3. how useful" -> "how useful", of a folded heading.
std::string_view without_number(std::string_view heading) {
  const std::size_t end = heading.find_first_not_of("0123456789q");
  if (end == 0 || end == std::string_view::npos) return heading;
  std::string_view rest = heading.substr(end);
  for (const std::string_view sign : {". ", ".", "、", ")", ": ", ":"})
    if (rest.starts_with(sign)) {
      rest.remove_prefix(sign.size());
      return rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
    }
  return heading;
}

/// How a heading may name a place, folded.
std::vector<std::string> headings_of(const Sheet& sheet, std::size_t p) {
  const InstrumentItem& item = sheet.item(p);
  const Sheet::Place& place = sheet.places()[p];
  std::vector<std::string> out{fold(place.id)};
  const auto add = [&](const std::string& text, const std::string& row) {
    if (text.empty()) return;
    if (!place.row) return out.push_back(fold(text));
    if (row.empty()) return;
    for (const auto& [open, close] : {std::pair("[", "]"), std::pair(":", ""), std::pair("(", ")"),
                                      std::pair("-", ""), std::pair("—", "")}) {
      out.push_back(fold(text + open + row + close));
      out.push_back(fold(text + " " + open + row + close));
      out.push_back(fold(text + open + " " + row + close));
    }
  };
  add(item.title.en, place.row ? place.row->title.en : "");
  add(item.title.zh, place.row ? place.row->title.zh : "");
  return out;
}

class ResponseReader {
 public:
  ResponseReader(std::string_view csv, const Instrument& instrument, const ResponseColumns& columns,
                 std::vector<Fault>& faults)
      : sheet_(instrument), options_(columns), faults_(faults), scan_(csv, columns.separator) {
    for (std::size_t p = 0; p < sheet_.places().size(); ++p) cells_.emplace_back(sheet_.item(p));
  }

  std::vector<Response> read() {
    if (!scan_.next()) {
      refuse(1, 0, "", "the text is empty; its first line names the columns", "AC5827");
      return {};
    }
    for (const std::string_view name : scan_.cells()) headings_.push_back(fold(name));
    const std::size_t before = faults_.size();
    if (scan_.fault() != nullptr)
      refuse(scan_.line(), static_cast<std::int64_t>(headings_.size()), "", scan_.fault(), "AC5828");
    else
      find_sources();
    if (faults_.size() > before) return {};
    std::vector<Response> out;
    for (std::int64_t number = 1; scan_.next(); ++number)
      if (!is_empty_row()) read_row(number, out);
    return out;
  }

 private:
  void refuse(std::int64_t line, std::int64_t column, const std::string& field, std::string reason,
              const char* code) {
    faults_.push_back({"responses", line, column, field, std::move(reason), code});
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

  void find_sources() {
    for (const auto& [field, spec] : options_.columns) {
      if (std::ranges::find(plain_fields, field) == plain_fields.end() && !sheet_.find(field))
        refuse(0, 0, field, "the questionnaire has no such item", "AC5821");
      else
        find_given(field, spec);
    }
    for (const std::string& field : plain_fields)
      if (!options_.columns.contains(field))
        if (const auto column = find_heading(field, field)) sources_.push_back({field, column, {}});
    for (std::size_t p = 0; p < sheet_.places().size(); ++p)
      if (!options_.columns.contains(sheet_.places()[p].id)) find_place(p);
    if (std::ranges::none_of(sources_, [&](const CellSource& s) { return sheet_.find(s.field).has_value(); }))
      refuse(scan_.line(), 0, "", "no column belongs to an item of the questionnaire", "AC5827");
  }

  void find_place(std::size_t p) {
    const std::string& id = sheet_.places()[p].id;
    const auto forms = headings_of(sheet_, p);
    const auto names = [&](const std::string& heading) {
      return std::ranges::find(forms, heading) != forms.end() ||
             std::ranges::find(forms, without_number(heading)) != forms.end();
    };
    const auto found = std::ranges::find_if(headings_, names);
    if (found == headings_.end()) return;
    const auto again = std::find_if(found + 1, headings_.end(), names);
    if (again != headings_.end())
      refuse(scan_.line(), again - headings_.begin() + 1, id, "two columns are headed like this item",
             "AC5827");
    sources_.push_back({id, static_cast<std::size_t>(found - headings_.begin()), {}});
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
  std::vector<std::string> headings_;
  std::vector<CellSource> sources_;
  std::set<std::string, std::less<>> ids_;
};

} // namespace

std::vector<Response> read_responses(std::string_view csv, const Instrument& instrument,
                                     const ResponseColumns& columns, std::vector<Fault>& faults) {
  if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
  if (const auto bad = invalid_utf8(csv)) {
    const auto line = 1 + std::count(csv.begin(), csv.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
    faults.push_back({"responses", line, 0, "", "the text is not UTF-8", "AC5828"});
    return {};
  }
  return ResponseReader(csv, instrument, columns, faults).read();
}

std::vector<Response> read_responses(std::string_view csv, const Instrument& instrument,
                                     const ResponseColumns& columns) {
  std::vector<Fault> faults;
  auto responses = read_responses(csv, instrument, columns, faults);
  if (!faults.empty()) refuse_responses("the responses cannot be read", std::move(faults));
  return responses;
}

} // namespace aftercourse
