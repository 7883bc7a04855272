#include "objective.hpp"

#include <algorithm>
#include <array>

#include <aftercourse/base/fold.hpp>
#include <aftercourse/reading/choices.hpp>

namespace aftercourse {

namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

Judged verdict(bool right, Wording reason) {
  return {right ? ItemState::right : ItemState::wrong, right ? 1 : 0, {}, {}, std::move(reason)};
}

Wording against_key(const std::string& given, const std::vector<std::string>& key) {
  return {"answered " + given + ", the key is " + joined(key), "答 " + given + "，答案为 " + joined(key)};
}

/// How many of the chosen options are right, and wrong.
struct Hits {
  std::int64_t right = 0, wrong = 0;
};

Hits count_hits(const Item& item, const std::vector<std::string>& chosen) {
  Hits hits;
  for (const std::string& option : chosen)
    ++(std::ranges::find(item.key, option) != item.key.end() ? hits.right : hits.wrong);
  return hits;
}

Exact credit_for(const Item& item, const Hits& hits) {
  const auto keys = static_cast<std::int64_t>(item.key.size());
  const auto options = static_cast<std::int64_t>(item.options.size());
  switch (item.credit) {
  case Credit::all_or_nothing:
    break;
  case Credit::right_minus_wrong:
    return Exact(std::max<std::int64_t>(0, hits.right - hits.wrong), keys);
  case Credit::per_option:
    return Exact(options - (keys - hits.right) - hits.wrong, options);
  }
  return hits.right == keys && hits.wrong == 0 ? 1 : 0;
}

Judged judge_choice(const Item& item, const std::vector<std::string>& values) {
  Choices choices;
  for (std::size_t i = 0; i < item.options.size(); ++i)
    choices.add(i, item.options[i].id, item.options[i].title);
  std::vector<std::size_t> indices;
  Judged out;
  for (const std::string& value : values) {
    auto found = choices.find_several(value);
    indices.insert(indices.end(), found.options.begin(), found.options.end());
    out.unknown.insert(out.unknown.end(), found.unknown.begin(), found.unknown.end());
  }
  std::ranges::sort(indices);
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  for (const std::size_t i : indices) out.chosen.push_back(item.options[i].id);
  if (out.chosen.empty()) return out;

  const Hits hits = count_hits(item, out.chosen);
  out.reason = against_key(joined(out.chosen), item.key);
  if (item.type == ItemType::single)
    out.share = hits.right == 1 && hits.wrong == 0 ? 1 : 0;
  else
    out.share = credit_for(item, hits);
  out.state = out.share == 1 ? ItemState::right : out.share == 0 ? ItemState::wrong : ItemState::partial;
  return out;
}

Judged judge_truth(const Item& item, const std::vector<std::string>& values) {
  static constexpr std::array yes = {"true", "t", "yes", "y", "1", "对", "是", "正确", "√", "✓"};
  static constexpr std::array no = {"false", "f",    "no",   "n",    "0", "错",
                                    "否",    "不对", "不是", "错误", "×", "✗"};
  const std::string given = fold(values.front());
  const bool is_yes = std::ranges::find(yes, given) != yes.end();
  const bool is_no = std::ranges::find(no, given) != no.end();
  if (values.size() > 1 || (!is_yes && !is_no)) {
    Judged out;
    out.unknown = {values.size() > 1 ? values[1] : values.front()};
    return out;
  }
  Judged out =
      verdict((item.key.front() == "true") == is_yes, against_key(is_yes ? "true" : "false", item.key));
  out.chosen = {is_yes ? "true" : "false"};
  return out;
}

/// |x - key| at most the absolute tolerance, or at most the relative one times |key|.
bool is_near(const Item& item, const Exact& x, const Exact& key) {
  const Exact off = abs(Exact(x - key));
  if (item.absolute && off <= exact(*item.absolute)) return true;
  if (item.relative && off <= exact(*item.relative) * abs(key)) return true;
  return off == 0;
}

Judged judge_number(const Item& item, const std::vector<std::string>& values) {
  const auto x = values.size() == 1 ? exact_number(fold(values.front())) : std::nullopt;
  Judged out;
  if (!x)
    out = verdict(false, {"`" + joined(values) + "` is no number", "“" + joined(values) + "”不是数"});
  else
    out = verdict(std::ranges::any_of(
                      item.key, [&](const auto& key) { return is_near(item, *x, *exact_number(fold(key))); }),
                  against_key(values.front(), item.key));
  out.chosen = values;
  return out;
}

Judged judge_text(const Item& item, const std::vector<std::string>& values) {
  const bool right = values.size() == 1 && std::ranges::any_of(item.key, [&](const std::string& key) {
                       return fold(key) == fold(values.front());
                     });
  Judged out = verdict(right, against_key(joined(values), item.key));
  out.chosen = values;
  return out;
}

} // namespace

Judged judge(const Item& item, const std::vector<std::string>& values) {
  std::vector<std::string> given;
  std::ranges::copy_if(values, std::back_inserter(given),
                       [](const std::string& v) { return !fold(v).empty(); });
  Judged out;
  if (given.empty()) {
    out.reason = {"left blank", "未作答"};
    return out;
  }
  switch (item.type) {
  case ItemType::single:
  case ItemType::multiple:
    return judge_choice(item, given);
  case ItemType::true_false:
    return judge_truth(item, given);
  case ItemType::numeric:
    return judge_number(item, given);
  case ItemType::text:
    return judge_text(item, given);
  case ItemType::rubric:
    break;
  }
  return out;
}

} // namespace aftercourse
