// Who acts, whom the sample takes, by which channel, and who is told.
#include "codes.hpp"
#include "kernel_kinds.hpp"
#include "rule_parts.hpp"

namespace aftercourse::reading {

namespace {

/// A channel is a name, or a name with details.
Channel read_channel(Reader& r, const Node& node, const Scope& scope) {
  Channel channel;
  channel.at = r.at(node);
  if (node.is_scalar()) {
    channel.name = read_text(r, node, "a channel").value_or("");
    return channel;
  }
  if (!node.is_mapping() || node.keys.size() != 1) {
    r.error(codes::wrong_form, node, "this is no channel",
            "`name`, or `name: {sample, when, reply_within, reply_by}`");
    return channel;
  }
  channel.name = node.keys.front().text;
  if (node.items.front().type == Node::Type::null) return channel;
  const Keys keys(r, node.items.front(), {"sample", "when", "reply_within", "reply_by"}, "a channel");
  if (const Node* sample = keys["sample"]) channel.sample = read_sample(r, *sample, scope);
  if (const Node* when = keys["when"]) channel.when = read_condition(r, *when, scope);
  if (const Node* within = keys["reply_within"]) channel.reply_within = read_period(r, *within, true);
  if (const Node* by = keys["reply_by"]) channel.reply_by = read_date_path(r, *by, scope);
  return channel;
}

std::vector<Holder> read_told(Reader& r, const Node& roles, const Scope& scope) {
  std::vector<Holder> told;
  for (const Node* role : as_list(roles)) told.push_back(read_holder(r, *role, scope));
  return told;
}

Setting<Value> read_count(Reader& r, const Node& node) {
  Expectation expected;
  expected.type = FieldType::integer;
  expected.positive = true;
  return read_operand(r, node, expected);
}

void read_role_paths(Reader& r, const Node& node, Holder& holder, const Scope& scope) {
  if (const Node* is = node.find("is")) {
    holder.is = read_path(r, *is, scope);
    if (holder.is && (!holder.is->ends_in_row() || r.vocabulary.name(holder.is->end_kind) != kernel::person))
      r.error(codes::wrong_path, *is, "`" + holder.is->text + "` is no person", "a path to a person");
  }
  if (const Node* of = node.find("of")) {
    holder.of = read_path(r, *of, scope);
    if (holder.of && (!holder.of->ends_in_row() || r.vocabulary.name(holder.of->end_kind) != kernel::unit))
      r.error(codes::wrong_path, *of, "`" + holder.of->text + "` is no unit", "a path to a unit");
  }
}

} // namespace

Holder read_holder(Reader& r, const Node& name, const Scope& scope) {
  Holder holder;
  holder.role = read_text(r, name, "a role").value_or("");
  const auto declared = r.roles.find(holder.role);
  if (declared == r.roles.end()) return holder; // lint() says so: any role_assignment may name it
  declared->second.used = true;
  read_role_paths(r, *declared->second.node, holder, scope);
  return holder;
}

void read_by(Reader& r, const Node& node, Rule& rule, const Scope& scope) {
  const Node* names = &node;
  if (node.is_mapping()) {
    Keys keys(r, node, {"each"}, "`by`");
    rule.each_holder = true;
    names = keys.require("each", "a role");
  }
  if (!names) return;
  for (const Node* name : as_list(*names)) rule.by.push_back(read_holder(r, *name, scope));
}

Sample read_sample(Reader& r, const Node& node, const Scope& scope) {
  Sample sample;
  if (!node.is_mapping()) {
    sample.share = read_share(r, node);
    return sample;
  }
  const Keys keys(r, node, {"share", "count", "strata", "seed"}, "a sample");
  const Node *share = keys["share"], *count = keys["count"];
  if ((share == nullptr) == (count == nullptr))
    r.error(codes::missing_key, node, "a sample has either a share or a count", "`share: 20%` or `count: 3`");
  if (share) sample.share = read_share(r, *share);
  if (count) sample.count = read_count(r, *count);
  if (const Node* strata = keys["strata"])
    for (const Node* path : as_list(*strata))
      if (auto stratum = read_path(r, *path, scope)) sample.strata.push_back(std::move(*stratum));
  if (const Node* seed = keys["seed"]) sample.seed = read_text(r, *seed, "a text").value_or("");
  return sample;
}

std::vector<Channel> read_channels(Reader& r, const Node& node, const Scope& scope) {
  std::vector<Channel> channels;
  for (const Node* item : as_list(node)) {
    channels.push_back(read_channel(r, *item, scope));
    for (std::size_t i = 0; i + 1 < channels.size(); ++i)
      if (channels[i].name == channels.back().name)
        r.report.error(codes::taken_name, channels.back().at,
                       "the channel `" + channels[i].name + "` is given twice", "", "", channels[i].at);
  }
  return channels;
}

std::vector<Reminder> read_reminders(Reader& r, const Node& node, const Scope& scope) {
  std::vector<Reminder> reminders;
  for (const Node* item : as_list(node)) {
    Reminder reminder;
    reminder.at = r.at(*item);
    Keys keys(r, *item, {"before", "tell"}, "a reminder");
    if (const Node* before = keys.require("before", "a period before the due date"))
      reminder.before = read_period(r, *before);
    if (const Node* tell = keys["tell"]) reminder.tell = read_told(r, *tell, scope);
    reminders.push_back(std::move(reminder));
  }
  return reminders;
}

std::vector<Notice> read_notices(Reader& r, const Node& node, const Scope& scope) {
  std::vector<Notice> notices;
  for (const Node* item : as_list(node)) {
    Notice notice;
    notice.at = r.at(*item);
    Keys keys(r, *item, {"after", "tell"}, "a notice");
    if (const Node* after = keys.require("after", "a period after the due date"))
      notice.after = read_period(r, *after);
    if (const Node* tell = keys.require("tell", "a role")) notice.tell = read_told(r, *tell, scope);
    notices.push_back(std::move(notice));
  }
  return notices;
}

} // namespace aftercourse::reading
