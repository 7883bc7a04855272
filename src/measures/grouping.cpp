#include "grouping.hpp"

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
std::optional<Path> from_root(const Schema& schema, Path::Root root, std::size_t kind, std::string_view text,
                              const std::vector<std::string>& words) {
  if (auto path = along(schema, start_at(root, kind, text), words, 0)) return path;
  if (words.front() == schema.kind(kind).name) return along(schema, start_at(root, kind, text), words, 1);
  return std::nullopt;
}

/// The nearest row of the kind named, along references.
std::optional<Path> nearest_kind(const Schema& schema, Path::Root root, std::size_t kind,
                                 std::string_view name) {
  std::deque<Path> frontier{start_at(root, kind, name)};
  std::vector<bool> seen(schema.kinds().size(), false);
  while (!frontier.empty()) {
    const Path path = frontier.front();
    frontier.pop_front();
    if (schema.kind(path.end_kind).name == name) return path;
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

/// A field of that name on a row that the root leads to: `lecturer` of an enrolment is its programme's.
std::optional<Path> nearest_field(const Schema& schema, Path::Root root, std::size_t kind,
                                  std::string_view name) {
  std::deque<Path> frontier{start_at(root, kind, name)};
  std::vector<bool> seen(schema.kinds().size(), false);
  while (!frontier.empty()) {
    const Path path = frontier.front();
    frontier.pop_front();
    if (seen[path.end_kind] || path.steps.size() > 4) continue;
    seen[path.end_kind] = true;
    Path hit = path;
    if (schema.kind(path.end_kind).find(name) && extend(schema, hit, std::string(name), true)) return hit;
    for (const Field& f : schema.kind(path.end_kind).fields) {
      Path next = path;
      if (f.type == FieldType::reference && !f.list && !f.target.empty() &&
          extend(schema, next, f.name, false))
        frontier.push_back(std::move(next));
    }
  }
  return std::nullopt;
}

} // namespace

std::optional<Path> group_path(const Schema& schema, std::string_view name, std::size_t subject_kind,
                               std::optional<std::size_t> anchor_kind) {
  const auto words = split(name);
  if (auto path = from_root(schema, Path::Root::subject, subject_kind, name, words)) return path;
  if (anchor_kind)
    if (auto path = from_root(schema, Path::Root::anchor, *anchor_kind, name, words)) return path;
  if (words.size() > 1) return std::nullopt;
  for (auto* find : {&nearest_kind, &nearest_field}) {
    if (auto path = find(schema, Path::Root::subject, subject_kind, name)) return path;
    if (anchor_kind)
      if (auto path = find(schema, Path::Root::anchor, *anchor_kind, name)) return path;
  }
  return std::nullopt;
}

std::optional<PeriodUnit> period_named(std::string_view name) noexcept {
  if (name == "month") return PeriodUnit::months;
  if (name == "quarter") return PeriodUnit::quarters;
  if (name == "year") return PeriodUnit::years;
  return std::nullopt;
}

std::uint32_t GroupCodes::code(std::string_view text) {
  if (text.empty()) return no_code;
  const auto [entry, fresh] =
      known_.try_emplace(std::string(text), static_cast<std::uint32_t>(words_.size()));
  if (fresh) words_.emplace_back(text);
  return entry->second;
}

void GroupCodes::add(std::string_view text) { codes_.push_back(code(text)); }

std::string group_text(const Evaluator& evaluator, const Path& path, const Viewpoint& from) {
  return to_string(evaluator.value(path, from));
}

} // namespace aftercourse
