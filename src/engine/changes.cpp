// Changes: what a host must show, change or remove since it last asked. A cursor holds no task: it names the
// write, day and horizon of the last question, from which the tasks of then are derived again.
#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <aftercourse/base/digest.hpp>

#include "engine_impl.hpp"
#include "records.hpp"

namespace aftercourse {

namespace {

struct Cursor {
  std::uint64_t write = 0;
  Date as_of, horizon;
  std::string file; ///< what tells the file it is of from others
};

std::string to_text(const Cursor& c) {
  return "1:" + std::to_string(c.write) + ":" + c.as_of.to_string() + ":" + c.horizon.to_string() + ":" +
         c.file;
}

std::size_t rows_recorded(const Snapshot& known, std::uint64_t writes) {
  std::size_t rows = 0;
  for (std::size_t kind = 0; kind < known.schema().kinds().size(); ++kind) {
    const auto& by = known.table(kind).recorded_by; // ascending
    rows += static_cast<std::size_t>(std::upper_bound(by.begin(), by.end(), writes) - by.begin());
  }
  return rows;
}

/// Who wrote the first and the last of so many writes, when and why, and how much there was: another file has
/// others.
std::string fingerprint(const Snapshot& known, std::uint64_t writes) {
  if (writes == 0) return "0";
  const Write &first = known.writes().front(), &last = known.writes()[writes - 1];
  const std::string begun = first.recorded_at.to_string(), written = last.recorded_at.to_string();
  const Digest digest = digest_of({begun, first.actor, first.source, first.reason, written, last.actor,
                                   last.source, last.reason, std::to_string(rows_recorded(known, writes))});
  return to_hex(digest).substr(0, 16);
}

Cursor parse(std::string_view text) {
  const auto refuse = [&]() -> Cursor {
    throw InvalidArgument("AC7020", "`" + std::string(text) + "` is no cursor of changes()");
  };
  Cursor c;
  if (!text.starts_with("1:")) return refuse();
  const auto after = [&](std::size_t colon) {
    return colon == text.npos ? colon : text.find(':', colon + 1);
  };
  const auto first = text.find(':', 2), second = after(first), third = after(second);
  if (third == text.npos) return refuse();
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + first, c.write);
  const auto as_of = Date::parse(text.substr(first + 1, second - first - 1)),
             horizon = Date::parse(text.substr(second + 1, third - second - 1));
  if (error != std::errc{} || end != text.data() + first || !as_of || !horizon) return refuse();
  c.as_of = *as_of;
  c.horizon = *horizon;
  c.file = text.substr(third + 1);
  return c;
}

/// What a host shows of a task: when any of it differs, the task changed.
std::string shown(const Task& t) {
  std::string text = t.anchor_day.to_string() + t.window.from.to_string() + t.window.to.to_string();
  text += name_of(t.state);
  text += t.channel + std::to_string(t.parts_done) + "/" + std::to_string(t.parts) +
          std::to_string(t.reminders.size()) + "!" + std::to_string(t.notices.size());
  text += t.provisional ? "?" : "";
  for (const std::string& holder : t.holders) (text += '|') += holder;
  return text;
}

struct Seen {
  TaskIndex index = no_index;
  std::string shown;
  Window window;
  bool provisional = false;
};

} // namespace

Changes changes_since(Engine::Impl& impl, std::string_view cursor, Date as_of, Period horizon,
                      const Progress& progress) {
  const Date until = horizon_of(as_of, horizon, calendars_in(impl.current()).everyone);
  const Progress watched = impl.cancellable(progress);
  const auto compared = [&](TaskIndex i, const TaskSet& set) {
    if (i % 4096 == 0) report(watched, i, set.size(), "comparing");
  };
  Changes changes;
  changes.set = impl.tasks(as_of, until, {}, progress);
  const Snapshot& facts = changes.set.facts();
  changes.cursor = to_text({facts.last_write(), as_of, until, fingerprint(facts, facts.last_write())});
  std::unordered_map<std::string, Seen> before;
  if (!cursor.empty()) {
    const Cursor then = parse(cursor);
    if (then.write > facts.last_write() || then.file != fingerprint(facts, then.write))
      throw InvalidArgument("AC7020", "`" + std::string(cursor) + "` is a cursor of another file");
    changes.before = impl.tasks(then.as_of, then.horizon, KnownAt{then.write}, progress);
    for (TaskIndex i = 0; i < changes.before.size(); ++i) {
      compared(i, changes.before);
      const Task t = changes.before.task(i);
      before.emplace(t.id, Seen{i, shown(t), t.window, t.provisional});
    }
  }
  for (TaskIndex i = 0; i < changes.set.size(); ++i) {
    compared(i, changes.set);
    const Task t = changes.set.task(i);
    const auto known = before.find(t.id);
    if (known == before.end())
      changes.added.push_back(i);
    else {
      const Seen& then = known->second;
      if (then.shown != shown(t)) changes.changed.push_back(i);
      if (then.window != t.window)
        changes.moved.push_back(i);
      else if (then.provisional && !t.provisional)
        changes.confirmed.push_back(i);
      before.erase(known);
    }
  }
  for (const auto& [id, task] : before) changes.removed.push_back(id);
  std::sort(changes.removed.begin(), changes.removed.end());
  for (const std::string& id : changes.removed) changes.gone.push_back(before.at(id).index);
  return changes;
}

} // namespace aftercourse
