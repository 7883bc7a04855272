#include "cell_reader.hpp"

#include <algorithm>

#include <aftercourse/base/fold.hpp>

namespace aftercourse {

namespace {

/// The number at the beginning of a folded text, and what follows it.
std::pair<std::optional<Decimal>, std::string_view> leading_number(std::string_view text) {
  std::size_t end = text.find_first_not_of("0123456789.-");
  if (end == std::string_view::npos) end = text.size();
  while (end > 0 && text[end - 1] == '.') --end; // "5. agree"
  return {Decimal::parse(text.substr(0, end)), text.substr(end)};
}

std::string_view without(std::string_view text, std::string_view leading) {
  const std::size_t begin = text.find_first_not_of(leading);
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

} // namespace

CellReader::CellReader(const InstrumentItem& item) : item_(item) {
  for (std::size_t i = 0; i < item.options.size(); ++i)
    choices_.add(i, item.options[i].id, item.options[i].title);
  for (const ScaleLabel& label : item.scale.labels)
    for (const std::string& text : {label.title.en, label.title.zh})
      if (!text.empty()) labels_.emplace(fold(text), label.value);
}

std::optional<WrongAnswer> CellReader::read_number(std::string_view cell, ItemAnswer& answer) const {
  const std::string text = fold(cell);
  const auto& none = item_.scale.not_applicable;
  if (none && (text == fold(none->en) || text == fold(none->zh))) {
    answer.not_applicable = true;
    return {};
  }
  if (const auto label = labels_.find(text); label != labels_.end()) {
    answer.value = label->second;
    return {};
  }
  const auto [number, rest] = leading_number(text);
  const std::string_view said = without(rest, " .-:)");
  const auto label = labels_.find(said);
  const bool agrees = said.empty() || said == "分" || (label != labels_.end() && label->second == number);
  if (!number || !agrees)
    return WrongAnswer{"`" + std::string(cell) + "` is no answer to this item" +
                           (item_.scale.labels.empty() ? "" : "; expected a number or one of its labels"),
                       "AC5823"};
  answer.value = number;
  return refusal_of_value(item_, *number);
}

std::optional<WrongAnswer> CellReader::read_choices(std::string_view cell, std::string_view separator,
                                                    ItemAnswer& answer) const {
  Choices::Several found;
  if (item_.type == AnswerType::multiple) {
    found = choices_.find_several(cell, separator);
  } else if (const auto one = choices_.find(cell)) {
    found.options = {*one};
  } else {
    found.unknown = {std::string(cell)};
  }
  for (const std::size_t i : found.options) answer.choices.push_back(item_.options[i].id);
  if (found.unknown.empty()) return {};
  return WrongAnswer{"`" + found.unknown.front() + "` is no option of the item", "AC5822"};
}

std::optional<WrongAnswer> CellReader::read(std::string_view cell, std::string_view separator,
                                            ItemAnswer& answer) const {
  switch (item_.type) {
  case AnswerType::text:
    answer.text = cell;
    return {};
  case AnswerType::single:
  case AnswerType::multiple:
    return read_choices(cell, separator, answer);
  case AnswerType::scale:
  case AnswerType::matrix:
  case AnswerType::number:
    break;
  }
  return read_number(cell, answer);
}

std::optional<bool> CellReader::is_chosen(std::string_view cell, std::size_t option) const {
  static constexpr std::string_view yes[] = {"yes", "y", "true", "是", "√", "✓", "✔", "选中", "已选"};
  static constexpr std::string_view no[] = {"no", "n", "false", "否", "×", "未选中", "未选"};
  const std::string text = fold(cell);
  if (text == "1") return true;
  if (text == "0") return false;
  const bool named = choices_.find(text) == option;
  const bool denied = std::ranges::find(no, text) != std::end(no);
  if (named && denied) return {}; // the option "no", or a no to it
  if (named || std::ranges::find(yes, text) != std::end(yes)) return true;
  return denied ? std::optional(false) : std::nullopt;
}

std::optional<LocalTime> read_moment(std::string_view text) {
  std::string written(text);
  std::ranges::replace(written, '/', '-');
  // Tools leave out leading zeros: "2026-9-1 8:05".
  std::string padded;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const auto digit = [&](std::size_t at) {
      return at < written.size() && written[at] >= '0' && written[at] <= '9';
    };
    if (digit(i) && (i == 0 || !digit(i - 1)) && !digit(i + 1)) padded += '0';
    padded += written[i];
  }
  return LocalTime::parse(padded);
}

std::optional<Decimal> read_seconds(std::string_view text) {
  const std::string folded = fold(text);
  const auto [number, rest] = leading_number(folded);
  const std::string_view unit = without(rest, " ");
  if (!number || *number < Decimal() || !(unit.empty() || unit == "s" || unit == "秒" || unit == "seconds"))
    return {};
  return number;
}

} // namespace aftercourse
