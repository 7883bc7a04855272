// Changes: what a host must show, change or remove since it last asked. A cursor holds no task: it names the
// write, day and horizon of the last question, from which the tasks of then are derived again.
#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "engine_impl.hpp"
#include "records.hpp"

namespace aftercourse {

namespace {

struct Cursor {
  std::uint64_t write = 0;
  Date as_of, horizon;
};

std::string to_text(const Cursor& c) {
  return "1:" + std::to_string(c.write) + ":" + c.as_of.to_string() + ":" + c.horizon.to_string();
}

Cursor parse(std::string_view text) {
  const auto refuse = [&]() -> Cursor {
    throw InvalidArgument("AC7020", "`" + std::string(text) + "` is no cursor of changes()");
  };
  Cursor c;
  if (!text.starts_with("1:")) return refuse();
  const auto first = text.find(':', 2), second = first == text.npos ? first : text.find(':', first + 1);
  if (second == text.npos) return refuse();
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + first, c.write);
  const auto as_of = Date::parse(text.substr(first + 1, second - first - 1)),
             horizon = Date::parse(text.substr(second + 1));
  if (error != std::errc{} || end != text.data() + first || !as_of || !horizon) return refuse();
  c.as_of = *as_of;
  c.horizon = *horizon;
  return c;
}

/// What a host shows of a task: when any of it differs, the task changed.
std::string shown(const Task& t) {
  std::string text = t.window.from.to_string() + t.window.to.to_string();
  text += name_of(t.state);
  text += t.channel + std::to_string(t.parts_done) + "/" + std::to_string(t.parts) +
          std::to_string(t.notices.size());
  for (const std::string& holder : t.holders) (text += '|') += holder;
  return text;
}

} // namespace

Changes changes_since(Engine::Impl& impl, std::string_view cursor, Date as_of, Period horizon,
                      const Progress& progress) {
  const Date until = add(as_of, horizon, calendars_in(impl.current()).everyone.assuming());
  Changes changes;
  changes.set = impl.tasks(as_of, until, {}, progress);
  changes.cursor = to_text({changes.set.facts().last_write(), as_of, until});
  std::unordered_map<std::string, std::string> before;
  if (!cursor.empty()) {
    const Cursor then = parse(cursor);
    if (then.write > changes.set.facts().last_write())
      throw InvalidArgument("AC7020", "`" + std::string(cursor) + "` is a cursor of another file");
    const TaskSet old = impl.tasks(then.as_of, then.horizon, KnownAt{then.write}, progress);
    for (TaskIndex i = 0; i < old.size(); ++i) {
      const Task t = old.task(i);
      before.emplace(t.id, shown(t));
    }
  }
  for (TaskIndex i = 0; i < changes.set.size(); ++i) {
    const Task t = changes.set.task(i);
    const auto known = before.find(t.id);
    if (known == before.end())
      changes.added.push_back(i);
    else {
      if (known->second != shown(t)) changes.changed.push_back(i);
      before.erase(known);
    }
  }
  for (const auto& [id, text] : before) changes.removed.push_back(id);
  std::sort(changes.removed.begin(), changes.removed.end());
  return changes;
}

} // namespace aftercourse
