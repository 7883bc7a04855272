#include <aftercourse/assessment/marking.hpp>

#include <algorithm>

#include "sitting_marks.hpp"

namespace aftercourse {

namespace {

std::string word_of(Grade grade, Language language) {
  static constexpr const char* en[] = {"fail", "pass", "good", "excellent"};
  static constexpr const char* zh[] = {"不合格", "合格", "良好", "优秀"};
  return (language == Language::zh ? zh : en)[static_cast<std::size_t>(grade)];
}

Wording name_of_component(const Component& component) {
  const auto or_id = [&](const std::string& text) { return text.empty() ? component.id : text; };
  return {or_id(component.title.en), or_id(component.title.zh)};
}

/// A component's score of 0 to 100 in one sitting.
struct Scored {
  ComponentMarks marked;
  std::int64_t number = 1;
  Exact score = 0;   ///< as the scheme rounds it
  Exact counted = 0; ///< capped
};

class Marker {
 public:
  Marker(const Scheme& scheme, const std::string& learner) : scheme_(scheme.definition()) {
    out_.learner = learner;
    out_.scheme = scheme_.name;
    out_.version = scheme_.version;
    out_.frozen = scheme.frozen();
  }

  AssessmentOutcome mark(std::span<const Sitting> sittings) {
    const auto sorted = sort_sittings(scheme_, sittings, faults_);
    for (std::size_t c = 0; c < sorted.size(); ++c) {
      check_number(scheme_.components[c], sorted[c]);
      mark_component(scheme_.components[c], sorted[c]);
    }
    if (!faults_.empty()) {
      std::string message = "the sittings of `" + out_.learner + "` cannot be marked";
      for (const Fault& fault : faults_) message += "\n" + to_string(fault);
      throw DataError("AC5720", message).with_faults(std::move(faults_));
    }
    if (out_.missing.empty()) finish();
    return std::move(out_);
  }

 private:
  void check_number(const Component& component, const std::vector<ComponentSitting>& sittings) {
    const std::int64_t most = 1 + (scheme_.make_up ? scheme_.make_up->most : 0);
    if (static_cast<std::int64_t>(sittings.size()) > most)
      faults_.push_back({"sittings", sittings[static_cast<std::size_t>(most)].number, 0, component.id,
                         "the scheme allows " + std::to_string(most) + " sittings of the component",
                         "AC5725"});
  }

  Scored score(const Component& component, const ComponentSitting& sitting, bool made_up) {
    Scored out{mark_sitting(scheme_, component, sitting, faults_), sitting.number, 0, 0};
    if (!out.marked.marks) return out;
    out.score = *out.marked.marks * 100 / exact(component.marks);
    if (scheme_.rounding.components)
      out.score = exact(rounded(out.score, scheme_.rounding.digits, scheme_.rounding.tie));
    const bool capped = made_up && scheme_.make_up->capped && out.score > exact(scheme_.pass);
    out.counted = capped ? exact(scheme_.pass) : out.score;
    return out;
  }

  void mark_component(const Component& component, const std::vector<ComponentSitting>& sittings) {
    ComponentScore& result = out_.components.emplace_back();
    result.component = component.id;
    result.title = name_of_component(component);
    result.maximum = component.marks;
    if (sittings.empty()) return leave_absent(component, result);

    std::vector<Scored> scored;
    for (const ComponentSitting& sitting : sittings)
      if (scored.empty() || scheme_.make_up) scored.push_back(score(component, sitting, !scored.empty()));
    std::size_t best = 0;
    for (std::size_t i = 1; i < scored.size(); ++i)
      if (scheme_.make_up->counts == Counts::later || scored[i].counted > scored[best].counted) best = i;
    bool waiting = false;
    for (const Scored& s : scored)
      for (const Wording& w : s.marked.waiting) {
        out_.missing.push_back(w);
        waiting = true;
      }
    keep(component, result, scored[best], best > 0, waiting);
  }

  void leave_absent(const Component& component, ComponentScore& result) {
    const Wording name = name_of_component(component);
    result.reason = {"not sat", "未参加"};
    if (!scheme_.absent_is_zero) {
      out_.missing.push_back({name.en + " was not sat", name.zh + "未参加"});
      return;
    }
    result.reason = {"not sat, counts 0", "未参加，计 0 分"};
    result.score = Decimal();
    if (component.minimum) result.enough = Decimal() >= *component.minimum;
    scores_.push_back(0);
  }

  void keep(const Component& component, ComponentScore& result, Scored& chosen, bool made_up, bool waiting) {
    result.sitting = chosen.number;
    result.made_up = made_up;
    std::ranges::move(chosen.marked.items, std::back_inserter(out_.items));
    if (chosen.marked.marks) result.marks = shown(*chosen.marked.marks);
    if (waiting) {
      result.reason = {"not all is marked", "尚未评完"};
      return;
    }
    result.score = shown(chosen.counted);
    if (component.minimum) result.enough = chosen.counted >= exact(*component.minimum);
    scores_.push_back(chosen.counted);
    const std::string marks = result.marks->to_string() + "/" + component.marks.to_string();
    result.reason = {marks + " marks: " + shown(chosen.score).to_string(),
                     "得 " + marks + " 分，折合 " + shown(chosen.score).to_string()};
    if (made_up) {
      result.reason.en += ", make-up (sitting " + std::to_string(chosen.number) + ")";
      result.reason.zh += "，补考（第 " + std::to_string(chosen.number) + " 次）";
    }
    if (chosen.counted != chosen.score) {
      result.reason.en += ", capped at the pass mark " + scheme_.pass.to_string();
      result.reason.zh += "，按合格线 " + scheme_.pass.to_string() + " 计";
    }
  }

