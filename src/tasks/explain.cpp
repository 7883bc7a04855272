// Explaining a task: the same steps that derived it, told one by one.
#include <aftercourse/tasks/explanation.hpp>

#include <algorithm>

#include "channels.hpp"
#include "explain_condition.hpp"
#include "explain_window.hpp"
#include "holders.hpp"
#include "sampling.hpp"

namespace aftercourse {

namespace {

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) (text += text.empty() ? "" : ", ") += part;
  return text;
}

std::string days_late(std::int32_t days) {
  return std::to_string(days) + (days == 1 ? " day" : " days") + " after the due date";
}

class TaskExplainer {
 public:
  TaskExplainer(const TaskSet& tasks, TaskIndex index)
      : tasks_(tasks), group_(tasks.groups()[tasks.group_of(index)]),
        adopted_(tasks.policies()[group_.adopted]), rule_(tasks.rule_of(group_)), task_(tasks.task(index)),
        index_(index), evaluator_(tasks.facts()),
        from_(viewpoint_of(tasks, group_, tasks.subjects()[index])) {}

  Explanation run() {
    Explanation e;
    e.topic = "task";
    e.en = (task_.title.empty() ? task_.rule : task_.title) + " for " + task_.subject_kind + " " +
           task_.subject + ": " + std::string(name_of(task_.state)) + ", due " + task_.window.to.to_string();
    e.zh = (task_.title_zh.empty() ? task_.rule : task_.title_zh) + "（" + task_.subject_kind + " " +
           task_.subject + "）：" + std::string(zh_name_of(task_.state)) + "，期限 " +
           task_.window.to.to_string();
    e.facts = {{"id", task_.id},
               {"key", task_.key},
               {"state", std::string(name_of(task_.state))},
               {"due", task_.window.to.to_string()}};
    e.details.push_back(clause());
    e.details.push_back(anchor());
    if (rule_.where) e.details.push_back(condition());
    e.details.push_back(window());
    if (rule_.sample) e.details.push_back(sample(*rule_.sample, {}));
    if (!rule_.channels.empty()) e.details.push_back(channel());
    e.details.push_back(holders());
    e.details.push_back(evidence());
    e.details.push_back(state());
    for (const NoticeDue& n : task_.reminders) e.details.push_back(reminder(n));
    for (const NoticeDue& n : task_.notices) e.details.push_back(notice(n));
    return e;
  }

 private:
  Explanation clause() const {
    Explanation e{"clause",
                  "Clause " + task_.clause + " of " + task_.policy + " " + task_.version + " (rule " +
                      task_.rule + "), in force since " + adopted_.adoption.on.to_string(),
                  "依据《" +
                      (adopted_.policy.title().zh.empty() ? task_.policy : adopted_.policy.title().zh) +
                      "》（" + task_.version + "）第 " + task_.clause + " 条（规则 " + task_.rule +
                      "），自 " + adopted_.adoption.on.to_string() + " 起施行",
                  {{"policy", task_.policy}, {"clause", task_.clause}, {"rule", task_.rule}},
                  {}};
    for (const Parameter& p : adopted_.policy.parameters())
      if (const auto value = adopted_.parameter(p.name, from_.parameters_on);
          value && uses_parameter(rule_, p.name))
        e.details.push_back({"parameter",
                             "parameter " + p.name + " = " + *value,
                             "参数 " + p.name + " = " + *value,
                             {{p.name, *value}},
                             {}});
    return e;
  }

