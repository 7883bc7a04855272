#include <algorithm>
#include <array>
#include <charconv>

#include <boost/describe/enum_from_string.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/agreement.hpp>
#include <aftercourse/statistics/cohen_kappa.hpp>
#include <aftercourse/statistics/cronbach_alpha.hpp>
#include <aftercourse/statistics/fleiss_kappa.hpp>
#include <aftercourse/statistics/intraclass_correlation.hpp>
#include <aftercourse/statistics/kendall_w.hpp>
#include <aftercourse/statistics/krippendorff_alpha.hpp>
#include <aftercourse/statistics/mcdonald_omega.hpp>

#include "functions.hpp"

namespace aftercourse::statistics {

namespace {

using Kind = Parameter::Kind;

/// What the raters of a call said, the names of the categories, and the clusters of the units.
struct CalledRatings {
  Ratings ratings;
  std::vector<std::string> categories;
  std::vector<std::int32_t> clusters;
  std::int64_t missing = 0; ///< units whose weight or cluster is missing
};

/// The rows whose weight and cluster are known; all when neither is asked for.
std::vector<std::size_t> rated_rows(const Call& call, const Sample& sample) {
  if (call.given("weights") || call.given("cluster")) return {sample.rows().begin(), sample.rows().end()};
  std::vector<std::size_t> rows(call.data().rows());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
  return rows;
}

std::vector<double> categories_as_numbers(const std::vector<std::string>& names) {
  std::vector<double> numbers;
  for (const std::string& name : names) {
    double value = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value);
    if (error != std::errc() || end != name.data() + name.size())
      throw InvalidArgument("AC5504", "the ratings are numbers, and the category " + name + " is none");
    numbers.push_back(value);
  }
  return numbers;
}

std::string name_of_number(double value) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

template <class T>
std::vector<std::span<const T>> spans_of(const std::vector<std::vector<T>>& columns) {
  return {columns.begin(), columns.end()};
}

/// Numbers, NaN where nobody rated. Without rows to leave out the columns are read where they are.
Ratings ratings_of_numbers(const std::vector<const Variable*>& raters, const std::vector<std::size_t>& rows,
                           const std::vector<double>& declared) {
  std::vector<std::vector<double>> picked;
  std::vector<std::span<const double>> columns;
  for (const Variable* rater : raters) {
    if (rows.size() == rater->size()) {
      columns.push_back(rater->numbers);
      continue;
    }
    std::vector<double>& column = picked.emplace_back();
    for (const std::size_t row : rows) column.push_back(rater->numbers[row]);
  }
  if (!picked.empty()) columns = spans_of(picked);
  return Ratings::of_numbers(columns, declared);
}

/// The labels of all raters in one list: those declared, or else all that occur, in the order of their names.
std::vector<std::string> names_of_categories(const std::vector<Labels>& raters,
                                             std::vector<std::string> declared) {
  if (!declared.empty()) return declared;
  Variable all{.name = {}, .is_label = true, .numbers = {}, .labels = {}};
  for (const Labels& rater : raters)
    for (const std::string& name : rater.names)
      if (std::ranges::find(all.labels.names, name) == all.labels.names.end())
        all.labels.names.push_back(name);
  std::ranges::sort(all.labels.names);
  return all.labels.names;
}

Ratings ratings_of_labels(const std::vector<const Variable*>& raters, const std::vector<std::size_t>& rows,
                          std::vector<std::string>& categories) {
  std::vector<Labels> labels;
  for (const Variable* rater : raters) labels.push_back(occurring(as_labels(*rater)));
  categories = names_of_categories(labels, std::move(categories));
  std::vector<std::vector<std::int32_t>> columns;
  for (const Labels& rater : labels) {
    std::vector<std::int32_t> code;
    for (const std::string& name : rater.names) {
      const auto at = std::ranges::find(categories, name);
      if (at == categories.end()) refuse_unknown("category", name, categories);
      code.push_back(static_cast<std::int32_t>(at - categories.begin()));
    }
    std::vector<std::int32_t>& column = columns.emplace_back();
    for (const std::size_t row : rows) {
      const std::int32_t own = rater.codes[row];
      column.push_back(own < 0 ? Ratings::not_rated : code[static_cast<std::size_t>(own)]);
    }
  }
  return Ratings::of_codes(spans_of(columns), categories.size());
}

std::vector<std::vector<double>> transposed_table(const std::vector<std::vector<double>>& rows) {
  std::vector<std::vector<double>> columns(rows.empty() ? 0 : rows.front().size());
  for (const auto& row : rows)
    for (std::size_t j = 0; j < row.size(); ++j) columns[j].push_back(row[j]);
  return columns;
}

void name_categories(CalledRatings& called) {
  for (std::size_t c = called.categories.size(); c < called.ratings.categories; ++c)
    called.categories.push_back(called.ratings.scores.empty() ? std::to_string(c + 1)
                                                              : name_of_number(called.ratings.scores[c]));
}

void read_counts(const Call& call, CalledRatings& called, const std::vector<std::size_t>& rows) {
  std::vector<std::vector<double>> columns;
  for (const Variable* column : call.variables("counts")) {
    if (column->is_label) throw InvalidArgument("AC5504", "counts: column " + column->name + " holds texts");
    std::vector<double>& counts = columns.emplace_back();
    for (const std::size_t row : rows) counts.push_back(column->missing(row) ? 0 : column->numbers[row]);
    if (called.categories.size() < columns.size()) called.categories.push_back(column->name);
  }
  called.ratings = Ratings::of_counts(spans_of(columns));
  if (std::ranges::all_of(called.categories, [](const std::string& name) {
        double value = 0;
        return std::from_chars(name.data(), name.data() + name.size(), value).ptr ==
               name.data() + name.size();
      }))
    called.ratings.scores = categories_as_numbers(called.categories);
}

std::vector<std::string> declared_categories(const Call& call) {
  std::vector<std::string> names = call.texts("categories");
  for (auto name = names.begin(); name != names.end(); ++name)
    if (std::find(names.begin(), name, *name) != name)
      throw InvalidArgument("AC5504", "the category " + *name + " is declared twice");
  return names;
}

CalledRatings called_ratings(const Call& call) {
  CalledRatings called{.ratings = {}, .categories = declared_categories(call), .clusters = {}};
  const int ways = static_cast<int>(call.given("raters")) + call.given("counts") + call.given("table");
  if (ways != 1)
    throw InvalidArgument("AC5504", "ratings come as raters, as counts or as a table: one of them");
  if (call.given("table")) {
    called.ratings = Ratings::of_table(spans_of(transposed_table(call.table("table"))));
    name_categories(called);
    return called;
  }
  if (call.missing() == Missing::error) call.sample(); // refuses what is missing
  const Sample sample = call.sample({"weights", "cluster"});
  const std::vector<std::size_t> rows = rated_rows(call, sample);
  const auto raters = call.variables("raters");
  if (call.given("counts"))
    read_counts(call, called, rows);
  else if (std::ranges::none_of(raters, [](const Variable* r) { return r->is_label; }))
    called.ratings = ratings_of_numbers(raters, rows, categories_as_numbers(called.categories));
  else
    called.ratings = ratings_of_labels(raters, rows, called.categories);
  name_categories(called);
  called.missing = sample.missing();
  const auto weights = sample.weights();
  called.ratings.times.assign(weights.begin(), weights.end());
  called.clusters = sample.cluster().codes;
  return called;
}

SquareMatrix square_of(const std::vector<std::vector<double>>& rows, std::string_view name) {
  SquareMatrix matrix{rows.size(), {}};
  for (const auto& row : rows) {
    require_equal_length(rows.size(), row.size(), std::string(name), "a row of it");
    matrix.values.insert(matrix.values.end(), row.begin(), row.end());
  }
  return matrix;
}

/// The weights of agreement that a call asks for; empty for none.
SquareMatrix called_weights(const Call& call, const CalledRatings& called) {
  const int ways =
      static_cast<int>(call.given("weighting")) + call.given("agreement") + call.given("disagreement");
  if (ways > 1) throw InvalidArgument("AC5504", "weighting, agreement and disagreement exclude each other");
  if (call.given("agreement")) return square_of(call.table("agreement"), "agreement");
  if (call.given("disagreement"))
    return weights_of_disagreement(square_of(call.table("disagreement"), "disagreement"));
  Weighting weighting = Weighting::none;
  boost::describe::enum_from_string(call.text("weighting", "none").c_str(), weighting);
  if (weighting == Weighting::none) return {};
  const std::vector<double> scores = call.numbers("scores");
  return agreement_weights(weighting, called.ratings.categories, scores);
}

AgreementOptions called_agreement(const Call& call, const CalledRatings& called) {
  AgreementOptions options;
  options.weights = called_weights(call, called);
  options.divide_by_n = call.text("variance_over", call.given("table") ? "n" : "n-1") == "n";
  options.clusters = called.clusters;
  options.level = call.level();
  return options;
}

template <class T>
Result with_unknown(T answer, const CalledRatings& called) {
  answer.missing += called.missing;
  return to_result(answer);
}

Result run_cohen_kappa(const Call& call) {
  const CalledRatings called = called_ratings(call);
  CohenKappa kappa = cohen_kappa(
      called.ratings,
      {.weights = called_weights(call, called), .clusters = called.clusters, .level = call.level()});
  kappa.categories = called.categories;
  return with_unknown(std::move(kappa), called);
}

Result run_fleiss_kappa(const Call& call) {
  const CalledRatings called = called_ratings(call);
  FleissKappa kappa = fleiss_kappa(called.ratings, called_agreement(call, called));
  for (std::size_t c = 0; c < kappa.per_category.size(); ++c)
    kappa.per_category[c].category = called.categories[c];
  return with_unknown(std::move(kappa), called);
}

Result run_gwet_ac(const Call& call) {
  const CalledRatings called = called_ratings(call);
  return with_unknown(gwet_ac(called.ratings, called_agreement(call, called)), called);
}

Result run_rater_agreement(const Call& call) {
  const CalledRatings called = called_ratings(call);
  return with_unknown(rater_agreement(called.ratings, called_agreement(call, called)), called);
}

Result run_krippendorff_alpha(const Call& call) {
  const CalledRatings called = called_ratings(call);
  KrippendorffOptions options;
  boost::describe::enum_from_string(call.text("measurement", "nominal").c_str(), options.measurement);
  options.divide_by_n = call.text("variance_over", call.given("table") ? "n" : "n-1") == "n";
  options.clusters = called.clusters;
  options.level = call.level();
  return with_unknown(krippendorff_alpha(called.ratings, options), called);
}

/// Marks of which each has a row, as a column for each rater over the units that all of them marked: the mean
/// where a rater marked a unit more than once.
class MarksByRater {
 public:
  explicit MarksByRater(const Call& call) {
    const Sample sample = call.sample({"outcome", "unit", "rater"});
    const Labels unit = sample.labels("unit"), rater = sample.labels("rater");
    const auto marks = sample.numbers("outcome");
    std::vector<std::vector<double>> sums(rater.names.size(), std::vector<double>(unit.names.size())),
        counts = sums;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const auto r = static_cast<std::size_t>(rater.codes[i]), u = static_cast<std::size_t>(unit.codes[i]);
      sums[r][u] += marks[i];
      counts[r][u] += 1;
    }
    columns_.resize(rater.names.size());
    missing_ = sample.missing();
    for (std::size_t u = 0; u < unit.names.size(); ++u) {
      const auto by_all = std::ranges::all_of(counts, [&](const auto& c) { return c[u] > 0; });
      missing_ += by_all ? 0 : 1;
      for (std::size_t r = 0; by_all && r < columns_.size(); ++r)
        columns_[r].push_back(sums[r][u] / counts[r][u]);
    }
  }
  std::vector<std::span<const double>> columns() const { return spans_of(columns_); }
  /// Rows without a mark, unit or rater, and units that not all marked.
  std::int64_t missing() const noexcept { return missing_; }

