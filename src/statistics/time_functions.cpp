#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/aalen_johansen.hpp>
#include <aftercourse/statistics/completion_curve.hpp>
#include <aftercourse/statistics/control_chart.hpp>
#include <aftercourse/statistics/cox_regression.hpp>
#include <aftercourse/statistics/design.hpp>
#include <aftercourse/statistics/kaplan_meier.hpp>
#include <aftercourse/statistics/log_rank.hpp>
#include <aftercourse/statistics/mann_kendall.hpp>
#include <aftercourse/statistics/sen_slope.hpp>

#include "functions.hpp"

namespace aftercourse::statistics {

namespace {

using Kind = Parameter::Kind;

SubjectGroups groups_in(const Labels& labels) { return {labels.codes, labels.names}; }

Labels optional_labels(const Call& call, const Sample& sample, std::string_view argument) {
  return call.given(argument) ? sample.labels(argument) : Labels{};
}
std::span<const double> optional_numbers(const Call& call, const Sample& sample, std::string_view argument) {
  return call.given(argument) ? sample.numbers(argument) : std::span<const double>{};
}
std::optional<double> optional_number(const Call& call, std::string_view name) {
  return call.given(name) ? std::optional(call.number(name, 0)) : std::nullopt;
}
std::optional<bool> optional_flag(const Call& call, std::string_view name) {
  return call.given(name) ? std::optional(call.flag(name)) : std::nullopt;
}

/// The columns that functions of time to an event share. `event` is 1 where the event came and 0 where not.
struct TimesInCall {
  TimesInCall(const Call& call, const Sample& sample)
      : cluster(sample.cluster()), columns{sample.numbers("time"),
                                           {},
                                           optional_numbers(call, sample, "entry"),
                                           sample.weights(),
                                           cluster.codes} {}

  void truths(const Sample& sample) {
    for (const double value : sample.numbers("event")) {
      if (value != 0 && value != 1)
        throw InvalidArgument("AC5504", "an event is 1 (it came) or 0 (censored); one is " + readable(value));
      event.push_back(value == 1);
    }
    columns.event = event;
  }

  /// Every label but `censored` is a cause; those in `wanted` first, in that order.
  void causes_of(const Labels& labels, const std::string& censored, const std::vector<std::string>& wanted) {
    std::vector<std::int32_t> code_of(labels.names.size(), 0);
    const auto take = [&](std::size_t label) {
      causes.push_back(labels.names[label]);
      code_of[label] = static_cast<std::int32_t>(causes.size());
    };
    for (const std::string& name : wanted) {
      const auto at = std::find(labels.names.begin(), labels.names.end(), name);
      if (at == labels.names.end()) refuse_unknown("cause", name, labels.names);
      take(static_cast<std::size_t>(at - labels.names.begin()));
    }
    for (std::size_t label = 0; label < labels.names.size(); ++label)
      if (code_of[label] == 0 && labels.names[label] != censored) take(label);
    for (const std::int32_t code : labels.codes) event.push_back(code_of[static_cast<std::size_t>(code)]);
    columns.event = event;
  }

