#include "grouping.hpp"

#include <algorithm>
#include <charconv>
#include <deque>

namespace aftercourse {

namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == '.')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

/// `ended` for a field `ends`, as policies may write it.
std::optional<std::size_t> field_named(const Kind& kind, const std::string& word) {
  if (const auto field = kind.find(word)) return field;
  if (word.ends_with("ed")) return kind.find(word.substr(0, word.size() - 2) + "s");
  return std::nullopt;
}

/// One more word on a path; false when it leads nowhere.
bool extend(const Schema& schema, Path& path, const std::string& word, bool last) {
  const Kind& kind = schema.kind(path.end_kind);
  if (last && word == "id") {
    path.steps.push_back({Step::Type::id, path.end_kind, 0});
    path.type = FieldType::text;
    return true;
  }
  if (last && word == "duration" && kind.spans()) {
    path.steps.push_back({Step::Type::duration, path.end_kind, 0});
    path.type = FieldType::integer;
    return true;
  }
  if (const auto field = field_named(kind, word)) {
    const Field& f = kind.fields[*field];
    if (f.type == FieldType::reference && !f.list && !f.target.empty()) {
      path.steps.push_back({Step::Type::reference, path.end_kind, *field});
      path.end_kind = schema.at(f.target);
      return true;
    }
    if (!last) return false;
    path.steps.push_back({Step::Type::value, path.end_kind, *field});
    path.type = f.type;
    path.list = f.list;
    return true;
  }
  const auto other = schema.find(word);
  if (!other) return false;
  const auto& fields = schema.kind(*other).fields;
  for (std::size_t f = 0; f < fields.size(); ++f)
    if (fields[f].target == kind.name && !fields[f].list) {
      path.steps.push_back({Step::Type::in_force, *other, f});
      path.end_kind = *other;
      return true;
    }
  return false;
}

Path start_at(Path::Root root, std::size_t kind, std::string_view text) {
  Path path;
  path.text = text;
  path.root = root;
  path.root_kind = path.end_kind = kind;
  return path;
}

std::optional<Path> along(const Schema& schema, Path path, const std::vector<std::string>& words,
                          std::size_t first) {
  for (std::size_t i = first; i < words.size(); ++i)
    if (!extend(schema, path, words[i], i + 1 == words.size())) return std::nullopt;
  return path;
}

/// From one root: the kind itself, or a path through its fields.
std::optional<Path> from_root(const Schema& schema, Path start, const std::vector<std::string>& words) {
  if (auto path = along(schema, start, words, 0)) return path;
  if (words.front() == schema.kind(start.root_kind).name) return along(schema, std::move(start), words, 1);
  return std::nullopt;
}

/// The nearest row, along references, for which `found` gives a path; breadth first, fields in their order.
template <class Found>
std::optional<Path> nearest(const Schema& schema, Path start, Found&& found) {
  std::deque<Path> frontier{std::move(start)};
  std::vector<bool> seen(schema.kinds().size(), false);
  while (!frontier.empty()) {
    const Path path = frontier.front();
    frontier.pop_front();
    if (auto hit = found(path)) return hit;
    if (seen[path.end_kind] || path.steps.size() > 4) continue;
    seen[path.end_kind] = true;
    for (const Field& f : schema.kind(path.end_kind).fields) {
      Path next = path;
      if (f.type == FieldType::reference && !f.list && !f.target.empty() &&
          extend(schema, next, f.name, false))
        frontier.push_back(std::move(next));
    }
  }
  return std::nullopt;
}

std::optional<Path> nearest_kind(const Schema& schema, Path start, const std::string& name) {
  return nearest(schema, std::move(start), [&](const Path& at) {
    return schema.kind(at.end_kind).name == name ? std::optional(at) : std::nullopt;
  });
}

/// A field of that name on a row that the root leads to: `lecturer` of an enrolment is its programme's.
std::optional<Path> nearest_field(const Schema& schema, Path start, const std::string& name, bool last) {
  return nearest(schema, std::move(start), [&](Path at) {
    const bool hit = schema.kind(at.end_kind).find(name) && extend(schema, at, name, last);
    return hit ? std::optional(at) : std::nullopt;
  });
}

/// The same, passing over the root's own field.
std::optional<Path> nearest_beyond(const Schema& schema, Path start, const std::string& name, bool last) {
  return nearest(schema, std::move(start), [&](Path at) {
    const bool hit =
        !at.steps.empty() && schema.kind(at.end_kind).find(name) && extend(schema, at, name, last);
    return hit ? std::optional(at) : std::nullopt;
  });
}

/// A dotted path from one of the roots; else its first word is what is nearest.
std::optional<Path> group_path(const Schema& schema, const std::vector<Path>& roots,
                               const std::vector<std::string>& words) {
  for (const Path& root : roots)
    if (auto path = from_root(schema, root, words)) return path;
  const bool last = words.size() == 1;
  for (const Path& root : roots)
    if (const auto path = nearest_kind(schema, root, words.front()))
      if (auto whole = along(schema, *path, words, 1)) return whole;
  for (const Path& root : roots)
    if (const auto path = nearest_field(schema, root, words.front(), last))
      if (auto whole = along(schema, *path, words, 1)) return whole;
  return std::nullopt;
}

