#include "random_terms.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::vector<std::string> parts_of(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.emplace_back(trimmed(text.substr(0, end)));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_column(const Data& data, std::string_view name) {
  return std::any_of(data.columns().begin(), data.columns().end(),
                     [name](const Variable& column) { return column.name == name; });
}

[[noreturn]] void refuse_term(std::string_view text) {
  throw InvalidArgument("AC5504", "\"" + std::string(text) +
                                      "\" is no random term; such are \"class\", \"school/class\", "
                                      "\"dept:service\", \"days | subject\" and \"days || subject\"");
}

/// Reads what stands before the bar.
void read_slopes(WrittenTerm& term, std::string_view text, std::string_view whole) {
  for (const std::string& part : parts_of(text, '+')) {
    if (part.empty()) refuse_term(whole);
    if (part == "1" || part == "0")
      term.intercept = part == "1";
    else
      term.slopes.push_back(part);
  }
}

} // namespace

std::vector<WrittenTerm> read_terms(std::span<const std::string> texts, const Data& data) {
  std::vector<WrittenTerm> terms;
  for (const std::string& text : texts) {
    WrittenTerm term;
    std::string_view factor = text;
    const std::size_t bar = text.find('|');
    if (!is_column(data, text) && bar != std::string::npos) {
      term.correlated = !factor.substr(bar).starts_with("||");
      read_slopes(term, factor.substr(0, bar), text);
      factor.remove_prefix(bar + (term.correlated ? 1 : 2));
    }
    factor = trimmed(factor);
    const auto nested = is_column(data, factor) ? std::vector{std::string(factor)} : parts_of(factor, '/');
    for (const std::string& part : nested) {
      const auto names = is_column(data, part) ? std::vector{part} : parts_of(part, ':');
      for (const std::string& name : names) {
        if (name.empty()) refuse_term(text);
        term.factor += (term.factor.empty() ? "" : ":") + data.at(name).name;
        term.columns.push_back(name);
      }
      terms.push_back(term);
    }
  }
  return terms;
}

std::vector<std::string> columns_of_terms(std::span<const std::string> terms, const Data& data) {
  std::vector<std::string> names;
  for (const std::string& term : terms) {
    const auto parts = is_column(data, term) ? std::vector{term} : parts_of(term, ':');
    for (std::string part : parts) {
      if (!is_column(data, part)) part = part.substr(0, part.find('^'));
      part = data.at(part).name;
      if (std::find(names.begin(), names.end(), part) == names.end()) names.push_back(part);
    }
  }
  return names;
}

Labels combined(const Labels& a, const Labels& b) {
  std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> code_of;
  for (std::size_t i = 0; i < a.size(); ++i) code_of.try_emplace({a.codes[i], b.codes[i]});
  Labels out;
  for (auto& [pair, code] : code_of) {
    code = static_cast<std::int32_t>(out.names.size());
    out.names.push_back(a.names[static_cast<std::size_t>(pair.first)] + ":" +
                        b.names[static_cast<std::size_t>(pair.second)]);
  }
  out.codes.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) out.codes.push_back(code_of.at({a.codes[i], b.codes[i]}));
  return out;
}

} // namespace aftercourse::statistics
