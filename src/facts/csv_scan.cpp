#include <aftercourse/facts/csv_scan.hpp>

#include <algorithm>
#include <cstring>

namespace aftercourse {

CsvScan::CsvScan(std::string_view text, char separator)
    : at_(text.data()), end_(text.data() + text.size()), separator_(separator) {
  for (const char c : {separator, '\n', '"'}) stops_[static_cast<unsigned char>(c)] = true;
}

bool CsvScan::next() {
  skip_blank_lines();
  if (at_ == end_) return false;
  line_ = lines_before_at_ + 1;
  cells_.clear();
  copies_.clear();
  fault_ = nullptr;
  do cells_.push_back(at_ != end_ && *at_ == '"' ? read_quoted() : read_plain());
  while (fault_ == nullptr && take(separator_));
  end_record();
  return true;
}

bool CsvScan::take(char c) noexcept {
  if (at_ == end_ || *at_ != c) return false;
  ++at_;
  return true;
}

/// LF, CR LF, the end of the text, or a CR there.
bool CsvScan::at_line_end() const noexcept {
  const char* p = at_ != end_ && *at_ == '\r' ? at_ + 1 : at_;
  return p == end_ || *p == '\n';
}

void CsvScan::skip_blank_lines() {
  while (at_ != end_ && at_line_end()) end_record();
}

void CsvScan::end_record() {
  if (fault_ != nullptr) // what follows on the line is not trusted
    at_ = std::find(at_, end_, '\n');
  else
    take('\r');
  if (take('\n')) ++lines_before_at_;
}

std::string_view CsvScan::read_plain() {
  const char* begin = at_;
  while (at_ != end_ && !stops_[static_cast<unsigned char>(*at_)]) ++at_;
  if (at_ != end_ && *at_ == '"') fault_ = "a quote stands inside a cell that is not quoted";
  const bool ends_in_cr = at_ != begin && at_[-1] == '\r' && at_line_end();
  return {begin, static_cast<std::size_t>(at_ - begin - (ends_in_cr ? 1 : 0))};
}

std::string_view CsvScan::read_quoted() {
  std::string* copy = nullptr; // made at the first doubled quote
  for (const char* begin = ++at_;; begin = at_) {
    const char* quote = std::find(begin, end_, '"');
    lines_before_at_ += std::count(begin, quote, '\n');
    const std::string_view part(begin, static_cast<std::size_t>(quote - begin));
    at_ = quote == end_ ? end_ : quote + 1;
    if (quote == end_) fault_ = "the quote is never closed";
    if (fault_ == nullptr && take('"')) {
      if (copy == nullptr) copy = &copies_.emplace_back();
      copy->append(part) += '"';
      continue;
    }
    if (fault_ == nullptr && !at_line_end() && *at_ != separator_) fault_ = "text follows the closing quote";
    return copy == nullptr ? part : std::string_view(copy->append(part));
  }
}

} // namespace aftercourse
