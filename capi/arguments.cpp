#include "arguments.hpp"

#include <charconv>
#include <new>

#include "handles.hpp"

namespace aftercourse::c {

std::string_view text(const char* data, std::size_t length, const char* name) {
  if (data == nullptr && length != 0 && length != AFTERCOURSE_TERMINATED)
    throw Misuse("AC9101", "`" + std::string(name) + "` is NULL but has a length");
  if (data == nullptr) return {};
  if (length != AFTERCOURSE_TERMINATED && length > static_cast<std::size_t>(PTRDIFF_MAX))
    throw Misuse("AC9101", "`" + std::string(name) + "` cannot have " + std::to_string(length) + " bytes");
  return length == AFTERCOURSE_TERMINATED ? std::string_view(data) : std::string_view(data, length);
}

char separator(std::int32_t character) {
  if (character < 1 || character > 127)
    throw InvalidArgument("AC9103", "the separator must be one ASCII character");
  return static_cast<char>(character);
}

std::optional<Batch>& collecting(aftercourse_batch* batch) {
  auto& value = needed(batch, "batch").value;
  if (!value) throw Misuse("AC9104", "this batch was committed; make a new one");
  return value;
}

std::string_view needed_text(const char* data, std::size_t length, const char* name) {
  needed(data, name);
  return text(data, length, name);
}

std::filesystem::path path(std::string_view utf8) {
  if (utf8.find('\0') != utf8.npos) throw InvalidArgument("AC9103", "a path holds no NUL");
  return std::u8string(utf8.begin(), utf8.end());
}

std::optional<Date> date_or_none(std::int32_t day) {
  if (day == AFTERCOURSE_NO_DATE) return std::nullopt;
  return Date::from_days(day);
}

KnownAt known_at(const char* data, std::size_t length) {
  const std::string_view given = text(data, length, "known_at");
  if (given.empty()) return {};
  std::uint64_t write = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), write);
  if (error == std::errc{} && end == given.data() + given.size()) return write;
  return Instant::from_text(given);
}

Language language(std::int32_t number) {
  if (number == AFTERCOURSE_LANGUAGE_EN) return Language::en;
  if (number == AFTERCOURSE_LANGUAGE_ZH) return Language::zh;
  throw InvalidArgument("AC9103", "there is no language " + std::to_string(number));
}

Progress progress(aftercourse_progress callback, void* user) {
  if (callback == nullptr) return {};
  return [callback, user](std::uint64_t done, std::uint64_t total, std::string_view step) {
    return callback(user, done, total, std::string(step).c_str()) == 0;
  };
}

void TextOut::assign(std::string_view value) {
  auto* copy = static_cast<char*>(std::malloc(value.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, value.data(), value.size());
  copy[value.size()] = '\0';
  text_ = copy;
  if (length_ != nullptr) *length_ = value.size();
}

Stamp stamp(const aftercourse_stamp* given) {
  const aftercourse_stamp s = options(given, aftercourse_stamp_init);
  Stamp result;
  result.actor = text(s.actor, s.actor_length, "stamp.actor");
  result.source = text(s.source, s.source_length, "stamp.source");
  result.reason = text(s.reason, s.reason_length, "stamp.reason");
  if (const std::string_view at = text(s.at, s.at_length, "stamp.at"); !at.empty())
    result.at = Instant::from_text(at);
  result.keep_good = s.keep_good != 0;
  result.progress = progress(s.progress, s.progress_user);
  return result;
}

ReceiptOut::ReceiptOut(aftercourse_receipt* receipt) : receipt_(receipt) {
  if (receipt != nullptr) check_size(*receipt);
}

void ReceiptOut::assign(const Receipt& value) {
  if (receipt_ == nullptr) return;
  aftercourse_error* bad = nullptr;
  if (!value.bad.empty())
    bad = new aftercourse_error{
        DataError("AC2020", std::to_string(value.bad.size()) + " faults; these rows were left out")
            .with_faults(value.bad)};
  fill(*receipt_, {0, value.write, value.recorded, value.amended, value.retracted, value.unchanged, bad});
}

} // namespace aftercourse::c