 private:
  std::vector<std::vector<double>> columns_;
  std::int64_t missing_ = 0;
};

Result run_intraclass_correlation(const Call& call) {
  static constexpr std::array names{"ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"};
  IntraclassOptions options;
  const auto form = std::ranges::find(names, call.text("form", "ICC(2,1)"));
  options.form = static_cast<IntraclassForm>(form - names.begin());
  options.spearman_brown = call.flag("spearman_brown");
  options.level = call.level();
  if (call.given("raters") == call.given("outcome"))
    throw InvalidArgument("AC5504", "either a column for each of the raters, or outcome, unit and rater");
  if (call.given("outcome")) {
    const MarksByRater marks(call);
    IntraclassCorrelation icc = intraclass_correlation(marks.columns(), options);
    icc.missing = marks.missing();
    return to_result(icc);
  }
  const Sample sample = call.sample();
  return with_missing(intraclass_correlation(sample.all_numbers("raters"), options), sample);
}

Result run_kendall_w(const Call& call) {
  const Sample sample = call.sample();
  return with_missing(kendall_w(sample.all_numbers("raters")), sample);
}

/// Items, or a matrix of their covariances with n.
template <class Answer>
Result of_item_covariance(const Call& call, Answer (*coefficient)(const ItemCovariance&, double)) {
  if (call.given("items") == call.given("covariance"))
    throw InvalidArgument("AC5504", "either items or their covariance matrix: one of them");
  if (call.given("covariance")) {
    if (!call.given("n"))
      throw InvalidArgument("AC5504", "a covariance matrix needs n, the number of persons");
    const auto columns = transposed_table(call.table("covariance"));
    return to_result(
        coefficient(ItemCovariance::of_matrix(spans_of(columns), call.integer("n", 0)), call.level()));
  }
  const Sample sample = call.sample();
  ItemCovariance covariance = ItemCovariance::of_items(sample.all_numbers("items"));
  for (const Variable* item : call.variables("items")) covariance.names.push_back(item->name);
  return with_missing(coefficient(covariance, call.level()), sample);
}