  Labels cluster;
  std::vector<std::int32_t> event;
  std::vector<std::string> causes;
  SurvivalTimes columns;
};

Result run_kaplan_meier(const Call& call) {
  const Sample sample = call.sample();
  TimesInCall times(call, sample);
  times.truths(sample);
  const Labels group = optional_labels(call, sample, "group");
  KaplanMeierOptions options;
  options.level = call.level();
  options.interval = curve_interval_from_text(call.text("interval", "log_log"));
  options.robust = optional_flag(call, "robust");
  if (call.given("probabilities")) options.probabilities = call.numbers("probabilities");
  options.restricted_to = optional_number(call, "restricted_to");
  options.at = call.numbers("at");
  return with_missing(kaplan_meier(times.columns, groups_in(group), options), sample);
}

Result run_log_rank(const Call& call) {
  const Sample sample = call.sample();
  TimesInCall times(call, sample);
  times.truths(sample);
  const Labels group = sample.labels("group"), strata = optional_labels(call, sample, "strata");
  LogRankOptions options;
  options.rho = call.number("rho", 0);
  options.gamma = call.number("gamma", 0);
  options.pairwise = call.flag("pairwise");
  options.robust = optional_flag(call, "robust");
  LogRank answer = log_rank(times.columns, groups_in(group), groups_in(strata), options);
  answer.level = call.level();
  return with_missing(answer, sample);
}

Result run_aalen_johansen(const Call& call) {
  const Sample sample = call.sample();
  TimesInCall times(call, sample);
  const Labels event = sample.labels("event"), group = optional_labels(call, sample, "group");
  times.causes_of(event, call.text("censored", "0"), call.texts("causes"));
  AalenJohansenOptions options;
  options.level = call.level();
  options.interval = curve_interval_from_text(call.text("interval", "log_log"));
  options.robust = optional_flag(call, "robust");
  options.at = call.numbers("at");
  if (times.causes.empty()) times.causes.push_back("event"); // all censored: nothing has come yet
  return with_missing(aalen_johansen(times.columns, times.causes, groups_in(group), options), sample);
}

Result run_cox_regression(const Call& call) {
  const Sample sample = call.sample();
  TimesInCall times(call, sample);
  times.truths(sample);
  const Labels strata = optional_labels(call, sample, "strata");
  const auto given = call.variables("covariates");
  std::vector<Labels> labels(given.size()); // the predictors view them
  std::vector<Predictor> predictors;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i]->is_label) labels[i] = sample.labels("covariates", i);
    const auto numbers = given[i]->is_label ? std::span<const double>{} : sample.numbers("covariates", i);
    predictors.push_back({given[i]->name, numbers, labels[i].codes, labels[i].names});
  }
  const Design design(static_cast<std::size_t>(sample.n()), predictors);
  std::vector<CoxCovariate> covariates;
  for (const DesignColumn& column : design.columns()) covariates.push_back({column.name, column.values});
  CoxOptions options;
  options.level = call.level();
  options.ties = cox_ties_from_text(call.text("ties", "efron"));
  options.time_scale = cox_time_scale_from_text(call.text("time_scale", "km"));
  options.robust = optional_flag(call, "robust");
  options.baseline = call.flag("baseline");
  options.residuals = call.flag("residuals");
  CoxRegression answer = cox_regression(times.columns, covariates, groups_in(strata),
                                        optional_numbers(call, sample, "offset"), options);
  for (SchoenfeldResidual& row : answer.residuals) // rows of the data, not of the sample
    row.row = static_cast<std::int64_t>(sample.rows()[static_cast<std::size_t>(row.row)]);
  return with_missing(answer, sample);
}

/// A series as it is asked about; without times, the rows of the data are its times, so that one that is
/// missing leaves its gap.
struct SeriesInCall {
  SeriesInCall(const Call& call, const Sample& sample) : season(optional_labels(call, sample, "season")) {
    if (!call.given("time"))
      for (const std::size_t row : sample.rows()) position.push_back(static_cast<double>(row));
    series = {call.given("time") ? sample.numbers("time") : position, sample.numbers("outcome"),
              groups_in(season), call.integer("period", 0)};
  }

  Labels season;
  std::vector<double> position;
  TrendSeries series;
};

Result run_mann_kendall(const Call& call) {
  const Sample sample = call.sample();
  const SeriesInCall given(call, sample);
  MannKendallOptions options;
  options.correction = trend_correction_from_text(call.text("correction", "none"));
  if (call.given("lags")) options.lags = call.integer("lags", 0);
  options.level = call.level();
  return with_missing(mann_kendall(given.series, options), sample);
}

Result run_sen_slope(const Call& call) {
  const Sample sample = call.sample();
  const SeriesInCall given(call, sample);
  SenOptions options;
  options.level = call.level();
  return with_missing(sen_slope(given.series, options), sample);
}

Result run_control_chart(const Call& call) {
  const Sample sample = call.sample();
  const Labels phase = optional_labels(call, sample, "phase");
  ChartOptions options;
  options.kind = chart_kind_from_text(call.text("kind", "xmr"));
  options.baseline = call.integer("baseline", 0);
  options.centre = optional_number(call, "centre");
  options.spread = optional_number(call, "spread");
  ControlChart answer = control_chart(sample.numbers("outcome"), optional_numbers(call, sample, "size"),
                                      options, groups_in(phase));
  answer.level = call.level();
  for (ChartPoint& point : answer.points) // rows of the data, not of the sample
    point.position =
        static_cast<std::int64_t>(sample.rows()[static_cast<std::size_t>(point.position - 1)]) + 1;
  return with_missing(answer, sample);
}

