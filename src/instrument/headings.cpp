#include "headings.hpp"

#include <algorithm>

#include <aftercourse/base/fold.hpp>

namespace aftercourse {

namespace {

/// Folded signs that end a text and change nothing of what it asks.
constexpr std::string_view stops[] = {"。", ".", "!", "?", ":", ";", ",", "、", "*", "…", " "};

/// Without the signs at one end, but for one that is kept.
std::string_view stripped(std::string_view text, bool at_end, std::string_view kept = {}) {
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view stop : stops) {
      if (stop == kept || !(at_end ? text.ends_with(stop) : text.starts_with(stop))) continue;
      at_end ? text.remove_suffix(stop.size()) : text.remove_prefix(stop.size());
      found = true;
    }
  }
  return text;
}

std::string_view without_stops(std::string_view heading) { return stripped(heading, true); }

/// "3. how useful", "q3_how useful" -> "how useful".
std::string_view without_number(std::string_view heading) {
  const std::size_t end = heading.find_first_not_of("0123456789q");
  if (end == 0 || end == std::string_view::npos) return heading;
  std::string_view rest = heading.substr(end);
  for (const std::string_view sign : {". ", ".", "、", ")", ": ", ":", "_"})
    if (rest.starts_with(sign)) {
      rest.remove_prefix(sign.size());
      return rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
    }
  return heading;
}

/// How the heading of a row of a matrix is put together.
void add_forms_of_row(std::vector<std::string>& out, const std::string& text, const std::string& row) {
  for (const auto& [open, close] : {std::pair("[", "]"), std::pair(":", ""), std::pair("(", ")"),
                                    std::pair("-", ""), std::pair("—", "")}) {
    out.push_back(fold(text + open + row + close));
    out.push_back(fold(text + " " + open + row + close));
    out.push_back(fold(text + open + " " + row + close));
  }
}

bool is_among(const std::vector<std::string>& forms, std::string_view heading) {
  return std::ranges::find(forms, heading) != forms.end();
}

} // namespace

Headings::Headings(const Sheet& sheet, std::size_t p) {
  const InstrumentItem& item = sheet.item(p);
  const Sheet::Place& place = sheet.places()[p];
  forms_.push_back(fold(place.id));
  beginnings_.push_back(fold(place.id));
  const auto add = [&](const std::string& text, const std::string& row) {
    const std::string folded = fold(text), plain(without_stops(folded));
    if (plain.empty()) return;
    beginnings_.push_back(plain);
    if (!place.row) {
      forms_.push_back(folded);
      loose_forms_.push_back(plain);
    } else if (!row.empty()) {
      add_forms_of_row(forms_, text, row);
      add_forms_of_row(loose_forms_, plain, std::string(without_stops(fold(row))));
    }
  };
  add(item.title.en, place.row ? place.row->title.en : "");
  add(item.title.zh, place.row ? place.row->title.zh : "");
  if (item.type == AnswerType::multiple)
    for (std::size_t i = 0; i < item.options.size(); ++i)
      options_.add(i, item.options[i].id, item.options[i].title);
}

bool Headings::name(std::string_view heading) const {
  return is_among(forms_, heading) || is_among(forms_, without_number(heading));
}

bool Headings::name_loosely(std::string_view heading) const {
  const std::string_view plain = without_stops(heading);
  return is_among(loose_forms_, plain) || is_among(loose_forms_, without_number(plain));
}

std::optional<std::size_t> Headings::option(std::string_view heading) const {
  if (const auto found = option_after_text(heading)) return found;
  return option_after_text(without_number(heading));
}

std::optional<std::size_t> Headings::option_after_text(std::string_view heading) const {
  for (const std::string& beginning : beginnings_) {
    if (!heading.starts_with(beginning)) continue;
    std::string_view rest = stripped(heading.substr(beginning.size()), false, ":");
    for (const auto& [open, close] : {std::pair(":", ""), std::pair("_", ""), std::pair("-", ""),
                                      std::pair("(", ")"), std::pair("[", "]")}) {
      if (!rest.starts_with(open) || !rest.ends_with(close)) continue;
      const std::string_view named = rest.substr(1, rest.size() - 1 - std::string_view(close).size());
      if (const auto option = options_.find(named)) return option;
    }
  }
  return {};
}

} // namespace aftercourse
