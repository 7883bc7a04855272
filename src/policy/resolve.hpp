// Reading what is followed, tied and compared: paths, links, settings and conditions.
#pragma once

#include "reader.hpp"

namespace aftercourse::reading {

std::optional<Path> read_path(Reader& r, const Node& node, const Scope& scope);
std::optional<Path> read_path(Reader& r, const Node& node, std::string_view text, const Scope& scope);
/// A path that ends in a date of a fact.
std::optional<Path> read_date_path(Reader& r, const Node& node, const Scope& scope);
/// `kind` or `kind.field...`: the rows and, from the row, the value.
struct RowsAndValue {
  std::size_t kind = 0;
  std::optional<Path> value;
};
std::optional<RowsAndValue> read_rows(Reader& r, const Node& node, const Scope& scope);

/// How facts of `kind` are tied to the task: as `link:` says, else by the first reference that fits; see
/// docs/policy-format.md. Reports when there is no way.
Link read_link(Reader& r, const Node& at, const Node* link, std::size_t kind, const Scope& scope);
std::optional<Link> usual_link(const Vocabulary& v, std::size_t kind, const Scope& scope);

Setting<Period> read_period(Reader& r, const Node& node, bool positive = false);
Setting<Decimal> read_share(Reader& r, const Node& node);
Setting<Value> read_operand(Reader& r, const Node& node, const Expectation& expected);

Condition read_condition(Reader& r, const Node& node, const Scope& scope);
/// One of the forms over rows: exists, none, count, mean ... failed_attempts.
bool is_fold(std::string_view key) noexcept;
Condition read_fold(Reader& r, const Node& key, const Node& node, const Scope& scope);
/// What a mapping of comparisons may say: `at_least` ...; `not` is how people write `differs`.
const std::vector<std::string>& comparison_words();
bool is_comparison(std::string_view key);
/// The comparisons of `node` with the left side that `made` holds; several become `all`.
struct Left {
  Condition made;
  std::vector<std::string> labels; ///< when it is a category
};
Condition read_comparisons(Reader& r, const Node& node, const Left& left, const Scope& scope);
Condition read_where(Reader& r, const Node& node, std::size_t kind, const Scope& scope);

} // namespace aftercourse::reading
