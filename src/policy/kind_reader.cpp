#include <algorithm>

#include "codes.hpp"
#include "declarations.hpp"

namespace aftercourse::reading {

namespace {

struct TypeName {
  std::string_view name;
  FieldType type;
};
constexpr TypeName type_names[] = {{"text", FieldType::text},       {"integer", FieldType::integer},
                                   {"decimal", FieldType::decimal}, {"real", FieldType::real},
                                   {"boolean", FieldType::boolean}, {"date", FieldType::date},
                                   {"instant", FieldType::instant}};

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// Reads the fields and kinds of one policy; other kinds may be those of the base or of the policy itself.
class KindReader {
 public:
  KindReader(Reader& r, std::vector<std::string> kinds) : r_(r), kinds_(std::move(kinds)) {}

  Kind read(const Node& key, const Node& node, bool extension) {
    Kind kind;
    kind.name = key.text;
    Keys keys(r_, node,
              extension ? std::vector<std::string>{"fields"}
                        : std::vector<std::string>{"fields", "title", "about", "order"},
              extension ? "an extension" : "a kind");
    if (const Node* title = keys["title"]) kind.title = read_title(r_, *title);
    if (const Node* about = keys["about"]) kind.about = read_text(r_, *about, "a text").value_or("");
    if (const Node* fields = keys.require("fields", "`{field: type}`")) read_fields(*fields, kind, extension);
    if (const Node* order = keys["order"]) read_orders(*order, kind);
    if (!extension) add_usual_fields(kind);
    return kind;
  }

 private:
  void read_fields(const Node& node, Kind& kind, bool extension) {
    if (!node.is_mapping())
      return r_.error(codes::wrong_form, node, "these are no fields", "`{field: type}`");
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      Field field;
      field.name = node.keys[i].text;
      field.required = !extension;
      if (node.items[i].is_sequence())
        read_labels(node.items[i], field);
      else if (const auto text = read_text(r_, node.items[i], "a type"))
        read_type(node.items[i], *text, field);
      if (field.list) field.required = false;
      kind.fields.push_back(std::move(field));
    }
  }

  void read_labels(const Node& node, Field& field) {
    field.type = FieldType::category;
    field.labels = read_texts(r_, node, "a label");
    if (!field.labels.empty()) return;
    r_.error(codes::bad_kind, node, "a choice of nothing", "`[a, b]`");
    field.labels.emplace_back("none"); // so that only this fault is reported
  }

  void read_type(const Node& node, std::string_view text, Field& field) {
    if (text.ends_with('?')) {
      field.required = false;
      text.remove_suffix(1);
    }
    field.personal = take_prefix(text, "personal ");
    field.list = take_prefix(text, "list of ");
    if (text.starts_with('[') && text.ends_with(']')) return read_inline_labels(text, field);
    for (const TypeName& known : type_names)
      if (known.name == text) {
        field.type = known.type;
        if (field.list && field.type != FieldType::text) {
          field.type = FieldType::text;
          r_.error(codes::bad_kind, node, "a list of " + std::string(text),
                   "`list of text`, or `list of <kind>`");
        }
        return;
      }
    field.type = FieldType::reference;
    if (text == "any") return;
    if (std::find(kinds_.begin(), kinds_.end(), text) != kinds_.end()) {
      field.target = text;
      return;
    }
    field.type = FieldType::text; // so that only this fault is reported
    std::vector<std::string> names = kinds_;
    for (const TypeName& known : type_names) names.emplace_back(known.name);
    r_.error(codes::bad_kind, node, "unknown type `" + std::string(text) + "`",
             "`text`, `date`, `decimal` ..., a kind, or `[a, b]`", suggest(text, names));
  }

  /// "[a, b]?" in quotes: a choice that may be missing.
  static void read_inline_labels(std::string_view text, Field& field) {
    field.type = FieldType::category;
    text = text.substr(1, text.size() - 2);
    while (!text.empty()) {
      const std::size_t comma = std::min(text.find(','), text.size());
      std::string_view label = text.substr(0, comma);
      label.remove_prefix(std::min(label.find_first_not_of(' '), label.size()));
      while (label.ends_with(' ')) label.remove_suffix(1);
      field.labels.emplace_back(label);
      text.remove_prefix(std::min(comma + 1, text.size()));
    }
  }

  void read_orders(const Node& node, Kind& kind) {
    for (const Node* pair : as_list(node)) {
      const auto names = pair->is_sequence() ? read_texts(r_, *pair, "a field") : std::vector<std::string>{};
      if (names.size() != 2) {
        r_.error(codes::wrong_form, *pair, "an order is of two fields", "`[[starts, ends]]`");
        continue;
      }
      bool known = true;
      for (const std::string& name : names)
        if (!kind.find(name)) {
          known = false;
          r_.error(codes::unknown_field, *pair, "there is no field `" + name + "`", "a field of this kind");
        }
      if (known) kind.orders.push_back({names[0], names[1]});
    }
  }

  /// What lets a fact be meant for a task.
  static void add_usual_fields(Kind& kind) {
    Field tasks, period;
    tasks.name = "tasks";
    tasks.list = true;
    period.name = "period";
    if (!kind.find(tasks.name)) kind.fields.push_back(std::move(tasks));
    if (!kind.find(period.name)) kind.fields.push_back(std::move(period));
  }

  Reader& r_;
  std::vector<std::string> kinds_;
};

} // namespace

std::vector<Kind> read_kinds(Report& report, const Node& root, const Schema& base) {
  Reader r(report, Vocabulary(base, base));
  std::vector<std::string> names = r.vocabulary.kind_names();
  const Node *kinds = root.find("kinds"), *extend = root.find("extend");
  for (const Node* node : {kinds, extend})
    if (node && !node->is_mapping())
      report.error(codes::wrong_form, report.at(*node), "these are no kinds", "`{kind: {fields: ...}}`");
  if (kinds)
    for (const Node& key : kinds->keys) names.push_back(key.text);
  KindReader reader(r, names);
  std::vector<Kind> out;
  for (std::size_t i = 0; kinds && i < kinds->keys.size(); ++i) {
    if (Schema::built_in().find(kinds->keys[i].text))
      report.error(codes::taken_name, report.at(kinds->keys[i]),
                   "`" + kinds->keys[i].text + "` is a built-in kind",
                   "another name, or `extend` to add fields to it");
    else
      out.push_back(reader.read(kinds->keys[i], kinds->items[i], false));
  }
  for (std::size_t i = 0; extend && i < extend->keys.size(); ++i) {
    if (!read_kind(r, extend->keys[i], extend->keys[i].text)) continue;
    out.push_back(reader.read(extend->keys[i], extend->items[i], true));
  }
  return out;
}

} // namespace aftercourse::reading
