#include "statistic_reader.hpp"

#include <algorithm>
#include <array>

#include <aftercourse/statistics/function.hpp>

#include "codes.hpp"
#include "resolve.hpp"

namespace aftercourse::reading {

namespace {

using statistics::Parameter;
using ParameterKind = Parameter::Kind;

const statistics::Function* read_function(Reader& r, const Node& node) {
  const auto name = read_text(r, node, "a statistic such as `t_test`");
  if (!name) return nullptr;
  std::vector<std::string> names;
  for (const statistics::Function& f : statistics::functions()) {
    if (f.name == *name) return &f;
    names.emplace_back(f.name);
  }
  r.error(codes::unknown_measure, node, "there is no statistic `" + *name + "`",
          "a function of docs/statistics.md", suggest(*name, names));
  return nullptr;
}

/// A column: a value of the same facts, written like `of` with the kind first.
std::optional<Path> read_column(Reader& r, const Node& node, std::size_t kind) {
  const auto rows = read_rows(r, node, {});
  if (!rows) return std::nullopt;
  const bool usable = rows->value && rows->kind == kind && !rows->value->list;
  if (!usable)
    r.error(codes::wrong_path, node, "this is no single value of the same facts",
            "a value of " + with_article(r.vocabulary.name(kind)));
  return usable ? rows->value : std::nullopt;
}

std::optional<double> read_number(Reader& r, const Node& node) {
  const auto text = read_text(r, node, "a number");
  if (!text) return std::nullopt;
  if (const auto number = Decimal::parse(*text)) return number->to_double();
  r.error(codes::wrong_value, node, "`" + *text + "` is no number", "a number");
  return std::nullopt;
}

std::vector<double> read_numbers(Reader& r, const Node& node) {
  std::vector<double> out;
  for (const Node* item : as_list(node))
    if (const auto number = read_number(r, *item)) out.push_back(*number);
  return out;
}

std::map<std::string, std::vector<std::string>> read_lists(Reader& r, const Node& node) {
  std::map<std::string, std::vector<std::string>> out;
  if (!node.is_mapping())
    r.error(codes::wrong_form, node, "expected names with lists of texts", "{name: [text]}");
  for (std::size_t i = 0; i < node.keys.size(); ++i)
    out[node.keys[i].text] = read_texts(r, node.items[i], "a text");
  return out;
}

/// Texts among which may be columns: the factors and covariates of a model.
std::vector<std::string> read_terms(Reader& r, const Node& node, const Parameter& p, MeasureRule& m) {
  std::vector<std::string> terms = read_texts(r, node, "a text");
  const std::string kind = r.vocabulary.name(m.kind) + ".";
  const auto nodes = as_list(node);
  for (std::size_t i = 0; i < nodes.size() && i < terms.size(); ++i) {
    if (!terms[i].starts_with(kind)) continue;
    auto path = read_column(r, *nodes[i], m.kind);
    if (!path) continue;
    terms[i] = path->text;
    m.statistic->columns[std::string(p.name)].push_back(std::move(*path));
  }
  return terms;
}

void read_option(Reader& r, const Node& node, const Parameter& p, MeasureRule& m) {
  statistics::Options& options = m.statistic->options;
  const auto set = [&](auto value) { options.insert_or_assign(std::string(p.name), std::move(value)); };
  const auto set_read = [&](auto value) {
    if (value) set(std::move(*value));
  };
  switch (p.kind) {
  case ParameterKind::flag:
    return set_read(read_boolean(r, node));
  case ParameterKind::integer:
    return set_read(read_integer(r, node, std::numeric_limits<std::int64_t>::min()));
  case ParameterKind::number:
    return set_read(read_number(r, node));
  case ParameterKind::text:
    return set_read(read_text(r, node, "a text"));
  case ParameterKind::texts:
    return set(read_terms(r, node, p, m));
  case ParameterKind::numbers:
    return set(read_numbers(r, node));
  case ParameterKind::table: {
    std::vector<std::vector<double>> rows;
    for (const Node* row : as_list(node)) rows.push_back(read_numbers(r, *row));
    return set(std::move(rows));
  }
  default:
    return set(read_lists(r, node));
  }
}

void read_argument(Reader& r, const Node& node, const Parameter& p, MeasureRule& m) {
  StatisticRule& statistic = *m.statistic;
  const std::string name(p.name);
  if (p.kind != ParameterKind::column && p.kind != ParameterKind::columns) return read_option(r, node, p, m);
  std::vector<std::string> columns;
  const auto nodes = p.kind == ParameterKind::column ? std::vector<const Node*>{&node} : as_list(node);
  for (const Node* item : nodes)
    if (auto path = read_column(r, *item, m.kind)) {
      columns.push_back(path->text);
      statistic.columns[name].push_back(std::move(*path));
    }
  if (columns.empty()) return;
  statistic.options.insert_or_assign(name, p.kind == ParameterKind::column
                                               ? statistics::Option(columns.front())
                                               : statistics::Option(std::move(columns)));
}

} // namespace

void read_statistic(Reader& r, const Node& node, MeasureRule& m) {
  const Node* named = node.find("function");
  const statistics::Function* f = named != nullptr ? read_function(r, *named) : nullptr;
  std::vector<std::string> known{"of", "function", "where", "dated", "level", "missing"};
  if (f != nullptr)
    for (const Parameter& p : f->parameters) known.emplace_back(p.name);
  Keys keys(r, node, known, "`statistic`");
  if (!keys) return;
  keys.require("function", "a function of docs/statistics.md");
  const Node* of = keys.require("of", "a kind");
  const auto rows = of != nullptr ? read_rows(r, *of, {}) : std::nullopt;
  if (!rows || f == nullptr) return;
  if (rows->value)
    r.error(codes::wrong_path, *of, "a statistic is of facts; its columns name their values", "a kind");
  m.kind = rows->kind;
  m.statistic.emplace();
  m.statistic->function = f->name;
  for (const Parameter& p : f->parameters)
    if (const Node* given =
            p.required ? keys.require(p.name, "an argument of `" + std::string(f->name) + "`") : keys[p.name])
      read_argument(r, *given, p, m);
  if (const Node* level = keys["level"])
    if (const auto number = read_number(r, *level)) m.statistic->options.insert_or_assign("level", *number);
  if (const Node* missing = keys["missing"])
    if (const auto choice = read_choice(r, *missing, {"drop", "error"}))
      m.statistic->options.insert_or_assign("missing", std::string(*choice == 0 ? "drop" : "error"));
  Scope row;
  row.row = m.kind;
  if (const Node* where = keys["where"]) m.where = read_condition(r, *where, row);
  if (const Node* dated = keys["dated"]) m.dated = read_date_path(r, *dated, row);
}

} // namespace aftercourse::reading