  Explanation anchor() const {
    const std::string day = task_.anchor_day.to_string();
    Explanation e{"anchor", "", "", {{"anchor_day", day}, {"occurrence", task_.occurrence}}, {}};
    const std::string fact = task_.anchor_kind + " " + task_.anchor;
    switch (rule_.after.type) {
    case Anchor::Type::event: {
      const std::string& field =
          tasks_.facts().schema().kind(rule_.after.kind).fields[rule_.after.field].name;
      e.en = "It follows " + fact + ": " + field + " " + day;
      e.zh = "起因：" + fact + " 的 " + field + " 为 " + day;
      break;
    }
    case Anchor::Type::amended:
      e.en = "It follows a change of " + fact + ", recorded on " + day;
      e.zh = "起因：" + fact + " 于 " + day + " 被更改";
      break;
    case Anchor::Type::period:
      e.en = "It belongs to the period " + task_.occurrence + ", counted from " + day;
      e.zh = "所属周期：" + task_.occurrence + "，自 " + day + " 起算";
      break;
    case Anchor::Type::task:
      e.en = "It follows the evidence of an earlier task: " + fact + " on " + day;
      e.zh = "起因：前一任务已由 " + fact + " 于 " + day + " 完成";
      break;
    case Anchor::Type::missed:
      e.en = "It follows a task that was missed: it was due " + day;
      e.zh = "起因：前一任务未按期完成，其期限为 " + day;
      break;
    }
    if (rule_.series) {
      e.details.push_back({"series",
                           "occurrence " + task_.occurrence + " of a series: every " +
                               evaluator_.period(rule_.series->every, from_).to_string(),
                           "系列中的第 " + task_.occurrence + " 次，间隔 " +
                               evaluator_.period(rule_.series->every, from_).to_string_zh(),
                           {},
                           {}});
    }
    for (const Amendment& a : tasks_.facts().amendments(group_.anchor_kind))
      if (group_.anchor != no_row && a.row == group_.anchor) {
        const auto& field = tasks_.facts().schema().kind(group_.anchor_kind).fields[a.field];
        if (field.personal) continue;
        const Write& w = tasks_.facts().write(a.write);
        e.details.push_back(
            {"amendment",
             field.name + " was changed from " + to_string(a.before) + " to " + to_string(a.after) + " on " +
                 w.recorded_at.local_day().to_string() + (w.reason.empty() ? "" : ": " + w.reason),
             field.name + " 于 " + w.recorded_at.local_day().to_string() + " 由 " + to_string(a.before) +
                 " 改为 " + to_string(a.after) + (w.reason.empty() ? "" : "：" + w.reason),
             {},
             {}});
      }
    return e;
  }

  Explanation condition() const {
    Viewpoint from = from_;
    if (rule_.decided_at)
      if (const auto day = evaluator_.date(*rule_.decided_at, from)) from.day = *day;
    Explanation e = explain_condition(evaluator_, *rule_.where, from);
    e.topic = "where";
    e.en = "The rule applies: " + e.en;
    e.zh = "适用条件：" + e.zh;
    return e;
  }

  Explanation window() const {
    const Calendar& calendar = tasks_.calendars()[group_.calendar];
    return explain_window(evaluator_, rule_, from_, task_, reply(calendar), calendar);
  }

  std::optional<Reckoning> reply(const Calendar& calendar) const {
    Viewpoint now = from_;
    now.day = tasks_.as_of();
    for (const Channel& c : rule_.channels)
      if (c.name == task_.channel) return reply_date(evaluator_, c, now, calendar);
    return std::nullopt;
  }

  Explanation sample(const Sample& s, const std::string& channel) const {
    const SampleFrame frame{adopted_, rule_, s, channel, task_.occurrence};
    const auto drawn = recorded_draw(tasks_.facts(), frame);
    const std::string canonical = canonical_id(tasks_.facts(), from_.subject);
    const std::string stratum = stratum_of(evaluator_, s, from_);
    const std::string key = to_hex(sampling_key(frame, stratum, canonical), 8);
    Explanation e{"sample", "", "", {{"stratum", stratum}, {"hash", key}, {"canonical_id", canonical}}, {}};
    const std::string share = s.share ? to_string(Value{evaluator_.share(*s.share, from_)}) : "";
    if (drawn) {
      e.en = "A recorded draw of " + std::to_string(drawn->size()) + " decides";
      e.zh = "以已登记的抽样结果（" + std::to_string(drawn->size()) + " 人）为准";
    } else {
      e.en = "Sampled by the smallest hashes" + (share.empty() ? "" : ", share " + share) +
             (stratum.empty() ? "" : ", stratum " + stratum) + "; the hash of " + canonical + " begins " +
             key;
      e.zh = "按哈希值由小到大抽样" + (share.empty() ? "" : "，比例 " + share) +
             (stratum.empty() ? "" : "，层 " + stratum) + "；" + canonical + " 的哈希以 " + key + " 开头";
    }
    return e;
  }

  Explanation channel() const {
    Explanation e{"channel",
                  task_.channel.empty() ? "No channel applies" : "By " + task_.channel,
                  task_.channel.empty() ? "没有适用的方式" : "方式：" + task_.channel,
                  {{"channel", task_.channel}},
                  {}};
    for (const Channel& c : rule_.channels) {
      const bool taken = c.name == task_.channel;
      if (c.sample) {
        Explanation s = sample(*c.sample, c.name);
        s.en = c.name + (taken ? " (picked): " : " (not picked): ") + s.en;
        s.zh = c.name + (taken ? "（抽中）：" : "（未抽中）：") + s.zh;
        e.details.push_back(std::move(s));
      }
      if (c.when) {
        Viewpoint now = from_;
        now.day = tasks_.as_of();
        Explanation w = explain_condition(evaluator_, *c.when, now);
        w.en = c.name + " when " + w.en;
        w.zh = c.name + " 的条件：" + w.zh;
        e.details.push_back(std::move(w));
      }
      if (taken) break;
    }
    if (task_.attempts > 0)
      e.details.push_back({"attempts",
                           std::to_string(task_.attempts) + " failed attempts since the window opened",
                           "此前未联系上 " + std::to_string(task_.attempts) + " 次",
                           {{"attempts", std::to_string(task_.attempts)}},
                           {}});
    return e;
  }

