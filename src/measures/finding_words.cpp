#include "finding_words.hpp"

#include <aftercourse/statistics/answer.hpp>

#include "period_series.hpp"

namespace aftercourse {

namespace {

using FindingType = FindingRule::Type;
using statistics::readable;

std::string confidence() { return statistics::readable_level(1 - finding_error); }

void append(Wording& to, const Wording& more) {
  to.en += more.en;
  to.zh += more.zh;
}

/// ", p = 0.004, corrected for 3 groups p = 0.012".
Wording p_words(const ProposedFinding& f, std::size_t tests) {
  if (!f.p_value) return {};
  const std::string p = statistics::readable_p(*f.p_value);
  Wording words{", " + p, "，" + p};
  if (tests > 1 && f.p_adjusted) {
    const std::string n = std::to_string(tests), adjusted = statistics::readable_p(*f.p_adjusted);
    append(words, {", corrected for " + n + " groups " + adjusted, "，按" + n + "组校正后 " + adjusted});
  }
  return words;
}

} // namespace

Wording shown_difference(double value, bool share) {
  if (!share) return {readable(value), readable(value)};
  return {readable(value * 100) + " percentage points", readable(value * 100) + "个百分点"};
}

Wording measure_of_group(const Proposal& proposal) {
  const ProposedFinding& f = proposal.finding;
  const Wording name = title_or(proposal.asked ? proposal.asked->rule->title : Title{}, f.measure);
  std::string group = group_text(f);
  if (!f.period.empty()) group += (group.empty() ? "" : ", ") + f.period;
  return {name.en + (group.empty() ? "" : " (" + group + ")"),
          name.zh + (group.empty() ? "" : "（" + group + "）")};
}

Wording side_word(FindingRule::Side side) {
  return side == FindingRule::Side::below ? Wording{"below", "低于"} : Wording{"above", "高于"};
}

Wording bound_words(FindingRule::Side side, const Wording& bound, const Wording& method) {
  const bool below = side == FindingRule::Side::below;
  return {"with " + confidence() + " % confidence " + (below ? "at most " : "at least ") + bound.en + " (" +
              method.en + ")",
          "以" + confidence() + "%的把握" + (below ? "不高于" : "不低于") + bound.zh + "（" + method.zh +
              "）"};
}

Wording distance_words(FindingRule::Side side, const Wording& distance, const Wording& method) {
  const bool below = side == FindingRule::Side::below;
  return {"with " + confidence() + " % confidence at least " + distance.en + " " + side_word(side).en + " (" +
              method.en + ")",
          "以" + confidence() + "%的把握至少" + (below ? "低" : "高") + distance.zh + "（" + method.zh +
              "）"};
}

Wording too_few(std::int64_t least) {
  const std::string n = std::to_string(least);
  return {"it is watched, since fewer than " + n + " were counted", "样本不足" + n + "例，先作关注"};
}

Wording not_tested(const Wording& why) { return {"it is watched, since " + why.en, why.zh + "，先作关注"}; }

Wording finding_sentence(const Proposal& proposal, std::size_t tests) {
  Wording words = proposal.seen;
  if (!proposal.obstacle.empty()) {
    append(words, {": " + proposal.obstacle.en + ".", "：" + proposal.obstacle.zh + "。"});
    return words;
  }
  if (!proposal.tested.empty()) append(words, {"; " + proposal.tested.en, "；" + proposal.tested.zh});
  append(words, p_words(proposal.finding, tests));
  append(words, {".", "。"});
  if (proposal.finding.p_value && proposal.full_count)
    append(words,
           {" Every case was counted; they are judged as a sample of the process that brings the next.",
            "已计入全部个案，并视作产生后续个案的过程的样本加以判断。"});
  return words;
}

Wording test_words(const Judging& judging) {
  const FindingRule& rule = judging.rule;
  const std::string least = std::to_string(rule.min_n), level = confidence();
  const Wording corrected{" (one-sided, " + level +
                              " %), with the p-values of all groups corrected together (Benjamini and "
                              "Hochberg); fewer than " +
                              least + " are watched, not tested",
                          "（单侧" + level + "%），各组p值一并校正（Benjamini-Hochberg法）；少于" + least +
                              "例只作关注，不作检验"};
  const MeasureRule* measure = rule.measure.empty() ? nullptr : judging.measure().rule;
  const bool share = measure != nullptr && is_share(measure->type);
  const Wording what = measure == nullptr ? Wording{} : title_or(measure->title, rule.measure);
  const Wording limit = rule.type == FindingType::limit ? Wording{shown_number(judging.limit(), share), ""}
                        : rule.type == FindingType::gap ? shown_difference(judging.limit(), share)
                                                        : Wording{};
  const auto with = [&](Wording words) {
    append(words, corrected);
    return words;
  };
  switch (rule.type) {
  case FindingType::limit:
    return with({"is " + what.en + " " + side_word(rule.side).en + " " + limit.en,
                 what.zh + "是否" + side_word(rule.side).zh + limit.en});
  case FindingType::gap:
    return with({"does " + what.en + " of a group differ from that of the rest by more than " + limit.en,
                 "某组的" + what.zh + "与其余各组之差是否超过" + limit.zh});
  case FindingType::trend:
    return with({"does " + what.en + (rule.side == FindingRule::Side::below ? " fall" : " rise") +
                     " over the last " + std::to_string(rule.periods) + " closed periods (Mann and Kendall)",
                 what.zh + "在最近" + std::to_string(rule.periods) + "个已结束的期间内是否" +
                     (rule.side == FindingRule::Side::below ? "下降" : "上升") + "（Mann-Kendall法）"});
  case FindingType::chart:
    return {"does the last closed period break one of Nelson's rules 1 to 4 on the control chart of " +
                what.en + ", whose limits its first " + std::to_string(rule.baseline) + " periods fixed",
            "最近一个已结束的期间是否违反" + what.zh + "控制图的Nelson规则1至4（控制限由最初" +
                std::to_string(rule.baseline) + "个期间确定）"};
  case FindingType::nobody:
    return {"is there nobody among those that " + what.en + " counts; fewer than " + least + " are watched",
            what.zh + "所计对象中是否无一人；少于" + least + "例只作关注"};
  case FindingType::same:
    return {"is there the same problem for " + std::to_string(rule.times) + " or more of `" + rule.among +
                "`",
            "同一问题是否出现在至少" + std::to_string(rule.times) + "个" + rule.among};
  case FindingType::state:
    break;
  }
  return {"is what the clause demands so", "条款要求的情形是否成立"};
}

} // namespace aftercourse
