#include <algorithm>

#include "codes.hpp"
#include "resolve.hpp"

namespace aftercourse::reading {

namespace {

Path to_base(const Vocabulary& v, Path::Root root, std::size_t kind) {
  Path path;
  path.text = v.name(kind);
  path.root = root;
  path.root_kind = path.end_kind = kind;
  return path;
}

std::vector<Path> bases(const Vocabulary& v, const Scope& scope) {
  std::vector<Path> out;
  if (scope.row) out.push_back(to_base(v, Path::Root::row, *scope.row));
  if (scope.subject) out.push_back(to_base(v, Path::Root::subject, *scope.subject));
  if (scope.anchor) out.push_back(to_base(v, Path::Root::anchor, *scope.anchor));
  return out;
}

/// The field of `base` that means the same as reference `field` of `kind`: of the same name, or, where
/// `field` is named like what it refers to, the usual reference to that.
std::optional<std::size_t> counterpart(const Vocabulary& v, const Field& field, std::size_t base) {
  if (const auto same = v.kind(base).find(field.name)) {
    const Field& other = v.kind(base).fields[*same];
    if (other.type == FieldType::reference && !other.list && other.target == field.target)
      return v.find_field(base, field.name);
  }
  if (field.name != field.target) return {};
  return v.reference(base, v.target().at(field.target));
}

/// References that facts of `kind` and the base have in common; required ones first.
Link shared(const Vocabulary& v, std::size_t kind, const Path& base) {
  Link link;
  for (const bool required : {true, false})
    for (const Field& field : v.kind(kind).fields) {
      if (field.type != FieldType::reference || field.list || field.target.empty() ||
          field.required != required)
        continue;
      const auto other = counterpart(v, field, base.root_kind);
      if (!other) continue;
      Path to = base;
      to.steps.push_back({Step::Type::reference, base.root_kind, *other});
      to.end_kind = v.target().at(field.target);
      to.text += '.' + v.field(base.root_kind, *other).name;
      link.ties.push_back({*v.find_field(kind, field.name), std::move(to)});
    }
  return link;
}

void read_tie(Reader& r, const Node& key, const Node& node, std::size_t kind, const Scope& scope,
              Link& link) {
  const auto field = read_field(r, key, kind, key.text);
  const auto to = read_path(r, node, scope);
  if (!field || !to) return;
  const Field& f = r.vocabulary.field(kind, *field);
  if (f.type != FieldType::reference)
    return r.error(codes::wrong_path, key, "`" + f.name + "` refers to no fact",
                   "a reference of " + with_article(r.vocabulary.name(kind)));
  if (to->type != FieldType::reference ||
      (to->ends_in_row() && !f.target.empty() && f.target != r.vocabulary.name(to->end_kind)))
    return r.error(codes::wrong_path, node, "`" + to->text + "` does not lead to what `" + f.name + "` means",
                   "a path to a fact of kind " + (f.target.empty() ? "any" : '`' + f.target + '`'));
  link.ties.push_back({*field, *to});
}

} // namespace

std::optional<Link> usual_link(const Vocabulary& v, std::size_t kind, const Scope& scope) {
  const auto all = bases(v, scope);
  if (all.empty()) return Link{}; // nothing to be tied to: every fact counts
  for (const Path& base : all)
    if (const auto field = v.reference(kind, base.root_kind)) return Link{{{*field, base}}};
  for (const Path& base : all)
    if (Link link = shared(v, kind, base); !link.ties.empty()) return link;
  if (const auto field = v.any_reference(kind)) return Link{{{*field, all.front()}}};
  return {};
}

Link read_link(Reader& r, const Node& at, const Node* node, std::size_t kind, const Scope& scope) {
  if (!node) {
    if (!scope.known) return {};
    if (auto link = usual_link(r.vocabulary, kind, scope)) return *link;
    r.error(codes::no_link, at,
            with_article(r.vocabulary.name(kind)) + " refers to nothing that ties it to the task",
            "`link: {field: path}`");
    return {};
  }
  Link link;
  if (!node->is_mapping() || node->keys.empty()) {
    r.error(codes::wrong_form, *node, "this is no link", "`{field: path}`");
    return link;
  }
  for (std::size_t i = 0; i < node->keys.size(); ++i)
    read_tie(r, node->keys[i], node->items[i], kind, scope, link);
  return link;
}

} // namespace aftercourse::reading
