#include "model_measure.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <aftercourse/statistics/function.hpp>

#include "fact_columns.hpp"

namespace aftercourse {

namespace {

using statistics::Variable;

bool is_label(FieldType type) noexcept {
  return type == FieldType::text || type == FieldType::category || type == FieldType::reference;
}

/// Values one by one as a column of numbers or labels.
class VariableBuilder {
 public:
  VariableBuilder(const std::string& name, const Path& path) : path_(&path) {
    variable_.name = name;
    variable_.is_label = is_label(path.type);
  }

  void add(const Value& value) {
    if (variable_.is_label)
      variable_.labels.codes.push_back(label(value));
    else
      variable_.numbers.push_back(number(value));
  }
  const Path& path() const noexcept { return *path_; }
  Variable finish() { return std::move(variable_); }

 private:
  std::int32_t label(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) return statistics::no_label;
    const auto [at, is_new] = codes_.try_emplace(*text, static_cast<std::int32_t>(codes_.size()));
    if (is_new) variable_.labels.names.push_back(*text);
    return at->second;
  }

  static double number(const Value& value) {
    constexpr double day = 86'400e6;
    if (const auto* v = std::get_if<std::int64_t>(&value)) return static_cast<double>(*v);
    if (const auto* v = std::get_if<Decimal>(&value)) return v->to_double();
    if (const auto* v = std::get_if<double>(&value)) return *v;
    if (const auto* v = std::get_if<bool>(&value)) return *v ? 1 : 0;
    if (const auto* v = std::get_if<Date>(&value)) return v->days();
    if (const auto* v = std::get_if<Instant>(&value)) return static_cast<double>(v->microseconds()) / day;
    return statistics::no_value;
  }

  const Path* path_;
  Variable variable_;
  std::map<std::string, std::int32_t> codes_;
};

/// The rows of one group, by their place in the columns, and who answered them.
struct ModelGroup {
  std::vector<std::size_t> rows;
  std::set<std::string> respondents;
};

class ModelMeasure {
 public:
  ModelMeasure(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query)
      : tasks_(tasks), asked_(asked), rule_(*asked.rule), query_(query), by_(grouping_of(asked, query)),
        within_(within(rule_, query, tasks.facts().schema())), days_(tasks.facts(), rule_.kind),
        evaluator_(tasks.facts()), columns_(read_facts(tasks, asked, query, by_, within_)) {}

  std::vector<MeasuredRow> run() {
    for (const auto& [words, group] : groups()) add_group(words, group);
    if (rows_.empty() && by_.empty()) add_group({}, {});
    return std::move(rows_);
  }

 private:
  std::map<std::vector<std::string>, ModelGroup, MissingLast> groups() const {
    std::map<std::vector<std::string>, ModelGroup, MissingLast> out;
    const auto respondent = std::ranges::find(within_, Within::respondent);
    const auto at = by_.size() + static_cast<std::size_t>(respondent - within_.begin());
    for (std::size_t i = 0; i < columns_.rows.size(); ++i) {
      ModelGroup& group = out[words_of(columns_.groups, by_.size(), i)];
      group.rows.push_back(i);
      if (respondent != within_.end()) group.respondents.insert(columns_.groups[at].text(i));
    }
    return out;
  }

  statistics::Data data_of(const ModelGroup& group) const {
    std::map<std::string, VariableBuilder> builders;
    for (const auto& [argument, paths] : rule_.statistic->columns)
      for (const Path& path : paths) builders.try_emplace(path.text, path.text, path);
    for (const std::size_t i : group.rows) {
      const Viewpoint from = viewpoint_of(tasks_, asked_, columns_.rows[i], days_.known(columns_.rows[i]));
      for (auto& [name, builder] : builders) builder.add(evaluator_.value(builder.path(), from));
    }
    std::vector<Variable> variables;
    for (auto& [name, builder] : builders) variables.push_back(builder.finish());
    return statistics::Data(std::move(variables));
  }

  statistics::Options options() const {
    statistics::Options out = rule_.statistic->options;
    out.try_emplace("level", query_.level);
    return out;
  }

  void add_group(const std::vector<std::string>& words, const ModelGroup& group) {
    MeasuredRow row = model_row(asked_, words);
    if (group.rows.empty()) {
      row.state = "no data";
      return rows_.push_back(std::move(row));
    }
    const auto people = static_cast<std::int64_t>(group.respondents.size());
    if (people > 0 && people < fewest_published) return rows_.push_back(suppressed(row));
    const statistics::Data data = data_of(group);
    const statistics::Result result = statistics::call(rule_.statistic->function, data, options());
    const bool is_one = result.find("estimate") != nullptr;
    const Frame table = is_one ? Frame() : result.table();
    const double n = result.number("n");
    if (people > 0 && (n < fewest_published || tells_of_few(table, data, n)))
      return rows_.push_back(suppressed(row));
    row.words = result.words();
    row.bounds.name = *std::get_if<std::string>(result.find("estimator"));
    row.missing = static_cast<std::int64_t>(result.number("missing"));
    row.out_of = n;
    if (is_one) return add_estimate(std::move(row), result);
    add_table(row, table);
  }

  static const Column* column_of(const Frame& table, std::string_view name) {
    const auto found = std::ranges::find(table.columns(), name, &Column::name);
    return found == table.columns().end() ? nullptr : &*found;
  }