  /// Roles as people call them.
  Title titles_of(const std::vector<std::string>& roles) const {
    Title titles;
    for (const std::string& role : roles) {
      const Title title = adopted_.policy.role_title(role);
      (titles.en += titles.en.empty() ? "" : ", ") += title.en.empty() ? role : title.en;
      (titles.zh += titles.zh.empty() ? "" : "、") += title.zh.empty() ? role : title.zh;
    }
    return titles;
  }

  Explanation holders() const {
    const Title by = titles_of(task_.roles);
    const std::string day = tasks_.as_of().to_string(), who = join(task_.holders);
    return {"holder",
            "To be done by " + by.en + (who.empty() ? "; nobody holds this role on " + day : ": " + who),
            "由 " + by.zh + " 负责" + (who.empty() ? "；" + day + " 无人担任" : "：" + who),
            {{"roles", join(task_.roles)}, {"holders", who}},
            {}};
  }

  Explanation evidence() const {
    Explanation e{"evidence", "", "", {}, {}};
    if (task_.evidence.empty()) {
      e.en = "No evidence counts for it yet";
      e.zh = "尚无有效的完成记录";
    } else {
      e.en = "Evidence: " + join(task_.evidence) + " (" + std::to_string(task_.parts_done) + " of " +
             std::to_string(task_.parts) + ")";
      e.zh = "完成记录：" + join(task_.evidence) + "（" + std::to_string(task_.parts_done) + "/" +
             std::to_string(task_.parts) + "）";
    }
    explain_left_out(rule_.done_by, e);
    return e;
  }

  /// Facts tied to the task that did not count, each with the reason.
  void explain_left_out(const Evidence& wanted, Explanation& e) const {
    for (const Evidence& part : wanted.parts) explain_left_out(part, e);
    if (wanted.type != Evidence::Type::fact || wanted.own) return;
    const Table& table = tasks_.facts().table(wanted.kind);
    const auto reached = table.kind().find("reached");
    evaluator_.tied(wanted.kind, wanted.link, from_, [&](Row row) {
      const std::string id = canonical_id(tasks_.facts(), {wanted.kind, row});
      if (std::find(task_.evidence.begin(), task_.evidence.end(), id) != task_.evidence.end()) return true;
      const auto day = table.day(row, wanted.date_field);
      std::string en, zh;
      Viewpoint inner = from_;
      inner.row = {wanted.kind, row};
      if (day == no_day)
        en = "has no date", zh = "没有日期";
      else if (day > tasks_.as_of().days())
        en = "lies after " + tasks_.as_of().to_string(), zh = "晚于 " + tasks_.as_of().to_string();
      else if (reached && table.cells[*reached].booleans[row] == 0)
        en = "nobody was reached", zh = "未联系上本人";
      else if (wanted.where && evaluator_.judge(*wanted.where, inner) != Truth::yes)
        en = "does not meet the condition", zh = "不符合条件";
      else if (day < group_.from)
        en = "came before the window opened", zh = "早于规定的开始日";
      else if (names_other_topics(table, row))
        en = "asked nothing that this task asks", zh = "未问及本任务要问的内容";
      else
        en = "went to another task", zh = "已计入另一任务";
      const std::string on = day == no_day ? "" : " (" + Date::unchecked(day).to_string() + ")";
      e.details.push_back(
          {"left_out", id + on + " does not count: " + en, id + on + " 不计入：" + zh, {{"fact", id}}, {}});
      return e.details.size() < 20;
    });
  }

  bool names_other_topics(const Table& table, Row row) const {
    const auto field = table.kind().find("topics");
    if (rule_.asks.empty() || !field) return false;
    const Value v = table.get(row, *field);
    const auto* topics = std::get_if<std::vector<std::string>>(&v);
    return topics && !topics->empty() &&
           std::find_first_of(topics->begin(), topics->end(), rule_.asks.begin(), rule_.asks.end()) ==
               topics->end();
  }