/// What an argument names at the rows of the sample, missing values and all; all missing where it names
/// nothing.
std::vector<double> days_or_none(const Call& call, const Sample& sample, std::string_view argument) {
  std::vector<double> days(static_cast<std::size_t>(sample.n()), no_value);
  if (!call.given(argument)) return days;
  const Variable& column = call.variable(argument);
  if (column.is_label &&
      std::any_of(column.labels.codes.begin(), column.labels.codes.end(), [](auto c) { return c >= 0; }))
    throw InvalidArgument("AC5504", std::string(argument) + ": column " + column.name +
                                        " holds texts, where days are needed");
  if (column.is_label) return days; // a column of nothing
  for (std::size_t i = 0; i < days.size(); ++i) days[i] = column.numbers[sample.rows()[i]];
  return days;
}

Result run_completion_curve(const Call& call) {
  const Sample sample = call.sample({"opened", "group"});
  const Labels group = optional_labels(call, sample, "group");
  AalenJohansenOptions options;
  options.level = call.level();
  options.interval = curve_interval_from_text(call.text("interval", "log_log"));
  options.at = call.numbers("at");
  const std::vector<double> done = days_or_none(call, sample, "done"),
                            voided = days_or_none(call, sample, "voided");
  const Labels cluster = optional_labels(call, sample, "cluster");
  return with_missing(completion_curve(sample.numbers("opened"), done, voided, call.number("as_of", 0),
                                       groups_in(group), cluster.codes, options),
                      sample);
}

} // namespace

std::vector<Function> time_functions() {
  const Parameter time{"time", Kind::column, true}, event{"event", Kind::column, true},
      group{"group", Kind::column}, strata{"strata", Kind::column}, entry{"entry", Kind::column},
      weights{"weights", Kind::column}, cluster{"cluster", Kind::column}, robust{"robust", Kind::flag},
      at{"at", Kind::numbers}, interval{"interval", Kind::text, false, "log_log | log | plain"},
      outcome{"outcome", Kind::column, true};
  return {
      {"kaplan_meier",
       {time,
        event,
        group,
        entry,
        weights,
        cluster,
        interval,
        at,
        robust,
        {"probabilities", Kind::numbers},
        {"restricted_to", Kind::number}},
       &run_kaplan_meier},
      {"log_rank",
       {time,
        event,
        {"group", Kind::column, true},
        strata,
        entry,
        weights,
        cluster,
        robust,
        {"rho", Kind::number},
        {"gamma", Kind::number},
        {"pairwise", Kind::flag}},
       &run_log_rank},
      {"aalen_johansen",
       {time,
        event,
        group,
        entry,
        weights,
        cluster,
        interval,
        at,
        robust,
        {"censored", Kind::text},
        {"causes", Kind::texts}},
       &run_aalen_johansen},
      {"cox_regression",
       {time,
        event,
        {"covariates", Kind::columns, true},
        strata,
        entry,
        {"offset", Kind::column},
        weights,
        cluster,
        robust,
        {"ties", Kind::text, false, "efron | breslow | exact"},
        {"time_scale", Kind::text, false, "km | identity | rank | log"},
        {"baseline", Kind::flag},
        {"residuals", Kind::flag}},
       &run_cox_regression},
      {"mann_kendall",
       {outcome,
        {"time", Kind::column},
        {"season", Kind::column},
        {"period", Kind::integer},
        {"correction", Kind::text, false,
         "none | hamed_rao | prewhitening | trend_free_prewhitening | between_seasons"},
        {"lags", Kind::integer}},
       &run_mann_kendall},
      {"sen_slope",
       {outcome, {"time", Kind::column}, {"season", Kind::column}, {"period", Kind::integer}},
       &run_sen_slope},
      {"control_chart",
       {outcome,
        {"size", Kind::column},
        {"phase", Kind::column},
        {"kind", Kind::text, false, "xmr | p | np | u | c | laney_p | laney_u"},
        {"baseline", Kind::integer},
        {"centre", Kind::number},
        {"spread", Kind::number}},
       &run_control_chart},
      {"completion_curve",
       {{"opened", Kind::column, true},
        {"done", Kind::column},
        {"voided", Kind::column},
        {"as_of", Kind::number, true},
        group,
        cluster,
        interval,
        at},
       &run_completion_curve},
  };
}

} // namespace aftercourse::statistics
