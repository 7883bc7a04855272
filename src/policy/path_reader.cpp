#include <algorithm>

#include "codes.hpp"
#include "resolve.hpp"

namespace aftercourse {

bool Path::ends_in_row() const noexcept {
  if (steps.empty()) return true;
  const Step::Type last = steps.back().type;
  return last == Step::Type::reference || last == Step::Type::in_force;
}

namespace reading {

namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t dot; (dot = text.find('.')) != text.npos; text.remove_prefix(dot + 1))
    out.push_back(text.substr(0, dot));
  out.push_back(text);
  return out;
}

void end_in_row(Path& path, Step step, std::size_t kind) {
  path.steps.push_back(step);
  path.end_kind = kind;
  path.type = FieldType::reference;
}

void end_in_value(Path& path, Step step, FieldType type, bool list = false) {
  path.steps.push_back(step);
  path.type = type;
  path.list = list;
}

/// A field of the row that the path has reached, `duration` or `id`.
bool take_field(const Vocabulary& v, Path& path, std::string_view word) {
  const std::size_t kind = path.end_kind;
  if (const auto index = v.find_field(kind, word)) {
    const Field& field = v.field(kind, *index);
    if (field.type == FieldType::reference && !field.list && !field.target.empty())
      end_in_row(path, {Step::Type::reference, kind, *index}, v.target().at(field.target));
    else
      end_in_value(path, {Step::Type::value, kind, *index}, field.type, field.list);
    return true;
  }
  if (word == "duration" && v.spans(kind)) {
    end_in_value(path, {Step::Type::duration, kind, 0}, FieldType::integer);
    return true;
  }
  if (word == "recorded") {
    end_in_value(path, {Step::Type::recorded, kind, 0}, FieldType::date);
    return true;
  }
  if (word == "id") {
    end_in_value(path, {Step::Type::id, kind, 0}, FieldType::text);
    return true;
  }
  return false;
}

/// The fact of the kind `word` that refers to the row reached and is in force.
bool take_in_force(const Vocabulary& v, Path& path, std::string_view word) {
  const auto kind = v.find_kind(word);
  if (!kind) return false;
  const auto field = v.reference(*kind, path.end_kind);
  if (!field) return false;
  end_in_row(path, {Step::Type::in_force, *kind, *field}, *kind);
  return true;
}

Path starting(Path::Root root, std::size_t kind) {
  Path path;
  path.root = root;
  path.root_kind = path.end_kind = kind;
  return path;
}

std::vector<Path> starts(const Scope& scope) {
  std::vector<Path> out;
  if (scope.row) out.push_back(starting(Path::Root::row, *scope.row));
  if (scope.subject) out.push_back(starting(Path::Root::subject, *scope.subject));
  if (scope.anchor) out.push_back(starting(Path::Root::anchor, *scope.anchor));
  return out;
}

std::optional<Path> take_first(const Vocabulary& v, std::string_view word, const Scope& scope) {
  for (Path path : starts(scope))
    if (take_field(v, path, word) || v.name(path.root_kind) == word) return path;
  for (Path path : starts(scope))
    if (take_in_force(v, path, word)) return path;
  // Where the fact looked at is of their kind, only these words lead to the task's own.
  if (word == "subject" && scope.subject) return starting(Path::Root::subject, *scope.subject);
  if (word == "anchor" && scope.anchor) return starting(Path::Root::anchor, *scope.anchor);
  return {};
}

void add_reachable(const Vocabulary& v, std::size_t kind, std::vector<std::string>& out) {
  for (const std::string& field : v.field_names(kind)) out.push_back(field);
  for (const std::string& other : v.kind_names())
    if (v.reference(*v.find_kind(other), kind)) out.push_back(other);
  if (v.spans(kind)) out.emplace_back("duration");
}

void report_first(Reader& r, const Node& node, std::string_view word, const Scope& scope) {
  auto names = keys_of(r.parameter_uses); // a parameter may be meant
  std::string expected;
  for (const Path& start : starts(scope)) {
    const std::string& kind = r.vocabulary.name(start.root_kind);
    if (expected.find('`' + kind + '`') == std::string::npos)
      expected += (expected.empty() ? "a field of `" : ", of `") + kind + '`';
    names.push_back(kind);
    add_reachable(r.vocabulary, start.root_kind, names);
  }
  r.error(codes::unknown_path, node, "nothing here is called `" + std::string(word) + "`", expected,
          suggest(word, names));
}

void report_next(Reader& r, const Node& node, const Path& path, std::string_view word) {
  if (!path.ends_in_row())
    return r.error(codes::unknown_path, node,
                   "`" + std::string(word) + "` follows a value (" + std::string(name_of(path.type)) + ")",
                   "a path whose words before the last lead to facts");
  std::vector<std::string> names;
  add_reachable(r.vocabulary, path.end_kind, names);
  r.error(codes::unknown_path, node,
          with_article(r.vocabulary.name(path.end_kind)) + " has no `" + std::string(word) + "`", "",
          suggest(word, names));
}

} // namespace

std::optional<Path> read_path(Reader& r, const Node& node, std::string_view text, const Scope& scope) {
  if (!scope.known) return {};
  const auto words = words_of(text);
  auto path = take_first(r.vocabulary, words.front(), scope);
  if (!path) {
    report_first(r, node, words.front(), scope);
    return {};
  }
  for (std::size_t i = 1; i < words.size(); ++i)
    if (!path->ends_in_row() ||
        (!take_field(r.vocabulary, *path, words[i]) && !take_in_force(r.vocabulary, *path, words[i]))) {
      report_next(r, node, *path, words[i]);
      return {};
    }
  path->text = text;
  path->at = r.at(node);
  return path;
}

std::optional<Path> read_path(Reader& r, const Node& node, const Scope& scope) {
  const auto text = read_text(r, node, "a path such as `programme.unit`");
  return text ? read_path(r, node, *text, scope) : std::nullopt;
}

std::optional<Path> read_date_path(Reader& r, const Node& node, const Scope& scope) {
  auto path = read_path(r, node, scope);
  if (!path || (path->type == FieldType::date && !path->list)) return path;
  r.error(codes::wrong_path, node, "`" + path->text + "` is no date", "a path to a date");
  return {};
}

std::optional<RowsAndValue> read_rows(Reader& r, const Node& node, const Scope& scope) {
  const auto text = read_text(r, node, "a kind, or a kind and a field of it");
  if (!text) return {};
  const std::size_t dot = std::min(text->find('.'), text->size());
  const auto kind = read_kind(r, node, std::string_view(*text).substr(0, dot));
  if (!kind) return {};
  RowsAndValue out{*kind, {}};
  if (dot == text->size()) return out;
  Scope only_row;
  only_row.row = kind;
  only_row.known = scope.known;
  out.value = read_path(r, node, std::string_view(*text).substr(dot + 1), only_row);
  if (out.value) out.value->text = *text;
  return out.value ? std::optional(out) : std::nullopt;
}

} // namespace reading

} // namespace aftercourse