  Explanation state() const {
    const std::string name(name_of(task_.state)), today = tasks_.as_of().to_string();
    Explanation e{"state",
                  "As of " + today + " it is " + name,
                  "截至 " + today + "：" + std::string(zh_name_of(task_.state)),
                  {{"state", name}},
                  {}};
    const auto o = tasks_.outcomes()[index_];
    const Outcome outcome = o == no_index ? Outcome{} : tasks_.outcome(o);
    if (task_.state == State::void_) {
      e.en += ": its reason ended on " + Date::unchecked(outcome.void_on).to_string();
      e.zh += "（其前提已于 " + Date::unchecked(outcome.void_on).to_string() + " 消失）";
    }
    if (task_.state == State::waived) {
      const Table& waivers = tasks_.facts().table("waiver");
      const auto approver = waivers.text(outcome.waiver, waivers.kind().at("approver"));
      const auto reason = waivers.text(outcome.waiver, waivers.kind().at("reason"));
      e.en += ": waived by " + std::string(approver) + ", " + std::string(reason);
      e.zh += "：由 " + std::string(approver) + " 豁免，理由：" + std::string(reason);
    }
    if (task_.state == State::asked) {
      e.en +=
          ": a value that its condition or window needs is missing, so a person must say whether it applies";
      e.zh += "：条件或期限所需的数据缺失，须由人判断";
    }
    if (task_.done_on) {
      const auto late = task_.done_on->days() - task_.window.to.days();
      e.en += ", " + task_.done_on->to_string() + (late > 0 ? ", " + days_late(late) : "");
      e.zh += "，" + task_.done_on->to_string() + (late > 0 ? "，逾期 " + std::to_string(late) + " 天" : "");
    }
    if (task_.state == State::overdue) {
      const auto late = tasks_.as_of().days() - task_.window.to.days();
      e.en += ", " + days_late(late);
      e.zh += "，已逾期 " + std::to_string(late) + " 天";
    }
    return e;
  }

  Explanation reminder(const NoticeDue& n) const {
    const Title told = titles_of(n.tell);
    return message("reminder", n, "While it is open, " + told.en + " is reminded on " + n.on.to_string(),
                   "期限前于 " + n.on.to_string() + " 提醒 " + told.zh);
  }

  Explanation notice(const NoticeDue& n) const {
    const Title told = titles_of(n.tell);
    return message("notice", n, "Since it was missed, " + told.en + " hears of it on " + n.on.to_string(),
                   "因未按期完成，于 " + n.on.to_string() + " 通知 " + told.zh);
  }

  static Explanation message(std::string topic, const NoticeDue& n, std::string en, std::string zh) {
    const bool nobody = n.holders.empty();
    en += nobody ? "; nobody held this role then" : ": " + join(n.holders);
    zh += nobody ? "；当日无人担任该角色" : "：" + join(n.holders);
    return {std::move(topic),
            std::move(en),
            std::move(zh),
            {{"on", n.on.to_string()}, {"tell", join(n.tell)}, {"holders", join(n.holders)}},
            {}};
  }

  const TaskSet& tasks_;
  const TaskGroup& group_;
  const Adopted& adopted_;
  const Rule& rule_;
  Task task_;
  TaskIndex index_;
  Evaluator evaluator_;
  Viewpoint from_;
};

} // namespace

Explanation explain(const TaskSet& tasks, TaskIndex task) {
  if (task >= tasks.size()) throw NotFound("AC4011", "there is no task number " + std::to_string(task));
  return TaskExplainer(tasks, task).run();
}

Explanation explain_absence(const TaskSet& tasks, std::string_view policy, std::string_view rule,
                            std::string_view subject_id) {
  for (const Adopted& adopted : tasks.policies()) {
    if (adopted.policy.name() != policy) continue;
    const Rule& r = adopted.policy.rule(rule);
    const Snapshot& facts = tasks.facts();
    const Row subject = facts.table(r.subject_kind).find(subject_id);
    const std::string kind = facts.schema().kind(r.subject_kind).name;
    if (subject == no_row)
      throw NotFound("AC4010", "there is no " + kind + " `" + std::string(subject_id) + "`");
    Explanation e{"absence",
                  "Rule " + r.id + " of " + std::string(policy) + " for " + kind + " " +
                      std::string(subject_id),
                  "《" + std::string(policy) + "》规则 " + r.id + "，" + kind + " " + std::string(subject_id),
                  {},
                  {}};
    explain_absence_of(tasks, adopted, r, subject, e);
    return e;
  }
  throw NotFound("AC4012", "policy `" + std::string(policy) + "` is not adopted");
}

} // namespace aftercourse
