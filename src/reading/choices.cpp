#include <aftercourse/reading/choices.hpp>

#include <algorithm>

#include <aftercourse/base/fold.hpp>

namespace aftercourse {

namespace {

/// The text cut at each separator; parts are not folded yet.
std::vector<std::string_view> parts_of(std::string_view text, std::string_view separator) {
  static constexpr std::string_view any[] = {";", ",", "|", "\n", "、", "；", "，", "｜", "┋"};
  const auto length_at = [&](std::size_t at) -> std::size_t {
    const std::string_view rest = text.substr(at);
    if (!separator.empty()) return rest.starts_with(separator) ? separator.size() : 0;
    for (const std::string_view s : any)
      if (rest.starts_with(s)) return s.size();
    return 0;
  };
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_at(at);
    if (length == 0) {
      ++at;
      continue;
    }
    parts.push_back(text.substr(begin, at - begin));
    begin = at += length;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

void put_in_order(std::vector<std::size_t>& options) {
  std::ranges::sort(options);
  options.erase(std::unique(options.begin(), options.end()), options.end());
}

} // namespace

void Choices::add(std::size_t index, std::string_view id, const Title& title) {
  for (const std::string_view form : {id, std::string_view(title.en), std::string_view(title.zh)})
    if (!form.empty()) by_form_.emplace(fold(form), index);
  long_numbers_ = long_numbers_ || (id.size() > 1 && std::ranges::all_of(id, is_digit));
}

std::optional<std::size_t> Choices::find(std::string_view text) const {
  const auto found = by_form_.find(fold(text));
  return found == by_form_.end() ? std::nullopt : std::optional(found->second);
}

bool Choices::take_letters(const std::string& folded, Several& found) const {
  std::vector<std::size_t> options;
  for (const char& letter : folded) {
    if (long_numbers_ && is_digit(letter)) return false;
    const auto option = by_form_.find(std::string_view(&letter, 1));
    if (option == by_form_.end()) return false;
    options.push_back(option->second);
  }
  found.options.insert(found.options.end(), options.begin(), options.end());
  return true;
}

Choices::Several Choices::find_parts(std::string_view text, std::string_view separator) const {
  Several found;
  for (const std::string_view part : parts_of(text, separator)) {
    const std::string folded = fold(part);
    if (folded.empty()) continue;
    if (const auto option = find(folded))
      found.options.push_back(*option);
    else if (!separator.empty() || !take_letters(folded, found))
      found.unknown.emplace_back(part);
  }
  put_in_order(found.options);
  return found;
}

Choices::Several Choices::find_several(std::string_view text, std::string_view separator) const {
  if (const auto whole = find(text)) return {{*whole}, {}};
  return find_parts(text, separator);
}

std::optional<Choices::Ambiguity> Choices::ambiguity() const {
  for (const auto& [form, option] : by_form_) {
    Several parts;
    if (parts_of(form, {}).size() > 1)
      parts = find_parts(form, {});
    else if (take_letters(form, parts))
      put_in_order(parts.options);
    if (parts.unknown.empty() && parts.options.size() > 1)
      return Ambiguity{form, option, std::move(parts.options)};
  }
  return {};
}

} // namespace aftercourse
