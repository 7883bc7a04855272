#include <aftercourse/calendar/recurrence.hpp>

#include <algorithm>

#include <aftercourse/base/error.hpp>

#include "rule_walk.hpp"

namespace aftercourse {

namespace {

[[noreturn]] void refuse(const std::string& reason) { throw InvalidArgument("AC1142", reason); }

constexpr LocalTime first_moment(Date::unchecked(Date::min_days)),
    last_moment(Date::unchecked(Date::max_days));

void sort_and_unite(std::vector<LocalTime>& moments) {
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
}

void check(const RecurrenceRule& rule, LocalTime start, bool has_calendar) {
  rule.check();
  if (rule.needs_calendar() && !has_calendar)
    refuse("'" + rule.to_string() + "' speaks of working days; give the recurrence a calendar");
  if (rule.frequency > Frequency::daily && !start.has_time())
    refuse("'" + rule.to_string() + "' needs a start with a time of day, not the bare date " +
           start.to_string());
}

} // namespace

struct Recurrence::Data {
  LocalTime start;
  std::vector<RecurrenceRule> rules;
  std::vector<LocalTime> dates, exceptions;
  std::optional<Calendar> calendar;
  bool operator==(const Data&) const = default;

  bool excepts(LocalTime t) const {
    const auto holds = [this](LocalTime e) {
      return std::binary_search(exceptions.begin(), exceptions.end(), e);
    };
    return !exceptions.empty() && (holds(t) || holds(t.date()));
  }
};

Recurrence::Recurrence(LocalTime start, std::vector<RecurrenceRule> rules, std::vector<LocalTime> dates,
                       std::vector<LocalTime> exceptions, std::optional<Calendar> calendar) {
  for (const RecurrenceRule& rule : rules) check(rule, start, calendar.has_value());
  for (const LocalTime date : dates)
    if (date.has_time() != start.has_time())
      refuse("the date " + date.to_string() + " and the start " + start.to_string() +
             " are not both bare dates, nor both with a time of day");
  sort_and_unite(dates);
  sort_and_unite(exceptions);
  data_ = std::make_shared<const Data>(
      Data{start, std::move(rules), std::move(dates), std::move(exceptions), std::move(calendar)});
}

LocalTime Recurrence::start() const noexcept { return data_->start; }
const std::vector<RecurrenceRule>& Recurrence::rules() const noexcept { return data_->rules; }
const std::vector<LocalTime>& Recurrence::dates() const noexcept { return data_->dates; }
const std::vector<LocalTime>& Recurrence::exceptions() const noexcept { return data_->exceptions; }
const std::optional<Calendar>& Recurrence::calendar() const noexcept { return data_->calendar; }
bool Recurrence::operator==(const Recurrence& o) const noexcept {
  return data_ == o.data_ || *data_ == *o.data_;
}

/// The rules side by side; single dates are a source like them. A rule is asked for its next occurrence only
/// when the last one has been taken, since a calendar may not know what comes after it.
struct Recurrence::Cursor::State {
  struct Source {
    RuleWalk walk;
    std::optional<LocalTime> front;
    bool taken = true;
  };

  State(std::shared_ptr<const Data> of, LocalTime first, LocalTime to)
      : data(std::move(of)), from(first), last(to.through_day()), ended(last < from), singles(data->dates) {
    if (data->rules.empty()) {
      singles.push_back(data->start);
      sort_and_unite(singles);
    }
    single = std::lower_bound(singles.begin(), singles.end(), from);
    const Calendar* calendar = data->calendar ? &*data->calendar : nullptr;
    for (const RecurrenceRule& rule : data->rules)
      sources.push_back({RuleWalk(rule, data->start, from, last, calendar), {}});
  }

  void refill(Source& source) const {
    if (!source.taken) return;
    while ((source.front = source.walk.next()) && *source.front < from) {
    }
    source.taken = false;
  }

  /// The earliest of all sources, taken from each that has it.
  std::optional<LocalTime> take_first() {
    std::optional<LocalTime> first;
    if (single != singles.end()) first = *single;
    for (Source& s : sources) {
      refill(s);
      if (s.front && (!first || *s.front < *first)) first = s.front;
    }
    if (!first) return {};
    if (single != singles.end() && *single == *first) ++single;
    for (Source& s : sources) s.taken = s.front == first;
    return first;
  }

  std::shared_ptr<const Data> data;
  LocalTime from, last;
  bool ended;
  std::vector<LocalTime> singles;
  std::vector<LocalTime>::const_iterator single;
  std::vector<Source> sources;
};

Recurrence::Cursor::Cursor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Recurrence::Cursor::Cursor(Cursor&&) noexcept = default;
Recurrence::Cursor& Recurrence::Cursor::operator=(Cursor&&) noexcept = default;
Recurrence::Cursor::~Cursor() = default;

std::optional<LocalTime> Recurrence::Cursor::next() {
  while (!state_->ended) {
    const auto first = state_->take_first();
    state_->ended = !first || *first > state_->last;
    if (!state_->ended && !state_->data->excepts(*first)) return first;
  }
  return {};
}

Recurrence::Cursor Recurrence::cursor() const { return cursor(first_moment); }
Recurrence::Cursor Recurrence::cursor(LocalTime from) const { return cursor(from, last_moment); }
Recurrence::Cursor Recurrence::cursor(LocalTime from, LocalTime to) const {
  return Cursor(std::make_unique<Cursor::State>(data_, from, to));
}

Recurrence::Iterator Recurrence::begin() const { return Iterator(cursor()); }

namespace {

void append(std::vector<LocalTime>& list, LocalTime t) {
  if (list.size() == Recurrence::most_listed)
    throw LimitError("AC1143", "more than " + std::to_string(Recurrence::most_listed) +
                                   " occurrences in one list; walk them one by one");
  list.push_back(t);
}

} // namespace

std::vector<LocalTime> Recurrence::take(std::size_t n) const {
  std::vector<LocalTime> list;
  if (n == 0) return list;
  Cursor walk = cursor();
  while (list.size() < n) {
    const auto t = walk.next();
    if (!t) break;
    append(list, *t);
  }
  return list;
}

std::vector<LocalTime> Recurrence::between(LocalTime a, LocalTime b) const {
  std::vector<LocalTime> list;
  Cursor walk = cursor(a, b);
  while (const auto t = walk.next()) append(list, *t);
  return list;
}

bool Recurrence::contains(LocalTime moment) const { return !between(moment, moment).empty(); }

} // namespace aftercourse
