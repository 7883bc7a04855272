#include "merging.hpp"

#include <algorithm>
#include <array>

#include <aftercourse/base/fold.hpp>

namespace aftercourse {

namespace {

/// What one rater gave over all criteria.
struct RaterTotal {
  std::string rater;
  Exact marks = 0;
  std::vector<std::string> left_out; ///< criteria not rated
};

/// In the order in which raters first appear.
std::vector<RaterTotal> totals_of_raters(const Item& item, const std::vector<const Rating*>& ratings) {
  std::vector<RaterTotal> totals;
  for (const Rating* rating : ratings)
    if (std::ranges::find(totals, rating->rater, &RaterTotal::rater) == totals.end())
      totals.push_back({rating->rater, 0, {}});
  for (RaterTotal& total : totals)
    for (const Criterion& criterion : item.rubric.criteria) {
      const auto given = std::ranges::find_if(
          ratings, [&](const Rating* r) { return r->rater == total.rater && r->criterion == criterion.id; });
      if (given == ratings.end())
        total.left_out.push_back(criterion.id);
      else
        total.marks += *marks_of(criterion, (*given)->given);
    }
  return totals;
}

std::string shown_totals(const std::vector<RaterTotal>& totals) {
  std::string out;
  for (const RaterTotal& t : totals)
    out += (out.empty() ? "" : ", ") + t.rater + " " + shown(t.marks).to_string();
  return out;
}

Exact mean_of(const std::vector<RaterTotal>& totals) {
  Exact sum = 0;
  for (const RaterTotal& t : totals) sum += t.marks;
  return sum / static_cast<std::int64_t>(totals.size());
}

Exact median_of(std::vector<RaterTotal> totals) {
  std::ranges::sort(totals, {}, &RaterTotal::marks);
  const std::size_t middle = totals.size() / 2;
  if (totals.size() % 2 == 1) return totals[middle].marks;
  return (totals[middle - 1].marks + totals[middle].marks) / 2;
}

/// Those of the three that count: the two nearest to each other, or all when the third stands in the middle.
std::vector<RaterTotal> nearest_two(std::vector<RaterTotal> three) {
  std::ranges::stable_sort(three, {}, &RaterTotal::marks);
  const Exact low = three[1].marks - three[0].marks, high = three[2].marks - three[1].marks;
  if (low < high) three.pop_back();
  if (high < low) three.erase(three.begin());
  return three;
}

MergedMarks merged(const std::vector<RaterTotal>& counted, const Exact& marks, const char* how_en,
                   const char* how_zh) {
  MergedMarks out;
  out.marks = marks;
  for (const RaterTotal& t : counted) out.raters.push_back(t.rater);
  const std::string all = shown_totals(counted), mark = shown(marks).to_string();
  out.reason = {std::string(how_en) + " of " + all + ": " + mark, all + "，" + how_zh + " " + mark};
  return out;
}

MergedMarks merge_by_third(const Rubric& rubric, std::vector<RaterTotal> totals) {
  const std::vector<RaterTotal> two(totals.begin(), totals.begin() + 2);
  const Exact apart = abs(Exact(two[0].marks - two[1].marks));
  if (apart <= exact(*rubric.differ)) return merged(two, mean_of(two), "mean", "平均");
  if (totals.size() == 2) {
    const std::string by = shown(apart).to_string(), most = rubric.differ->to_string();
    MergedMarks out;
    out.waiting = {shown_totals(two) + " differ by " + by + ", more than " + most +
                       ": a third rater is needed",
                   shown_totals(two) + " 相差 " + by + "，超过 " + most + "，需第三人评分"};
    return out;
  }
  totals.resize(3);
  const auto counted = nearest_two(totals);
  return merged(counted, mean_of(counted), "a third rater was called; mean", "经第三人评分，平均");
}

/// Takes out who has not rated every criterion, and says so.
Wording take_out_incomplete(std::vector<RaterTotal>& totals) {
  Wording said;
  for (const RaterTotal& t : totals)
    for (const std::string& criterion : t.left_out) {
      said.en += (said.en.empty() ? "" : "; ") + t.rater + " has not rated " + criterion;
      said.zh += (said.zh.empty() ? "" : "；") + t.rater + " 未评 " + criterion;
    }
  std::erase_if(totals, [](const RaterTotal& t) { return !t.left_out.empty(); });
  return said;
}

} // namespace

std::optional<Exact> marks_of(const Criterion& criterion, std::string_view given) {
  const std::string folded = fold(given);
  for (const Level& level : criterion.levels)
    if (folded == fold(level.id) || (!level.title.en.empty() && folded == fold(level.title.en)) ||
        (!level.title.zh.empty() && folded == fold(level.title.zh)))
      return exact(level.marks);
  const auto number = exact_number(folded);
  if (!number || folded.ends_with('%') || // of what would be 85 %?
      *number < exact(criterion.levels.back().marks) || *number > exact(criterion.levels.front().marks))
    return {};
  return number;
}

MergedMarks merge_ratings(const Item& item, const std::vector<const Rating*>& ratings) {
  auto totals = totals_of_raters(item, ratings);
  Wording incomplete = take_out_incomplete(totals);
  const auto complete = static_cast<std::int64_t>(totals.size());
  if (complete < item.rubric.raters) {
    const std::string have = std::to_string(complete), need = std::to_string(item.rubric.raters);
    MergedMarks out;
    out.waiting = {
        have + " of " + need + " raters have rated" + (incomplete.empty() ? "" : "; " + incomplete.en),
        "需 " + need + " 人评分，已有 " + have + " 人" + (incomplete.empty() ? "" : "；" + incomplete.zh)};
    return out;
  }
  MergedMarks out;
  switch (item.rubric.merge) {
  case Merge::mean:
    out = merged(totals, mean_of(totals), "mean", "平均");
    break;
  case Merge::median:
    out = merged(totals, median_of(totals), "median", "中位数");
    break;
  case Merge::third_rater:
    out = merge_by_third(item.rubric, totals);
    break;
  }
  if (!incomplete.empty() && out.marks) {
    out.reason.en += "; left out: " + incomplete.en;
    out.reason.zh += "；未计入：" + incomplete.zh;
  }
  return out;
}

} // namespace aftercourse