/// The number in "level_2"; nothing for other words.
std::optional<std::size_t> level_in(std::string_view word) {
  if (!word.starts_with("level_")) return std::nullopt;
  word.remove_prefix(6);
  std::size_t level = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), level);
  if (error != std::errc() || end != word.data() + word.size() || level == 0) return std::nullopt;
  return level;
}

/// The field by which rows of a kind form a tree: unit.parent.
std::optional<std::size_t> parent_field(const Kind& kind) {
  for (std::size_t f = 0; f < kind.fields.size(); ++f)
    if (kind.fields[f].target == kind.name && !kind.fields[f].list) return f;
  return std::nullopt;
}

} // namespace

std::optional<GroupName> group_named(const Schema& schema, const std::string& name, std::size_t subject_kind,
                                     std::optional<std::size_t> anchor_kind) {
  GroupName group;
  group.text = name;
  if (group.period = period_named(name); group.period) return group;
  auto words = split(name);
  if (const auto level = level_in(words.back()); level && words.size() > 1) {
    group.level = *level;
    words.pop_back();
  }
  std::vector<Path> roots{start_at(Path::Root::subject, subject_kind, name)};
  if (anchor_kind) roots.push_back(start_at(Path::Root::anchor, *anchor_kind, name));
  auto path = group_path(schema, roots, words);
  if (!path && words == std::vector<std::string>{"topic"})
    path = group_path(schema, roots, {"item"}); // of an audit
  if (path) group.paths.push_back(*path);
  // A learner belongs to the unit that employs them that day, where the enrolment says nothing; what is of
  // nobody known belongs to the unit of what it refers to.
  if (words.front() == "unit") {
    if (const auto person = nearest_field(schema, roots.front(), "person", false)) {
      std::vector<std::string> employed{"employment"};
      employed.insert(employed.end(), words.begin(), words.end());
      if (const auto path = along(schema, *person, employed, 0)) group.paths.push_back(*path);
    }
    for (const Path& root : roots)
      if (const auto reached = nearest_beyond(schema, root, "unit", words.size() == 1))
        if (const auto path = along(schema, *reached, words, 1)) group.paths.push_back(*path);
  }
  if (group.paths.empty()) return std::nullopt;
  const bool tree = std::ranges::all_of(
      group.paths, [&](const Path& p) { return p.ends_in_row() && parent_field(schema.kind(p.end_kind)); });
  if (group.level > 0 && !tree) return std::nullopt;
  return group;
}

std::optional<PeriodUnit> period_named(std::string_view name) noexcept {
  if (name == "month") return PeriodUnit::months;
  if (name == "quarter") return PeriodUnit::quarters;
  if (name == "year") return PeriodUnit::years;
  return std::nullopt;
}

GroupReader::GroupReader(const Snapshot& facts, GroupName name, Words& words)
    : evaluator_(facts), name_(std::move(name)), words_(&words) {
  for (const Path& path : name_.paths) {
    reads_subject_ = reads_subject_ || path.root == Path::Root::subject;
    if (path.root == Path::Root::anchor) anchor_kind_ = path.root_kind;
    for (const Step& step : path.steps) reads_day_ = reads_day_ || step.type == Step::Type::in_force;
  }
}

std::uint32_t GroupReader::read(const Viewpoint& from, std::int32_t day) {
  // Neighbours mostly share their group, and what a row leads to does not change: each is looked up once.
  Key key;
  if (name_.period) {
    key.day = day;
  } else {
    if (reads_day_) key.day = from.day.days();
    if (reads_subject_) key.subject = from.subject.row;
    if (anchor_kind_) key.anchor = from.anchor.kind == *anchor_kind_ ? from.anchor.row : no_row;
  }
  if (key == last_) return last_code_;
  const auto [entry, fresh] = known_.try_emplace(key, no_code);
  if (fresh) entry->second = words_->intern_or_missing(look_up(from, day));
  last_ = key;
  return last_code_ = entry->second;
}

std::string GroupReader::look_up(const Viewpoint& from, std::int32_t day) const {
  if (name_.period) return day == no_day ? "" : label_of(*name_.period, Date::unchecked(day));
  for (const Path& path : name_.paths) {
    std::string text = path.ends_in_row() ? row_text(evaluator_.follow(path, from))
                                          : to_string(evaluator_.value(path, from));
    if (!text.empty()) return text;
  }
  return {};
}

std::string GroupReader::row_text(Place place) const {
  if (!place) return {};
  const Table& table = evaluator_.facts().table(place.kind);
  if (name_.level > 0) {
    const std::size_t parent = *parent_field(table.kind());
    std::vector<Row> line{place.row}; // up to the top
    for (Row up = table.target(place.row, parent); up != no_row && line.size() <= table.size();
         up = table.target(up, parent))
      line.push_back(up);
    if (line.size() < name_.level) return {};
    place.row = line[line.size() - name_.level];
  }
  std::string id(table.id(place.row));
  return name_.with_kind ? table.kind().name + "/" + id : id;
}

} // namespace aftercourse
