// Tasks as a table: the columns that docs/agenda.md lists.
#include <aftercourse/tasks/task_set.hpp>

#include <numeric>
#include <unordered_map>

namespace aftercourse {

namespace {

/// A column of texts, coded as they come.
class TextColumn {
 public:
  explicit TextColumn(std::string name) { column_.name = std::move(name); }
  void add(const std::string& text) {
    column_.codes.push_back(text.empty() ? 0 : code(text));
    column_.valid.push_back(text.empty() ? 0 : 1);
    if (text.empty() && column_.words.empty()) code("");
  }
  Column take() {
    column_.type = Column::Type::text;
    return std::move(column_);
  }

 private:
  std::int32_t code(const std::string& text) {
    const auto [entry, fresh] = codes_.try_emplace(text, static_cast<std::int32_t>(column_.words.size()));
    if (fresh) column_.words.push_back(text);
    return entry->second;
  }
  Column column_;
  std::unordered_map<std::string, std::int32_t> codes_;
};

class ListColumn {
 public:
  explicit ListColumn(std::string name) {
    column_.name = std::move(name);
    column_.type = Column::Type::text_list;
    column_.offsets.push_back(0);
  }
  void add(const std::vector<std::string>& items) {
    for (const std::string& item : items) {
      const auto [entry, fresh] = codes_.try_emplace(item, static_cast<std::int32_t>(column_.words.size()));
      if (fresh) column_.words.push_back(item);
      column_.codes.push_back(entry->second);
    }
    column_.offsets.push_back(static_cast<std::int32_t>(column_.codes.size()));
  }
  Column take() { return std::move(column_); }

 private:
  Column column_;
  std::unordered_map<std::string, std::int32_t> codes_;
};

/// "2026-09-21 supervisor" for each role that a message goes to.
std::vector<std::string> told(const std::vector<NoticeDue>& messages) {
  std::vector<std::string> lines;
  for (const NoticeDue& message : messages)
    for (const std::string& who : message.tell) lines.push_back(message.on.to_string() + " " + who);
  return lines;
}

Column days(std::string name) {
  Column c;
  c.name = std::move(name);
  c.type = Column::Type::date;
  return c;
}

Column integers(std::string name) {
  Column c;
  c.name = std::move(name);
  c.type = Column::Type::integer;
  return c;
}

} // namespace

Frame TaskSet::to_frame() const {
  std::vector<TaskIndex> all(size());
  std::iota(all.begin(), all.end(), TaskIndex{0});
  return to_frame(all);
}

Frame TaskSet::to_frame(std::span<const TaskIndex> tasks, const Progress& progress) const {
  TextColumn id("id"), key("key"), policy("policy"), version("version"), rule("rule"), clause("clause"),
      title("title"), title_zh("title_zh"), act("do"), subject_kind("subject_kind"), subject("subject"),
      occurrence("occurrence"), anchor("anchor"), state("state"), channel("channel");
  ListColumn roles("roles"), holders("holders"), evidence("evidence"), reminders("reminders"),
      notices("notices");
  Column anchor_day = days("anchor_day"), from = days("from"), due = days("due"), done_on = days("done_on");
  Column parts_done = integers("parts_done"), parts = integers("parts"), attempts = integers("attempts");
  Column provisional;
  provisional.name = "provisional";
  provisional.type = Column::Type::boolean;

  for (std::size_t row = 0; row < tasks.size(); ++row) {
    if (row % 4096 == 0) report(progress, row, tasks.size(), "table");
    const Task t = task(tasks[row]);
    id.add(t.id);
    key.add(t.key);
    policy.add(t.policy);
    version.add(t.version);
    rule.add(t.rule);
    clause.add(t.clause);
    title.add(t.title);
    title_zh.add(t.title_zh);
    act.add(t.act);
    subject_kind.add(t.subject_kind);
    subject.add(t.subject);
    occurrence.add(t.occurrence);
    anchor.add(t.anchor.empty() ? "" : t.anchor_kind + "/" + t.anchor);
    state.add(std::string(name_of(t.state)));
    channel.add(t.channel);
    roles.add(t.roles);
    holders.add(t.holders);
    evidence.add(t.evidence);
    reminders.add(told(t.reminders));
    notices.add(told(t.notices));
    anchor_day.days.push_back(t.anchor_day.days());
    from.days.push_back(t.window.from.days());
    due.days.push_back(t.window.to.days());
    done_on.days.push_back(t.done_on ? t.done_on->days() : 0);
    done_on.valid.push_back(t.done_on ? 1 : 0);
    parts_done.integers.push_back(t.parts_done);
    parts.integers.push_back(t.parts);
    attempts.integers.push_back(t.attempts);
    provisional.booleans.push_back(t.provisional ? 1 : 0);
  }
  std::vector<Column> columns;
  for (TextColumn* c : {&id, &key, &policy, &version, &rule, &clause, &title, &title_zh, &act, &subject_kind,
                        &subject, &occurrence, &anchor})
    columns.push_back(c->take());
  for (Column* c : {&anchor_day, &from, &due}) columns.push_back(std::move(*c));
  columns.push_back(state.take());
  columns.push_back(channel.take());
  columns.push_back(roles.take());
  columns.push_back(holders.take());
  columns.push_back(std::move(done_on));
  columns.push_back(evidence.take());
  for (Column* c : {&parts_done, &parts, &attempts}) columns.push_back(std::move(*c));
  columns.push_back(reminders.take());
  columns.push_back(notices.take());
  columns.push_back(std::move(provisional));
  return Frame(std::move(columns), tasks.size());
}

} // namespace aftercourse
