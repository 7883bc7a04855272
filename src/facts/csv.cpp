#include <aftercourse/facts/csv.hpp>

#include <algorithm>
#include <optional>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

#include "intake.hpp"
#include <aftercourse/facts/csv_scan.hpp>

namespace aftercourse {

namespace {

/// Where the value of a field comes from: columns joined with "-", a constant, or the number of the row.
struct Source {
  std::size_t field = 0;
  std::vector<std::size_t> columns;
  std::optional<std::string> constant;
  bool row_number = false;

  std::int64_t column() const noexcept {
    return columns.empty() ? 0 : static_cast<std::int64_t>(columns.front()) + 1;
  }
};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string_view trimmed(std::string_view cell) {
  const std::size_t begin = cell.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return cell.substr(begin, cell.find_last_not_of(" \t") - begin + 1);
}

/// The first record: what each column is called, and so where each field is found.
class Heading {
 public:
  Heading(Intake& intake, const std::vector<std::string_view>& names, std::int64_t line)
      : intake_(intake), names_(names), line_(line) {}

  /// Every heading is a field.
  std::vector<Source> by_name() {
    std::vector<Source> sources;
    for (std::size_t c = 0; c < names_.size(); ++c) {
      const auto field = intake_.find(names_[c]);
      if (!field)
        intake_.refuse_unknown(place(c), names_[c]);
      else if (find(names_[c]) != c)
        refuse_second(c);
      else
        sources.push_back({*field, {c}, {}, false});
    }
    return sources;
  }

  /// As a column map says.
  std::vector<Source> by_map(const std::map<std::string, std::string>& map) {
    std::vector<Source> sources;
    for (const auto& [field, spec] : map) {
      Source source{field == "id" ? intake_.id() : intake_.kind().at(field), {}, {}, false};
      if (spec == "#")
        source.row_number = true;
      else if (spec.starts_with('='))
        source.constant = spec.substr(1);
      else
        find_columns(field, spec, source.columns);
      sources.push_back(std::move(source));
    }
    return sources;
  }

 private:
  Intake::Place place(std::size_t column) const { return {line_, static_cast<std::int64_t>(column) + 1}; }

  /// The first column of that heading from `from` on, or the number of columns.
  std::size_t find(std::string_view name, std::size_t from = 0) const {
    const auto begin = names_.begin() + static_cast<std::ptrdiff_t>(from);
    return static_cast<std::size_t>(std::find(begin, names_.end(), name) - names_.begin());
  }

  /// A heading may hold a "+" itself.
  void find_columns(const std::string& field, const std::string& spec, std::vector<std::size_t>& columns) {
    const bool is_one = find(spec) < names_.size();
    for (const std::string_view name : is_one ? std::vector<std::string_view>{spec} : split(spec, '+')) {
      const std::size_t c = find(name);
      if (c == names_.size())
        intake_.refuse({line_, 0}, field, "there is no column " + in_quotes(name), "AC2038");
      else if (const std::size_t again = find(name, c + 1); again < names_.size())
        refuse_second(again);
      else
        columns.push_back(c);
    }
  }

  void refuse_second(std::size_t column) {
    intake_.refuse(place(column), "", "two columns are headed " + in_quotes(names_[column]), "AC2038");
  }

  Intake& intake_;
  const std::vector<std::string_view>& names_;
  std::int64_t line_;
};

class CsvReader {
 public:
  CsvReader(Intake& intake, std::string_view text, const CsvOptions& options)
      : intake_(intake), scan_(text, options.separator), options_(options), dates_(options.date_format) {}

  void read() {
    if (!scan_.next())
      return intake_.refuse({1, 0}, "", "the text is empty; its first line names the columns", "AC2038");
    width_ = scan_.cells().size();
    if (!read_heading()) return;
    for (std::int64_t number = 1; scan_.next(); ++number) read_row(number);
  }

 private:
  /// False when the rows cannot be read.
  bool read_heading() {
    const std::size_t faults_before = intake_.fault_count();
    if (scan_.fault() != nullptr) {
      intake_.refuse(place_of_last_cell(), "", scan_.fault(), "AC2037");
      return false;
    }
    Heading heading(intake_, scan_.cells(), scan_.line());
    sources_ = options_.columns.empty() ? heading.by_name() : heading.by_map(options_.columns);
    if (std::none_of(sources_.begin(), sources_.end(),
                     [this](const Source& s) { return s.field == intake_.id(); }))
      intake_.refuse({scan_.line(), 0}, "id", "no column gives the id", "AC2034");
    return intake_.fault_count() == faults_before;
  }

  void read_row(std::int64_t number) {
    const Row row = intake_.append(scan_.line());
    if (scan_.fault() != nullptr)
      return intake_.refuse(row, place_of_last_cell(), "", scan_.fault(), "AC2037");
    if (const std::size_t n = scan_.cells().size(); n > width_ || (n < width_ && !options_.short_rows))
      return intake_.refuse(
          row, place_of_last_cell(), "",
          "the row has " + std::to_string(n) + " cells, the heading " + std::to_string(width_), "AC2036");
    for (const Source& source : sources_) {
      const std::string_view text = text_of(source, number);
      if (text.empty()) continue;
      Reason reason =
          write_csv_cell(intake_.writer(source.field), row, text, dates_, options_.list_separator);
      if (!reason.empty())
        intake_.check(row, {scan_.line(), source.column()}, source.field, std::move(reason));
    }
  }

  /// Empty when the cell, or one of those that are joined, is missing.
  std::string_view text_of(const Source& source, std::int64_t number) {
    if (source.columns.size() == 1) return cell(source.columns.front());
    if (source.constant) return *source.constant;
    joined_.clear();
    if (source.row_number) return joined_ = std::to_string(number);
    for (const std::size_t c : source.columns) {
      const std::string_view part = cell(c);
      if (part.empty()) return {};
      if (!joined_.empty()) joined_ += '-';
      joined_ += part;
    }
    return joined_;
  }

  std::string_view cell(std::size_t column) const {
    if (column >= scan_.cells().size()) return {};
    const std::string_view text = options_.trim ? trimmed(scan_.cells()[column]) : scan_.cells()[column];
    const auto& missing = options_.missing;
    return std::find(missing.begin(), missing.end(), text) == missing.end() ? text : std::string_view{};
  }

  Intake::Place place_of_last_cell() const {
    return {scan_.line(), static_cast<std::int64_t>(scan_.cells().size())};
  }

  Intake& intake_;
  CsvScan scan_;
  const CsvOptions& options_;
  DateFormat dates_;
  std::size_t width_ = 0;
  std::vector<Source> sources_;
  std::string joined_;
};

void check(const CsvOptions& options) {
  if (std::string_view("\"\r\n").find(options.separator) != std::string_view::npos ||
      options.separator == '\0')
    throw InvalidArgument("AC2039", "the separator of a CSV file cannot be a quote, a line end or NUL");
  if (options.list_separator.empty()) throw InvalidArgument("AC2039", "the list separator is empty");
}

} // namespace

RecordOp read_csv(Snapshot known, std::size_t kind, std::string_view text, std::string origin,
                  const CsvOptions& options, std::vector<Fault>& faults, const Progress& progress) {
  check(options);
  Intake intake(known, kind, std::move(origin), faults, progress);
  CsvReader(intake, without_mark(text), options).read();
  return intake.finish();
}

} // namespace aftercourse