  /// What counts the people of each row of a table, so that each is judged by itself; null without.
  static const Column* count_column(const Frame& table) {
    const Column* n = column_of(table, "n");
    return n != nullptr ? n : column_of(table, "responses");
  }

  /// How many rows each label has that the statistic compares.
  std::map<std::string, std::int64_t> compared(const statistics::Data& data) const {
    std::map<std::string, std::int64_t> rows;
    for (const auto& [argument, paths] : rule_.statistic->columns) {
      if (argument == "cluster" || argument == "learner" || argument == "unit" || argument == "random")
        continue;
      for (const Path& path : paths) {
        const Variable& column = data.at(path.text);
        for (const std::int32_t code : column.labels.codes)
          if (column.is_label && code != statistics::no_label)
            ++rows[column.labels.names[static_cast<std::size_t>(code)]];
      }
    }
    return rows;
  }

  /// Whether a table shows fewer than five people: it compares a group of fewer - a mean of few shows in its
  /// sentence - without a row for each label that is judged by itself; or it has a row for fewer than five,
  /// as the points of a chart do.
  bool tells_of_few(const Frame& table, const statistics::Data& data, double n) const {
    const std::map<std::string, std::int64_t> labels = compared(data);
    const bool counts = count_column(table) != nullptr;
    const auto has_all = [&](const Column& column) {
      return column.type == Column::Type::text && std::ranges::all_of(labels, [&](const auto& label) {
               return std::ranges::find(column.words, label.first) != column.words.end();
             });
    };
    if (counts && std::ranges::any_of(table.columns(), has_all)) return false;
    if (!counts && static_cast<double>(table.rows()) * fewest_published > n) return true;
    return std::ranges::any_of(labels, [](const auto& label) { return label.second < fewest_published; });
  }

  void add_estimate(MeasuredRow row, const statistics::Result& result) {
    row.value = if_finite(result.number("estimate"));
    row.bounds.low = number_or_none(result, "low");
    row.bounds.high = number_or_none(result, "high");
    row.p_value = number_or_none(result, "p_value");
    row.state = row.value ? "ok" : "not estimable";
    rows_.push_back(std::move(row));
  }

  void add_table(const MeasuredRow& row, const Frame& table) {
    const auto real = [&](const Column* c, std::size_t i) -> std::optional<double> {
      if (c == nullptr || c->type != Column::Type::real || c->is_null(i)) return std::nullopt;
      return c->reals[i];
    };
    const Column *values = value_column(table), *low = column_of(table, "low"),
                 *high = column_of(table, "high"), *counted = count_column(table),
                 *adjusted = column_of(table, "p_adjusted"),
                 *p = adjusted != nullptr ? adjusted : column_of(table, "p_value");
    const bool guarded = std::ranges::find(within_, Within::respondent) != within_.end();
    for (std::size_t i = 0; i < table.rows(); ++i) {
      MeasuredRow one = row;
      one.level = name_of_row(table, i);
      one.value = real(values, i);
      one.bounds.low = real(low, i);
      one.bounds.high = real(high, i);
      one.p_value = real(p, i);
      one.state = one.value ? "ok" : "not estimable";
      if (counted != nullptr && counted->type == Column::Type::integer) {
        one.out_of = static_cast<double>(counted->integers[i]);
        if (guarded && counted->integers[i] < fewest_published) {
          std::string level = std::move(one.level);
          one = suppressed(one);
          one.level = std::move(level);
        }
      }
      rows_.push_back(std::move(one));
    }
    if (table.rows() == 0) rows_.emplace_back(row).state = "not estimable";
  }

  /// The number that a table of a statistic is about: of several the one that the sentence gives.
  static const Column* value_column(const Frame& table) {
    for (const char* name : {"score", "premium", "shrunken", "estimate", "difference", "posterior_mean",
                             "incidence", "survival", "share", "mean", "median", "value"})
      if (const Column* c = column_of(table, name); c != nullptr && c->type == Column::Type::real) return c;
    return nullptr;
  }

  /// The labels that a row begins with ("self / superior"), or its first number.
  static std::string name_of_row(const Frame& table, std::size_t i) {
    std::string name;
    for (const Column& c : table.columns()) {
      const bool is_text = c.type == Column::Type::text;
      if (!is_text && !name.empty()) break;
      const std::string cell = table.cell(i, c.name);
      if (!cell.empty()) name += (name.empty() ? "" : " / ") + cell;
      if (!is_text) break;
    }
    return name;
  }

  static std::optional<double> number_or_none(const statistics::Result& result, std::string_view name) {
    const auto* value = result.find(name);
    const auto* real = value != nullptr ? std::get_if<double>(value) : nullptr;
    return real != nullptr ? if_finite(*real) : std::nullopt;
  }

  const TaskSet& tasks_;
  const AskedMeasure& asked_;
  const MeasureRule& rule_;
  const EvaluationQuery& query_;
  std::vector<std::string> by_;
  std::vector<Within> within_;
  FactDays days_;
  Evaluator evaluator_;
  FactColumns columns_;
  std::vector<MeasuredRow> rows_;
};

} // namespace

std::vector<MeasuredRow> model_rows(const TaskSet& tasks, const AskedMeasure& asked,
                                    const EvaluationQuery& query) {
  return ModelMeasure(tasks, asked, query).run();
}

} // namespace aftercourse
