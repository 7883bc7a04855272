#include <algorithm>

#include <aftercourse/reading/codes.hpp>

#include "scheme_data.hpp"

namespace aftercourse::reading {

namespace {

/// A grade as it is written: from `from` up to `end`, which belongs to it when `closed`.
struct WrittenBand {
  Grade grade = Grade::fail;
  Decimal from, end = Decimal::from_integer(100);
  bool closed = true;
  const Node* node = nullptr;
};

std::string shown_band(const WrittenBand& band) {
  return "`" + words_of<Grade>()[static_cast<std::size_t>(band.grade)] + "` (" + band.from.to_string() +
         (band.closed ? " to " : " to below ") + band.end.to_string() + ")";
}

std::optional<WrittenBand> read_band(Reading& r, const Node& key, const Node& node) {
  const Decimal hundred = Decimal::from_integer(100);
  WrittenBand band;
  band.node = &key;
  const auto grade = read_enum<Grade>(r, key);
  Keys keys(r, node, {"from", "below", "to"}, "a grade");
  if (!grade || !keys) return {};
  band.grade = *grade;
  if (const Node* from = keys["from"])
    band.from = read_marks(r, *from, Decimal(), hundred).value_or(Decimal());
  const Node* below = keys["below"];
  const Node* to = keys["to"];
  if (below && to) r.error(codes::wrong_value, *to, "a grade ends once", "`below` or `to`");
  if (const Node* end = below ? below : to)
    band.end = read_marks(r, *end, Decimal(), hundred).value_or(hundred);
  band.closed = !below;
  if (band.end < band.from || (band.end == band.from && !band.closed)) {
    r.error(assessment_codes::wrong_grades, key, "the grade " + shown_band(band) + " holds no total");
    return {};
  }
  return band;
}

/// Each grade begins where the one below it ends, from 0 to 100, better grades higher.
void check_bands(Reading& r, const Node& node, const std::vector<WrittenBand>& bands) {
  const auto fault = [&](const WrittenBand& band, const std::string& message,
                         const WrittenBand* other = nullptr) {
    r.report.error(assessment_codes::wrong_grades, r.at(*band.node), message, "", "",
                   other ? std::optional(r.at(*other->node)) : std::nullopt);
  };
  for (std::size_t i = 0; i + 1 < bands.size(); ++i) {
    const WrittenBand &lower = bands[i], &upper = bands[i + 1];
    if (lower.grade >= upper.grade)
      fault(upper,
            shown_band(upper) + " stands above " + shown_band(lower) + ", though it is no better grade",
            &lower);
    if (upper.from < lower.end || (upper.from == lower.end && lower.closed))
      fault(upper, shown_band(upper) + " and " + shown_band(lower) + " overlap", &lower);
    if (upper.from > lower.end)
      fault(upper,
            "totals between " + lower.end.to_string() + " and " + upper.from.to_string() + " have no grade",
            &lower);
  }
  if (bands.front().from != Decimal())
    fault(bands.front(), "totals below " + bands.front().from.to_string() + " have no grade");
  if (bands.back().end != Decimal::from_integer(100) || !bands.back().closed)
    fault(bands.back(), "the highest totals have no grade: " + shown_band(bands.back()) + " is the last");
  if (bands.front().grade != Grade::fail || bands.size() < 2)
    r.error(assessment_codes::wrong_grades, node, "there is no grade `fail` with a better one",
            "`fail` and `pass`");
}

} // namespace

std::vector<Band> read_grades(Reading& r, const Node& node, Decimal pass, const Node& pass_node) {
  if (!node.is_mapping() || node.keys.empty()) {
    r.error(codes::wrong_form, node, "these are no grades", "`{pass: {from: 60}, fail: {below: 60}}`");
    return {};
  }
  std::vector<WrittenBand> bands;
  for (std::size_t i = 0; i < node.keys.size(); ++i)
    if (const auto band = read_band(r, node.keys[i], node.items[i])) bands.push_back(*band);
  if (bands.size() < node.keys.size()) return {}; // reported already
  std::ranges::stable_sort(bands, {}, &WrittenBand::from);
  check_bands(r, node, bands);
  if (bands.size() > 1 && bands.front().grade == Grade::fail && bands[1].from != pass)
    r.report.error(assessment_codes::wrong_grades, r.at(*bands[1].node),
                   "the lowest grade that is no `fail` begins at " + bands[1].from.to_string() +
                       ", the pass mark is " + pass.to_string(),
                   "", "", r.at(pass_node));
  std::vector<Band> grades;
  for (auto band = bands.rbegin(); band != bands.rend(); ++band) grades.push_back({band->grade, band->from});
  return grades;
}

std::vector<Band> plain_grades(Decimal pass) { return {{Grade::pass, pass}, {Grade::fail, Decimal()}}; }

} // namespace aftercourse::reading