Result run_cronbach_alpha(const Call& call) { return of_item_covariance(call, &cronbach_alpha); }
Result run_mcdonald_omega(const Call& call) { return of_item_covariance(call, &mcdonald_omega); }

/// The arguments of all that read ratings, and more of its own.
std::vector<Parameter> rating_parameters(std::vector<Parameter> own) {
  std::vector<Parameter> all{{"raters", Kind::columns}, {"counts", Kind::columns},
                             {"table", Kind::table},    {"categories", Kind::texts},
                             {"weights", Kind::column}, {"cluster", Kind::column}};
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

std::vector<Parameter> weighted_parameters() {
  return rating_parameters(
      {{"weighting", Kind::text, false, "none | linear | quadratic | ordinal | radical | ratio"},
       {"scores", Kind::numbers},
       {"agreement", Kind::table},
       {"disagreement", Kind::table},
       {"variance_over", Kind::text, false, "n-1 | n"}});
}

/// Counts do not say who rated, and the variance is asymptotic.
std::vector<Parameter> cohen_parameters() {
  std::vector<Parameter> all = weighted_parameters();
  std::erase_if(all, [](const Parameter& p) { return p.name == "counts" || p.name == "variance_over"; });
  return all;
}

} // namespace

std::vector<Function> agreement_functions() {
  return {
      {"cohen_kappa", cohen_parameters(), &run_cohen_kappa},
      {"fleiss_kappa", weighted_parameters(), &run_fleiss_kappa},
      {"gwet_ac", weighted_parameters(), &run_gwet_ac},
      {"rater_agreement", weighted_parameters(), &run_rater_agreement},
      {"krippendorff_alpha",
       rating_parameters({{"measurement", Kind::text, false, "nominal | ordinal | interval | ratio"},
                          {"variance_over", Kind::text, false, "n-1 | n"}}),
       &run_krippendorff_alpha},
      {"intraclass_correlation",
       {{"raters", Kind::columns},
        {"outcome", Kind::column},
        {"unit", Kind::column},
        {"rater", Kind::column},
        {"form", Kind::text, false, "ICC(1,1) | ICC(2,1) | ICC(3,1) | ICC(1,k) | ICC(2,k) | ICC(3,k)"},
        {"spearman_brown", Kind::flag}},
       &run_intraclass_correlation},
      {"kendall_w", {{"raters", Kind::columns, true}}, &run_kendall_w},
      {"cronbach_alpha",
       {{"items", Kind::columns}, {"covariance", Kind::table}, {"n", Kind::integer}},
       &run_cronbach_alpha},
      {"mcdonald_omega",
       {{"items", Kind::columns}, {"covariance", Kind::table}, {"n", Kind::integer}},
       &run_mcdonald_omega},
  };
}

} // namespace aftercourse::statistics