  void finish() {
    Exact total = 0;
    std::string sum;
    for (std::size_t c = 0; c < scores_.size(); ++c) {
      const Component& component = scheme_.components[c];
      total += exact(component.weight) * scores_[c];
      sum +=
          (sum.empty() ? "" : " + ") + component.weight.to_string() + " x " + shown(scores_[c]).to_string();
    }
    const Rounding& rounding = scheme_.rounding;
    const Decimal rounded_total =
        rounding.total ? rounded(total, rounding.digits, rounding.tie) : shown(total);
    out_.exact = shown(total);
    out_.total = rounded_total;
    out_.reasons.push_back({"total: " + sum + " = " + out_.exact->to_string(),
                            "总分：" + sum + " = " + out_.exact->to_string()});
    if (rounding.total) explain_rounding(rounded_total);
    decide(rounding.decides ? exact(rounded_total) : total);
  }

  void explain_rounding(Decimal total) {
    const Rounding& rounding = scheme_.rounding;
    const bool even = rounding.tie == Tie::half_even;
    const std::string digits = std::to_string(rounding.digits);
    out_.reasons.push_back(
        {"rounded half " + std::string(even ? "to even" : "up") + " to " + digits +
             " decimals: " + total.to_string() +
             (rounding.decides ? "; the rounded total decides" : "; the exact total decides"),
         std::string(even ? "按四舍六入五成双" : "按四舍五入") + "保留 " + digits + " 位小数：" +
             total.to_string() + (rounding.decides ? "；以取舍后的总分为准" : "；以未取舍的总分为准")});
  }

  void decide(const Exact& deciding) {
    Grade grade = Grade::fail;
    for (auto band = scheme_.grades.rbegin(); band != scheme_.grades.rend(); ++band)
      if (deciding >= exact(band->from)) grade = band->grade;
    const std::string mark = scheme_.pass.to_string();
    const bool reached = deciding >= exact(scheme_.pass);
    out_.reasons.push_back(
        {shown(deciding).to_string() + (reached ? " reaches" : " is below") + " the pass mark " + mark,
         shown(deciding).to_string() + (reached ? " 达到合格线 " : " 低于合格线 ") + mark});
    bool enough = true;
    for (std::size_t c = 0; c < out_.components.size(); ++c)
      if (out_.components[c].enough == false) {
        const Component& component = scheme_.components[c];
        const Wording name = name_of_component(component);
        const std::string least = component.minimum->to_string(),
                          have = out_.components[c].score->to_string();
        out_.reasons.push_back({name.en + ": " + have + " is below its minimum " + least,
                                name.zh + "：" + have + " 低于最低要求 " + least});
        enough = false;
      }
    out_.passed = reached && enough;
    out_.grade = *out_.passed ? grade : Grade::fail;
    out_.reasons.push_back(
        {"grade: " + word_of(*out_.grade, Language::en), "等级：" + word_of(*out_.grade, Language::zh)});
  }

  const SchemeDefinition& scheme_;
  AssessmentOutcome out_;
  std::vector<Exact> scores_; ///< of the components that have one, in order
  std::vector<Fault> faults_;
};

/// "q1: 5/10, answered A; B, the key is A"
std::string line_of(const ItemMark& item, Language language) {
  const bool zh = language == Language::zh;
  std::string text = item.item + (zh ? "：" : ": ");
  if (item.marks) text += item.marks->to_string() + "/" + item.maximum.to_string() + (zh ? "，" : ", ");
  return text + item.reason.in(language);
}

} // namespace

AssessmentOutcome mark(const Scheme& scheme, const std::string& learner, std::span<const Sitting> sittings) {
  return Marker(scheme, learner).mark(sittings);
}

std::string to_text(const AssessmentOutcome& outcome, Language language) {
  const bool zh = language == Language::zh;
  std::string text = outcome.learner + (zh ? "，" : ", ") + outcome.scheme + " " + outcome.version + "\n";
  const std::string colon = zh ? "：" : ": ";
  for (const ComponentScore& c : outcome.components) {
    text += "  " + c.title.in(language) + colon + c.reason.in(language) + "\n";
    for (const ItemMark& item : outcome.items)
      if (item.component == c.component) text += "    " + line_of(item, language) + "\n";
  }
  for (const Wording& reason : outcome.reasons) text += "  " + reason.in(language) + "\n";
  for (const Wording& missing : outcome.missing)
    text += (zh ? "  缺：" : "  missing: ") + missing.in(language) + "\n";
  return text;
}

} // namespace aftercourse
