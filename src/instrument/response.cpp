#include <aftercourse/instrument/response.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <aftercourse/base/utf8.hpp>

#include "answer_check.hpp"
#include "sheet.hpp"

namespace aftercourse {

namespace {

class ResponseCheck {
 public:
  explicit ResponseCheck(const Instrument& instrument) : sheet_(instrument) {
    for (const Sheet::Place& place : sheet_.places()) names_.push_back(place.id);
  }

  void add(const Response& response) {
    ++row_;
    if (!response.id.empty() && !ids_.insert(response.id).second)
      refuse("id", "the id is given twice", "AC5824");
    const auto& roles = sheet_.definition().roles;
    if (!response.role.empty() && std::ranges::find(roles, response.role, &AppraiserRole::id) == roles.end())
      refuse("role", "there is no such role", "AC5822");
    std::set<std::string_view> seen;
    for (const ItemAnswer& answer : response.answers) {
      const auto place = sheet_.find(answer.item);
      if (!place) {
        const auto near = nearest(answer.item, names_);
        refuse(answer.item, "there is no such item" + (near ? "; did you mean `" + *near + "`?" : ""),
               "AC5821");
      } else if (!seen.insert(answer.item).second) {
        refuse(answer.item, "the item is answered twice", "AC5824");
      } else if (auto wrong = refusal_of(sheet_.item(*place), answer)) {
        refuse(answer.item, std::move(wrong->reason), wrong->code);
      }
    }
  }

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  void refuse(const std::string& field, std::string reason, const char* code) {
    faults_.push_back({"responses", row_, 0, field, std::move(reason), code});
  }

  Sheet sheet_;
  std::vector<std::string> names_;
  std::set<std::string, std::less<>> ids_;
  std::vector<Fault> faults_;
  std::int64_t row_ = 0;
};

} // namespace

std::optional<WrongAnswer> refusal_of(const InstrumentItem& item, const ItemAnswer& answer) {
  const auto form = [](const char* expected) {
    return WrongAnswer{std::string("the answer is not of the item's form: expected ") + expected, "AC5825"};
  };
  const bool chosen = item.type == AnswerType::single || item.type == AnswerType::multiple;
  if (item.type == AnswerType::text && (answer.value || !answer.choices.empty())) return form("a text");
  if (chosen && (answer.value || answer.text)) return form("options");
  if (!chosen && item.type != AnswerType::text && (answer.text || !answer.choices.empty()))
    return form("a number");
  if (item.type == AnswerType::single && answer.choices.size() > 1) return form("one option");
  if (answer.not_applicable && (!item.scale.not_applicable || answer.value))
    return form("no `not applicable`");
  for (const std::string& choice : answer.choices)
    if (std::ranges::find(item.options, choice, &Named::id) == item.options.end())
      return WrongAnswer{"`" + choice + "` is no option of the item", "AC5822"};
  return answer.value ? refusal_of_value(item, *answer.value) : std::nullopt;
}

std::optional<WrongAnswer> refusal_of_value(const InstrumentItem& item, Decimal value) {
  const AnswerScale& scale = item.scale;
  const bool steps = item.type != AnswerType::number;
  if ((!scale.min || value >= *scale.min) && (!scale.max || value <= *scale.max) &&
      (!steps || value.units() % Decimal::scale == 0))
    return {};
  std::string range = scale.min ? " from " + scale.min->to_string() : "";
  if (scale.max) range += " to " + scale.max->to_string();
  return WrongAnswer{value.to_string() + " is no " + (steps ? "whole number" : "number") + range, "AC5823"};
}

void refuse_responses(std::string message, std::vector<Fault> faults) {
  constexpr std::size_t shown = 20;
  for (std::size_t i = 0; i < std::min(faults.size(), shown); ++i) message += "\n" + to_string(faults[i]);
  if (faults.size() > shown) message += "\n... and " + std::to_string(faults.size() - shown) + " more";
  throw DataError("AC5820", message).with_faults(std::move(faults));
}

std::vector<Fault> check_responses(const Instrument& instrument, std::span<const Response> responses) {
  ResponseCheck check(instrument);
  for (const Response& response : responses) check.add(response);
  return check.take();
}

void require_good_responses(const Instrument& instrument, std::span<const Response> responses) {
  auto faults = check_responses(instrument, responses);
  if (faults.empty()) return;
  refuse_responses("the responses cannot be used", std::move(faults));
}

std::vector<Response> last_submissions(std::span<const Response> responses) {
  using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;
  std::map<Key, std::size_t> last;
  std::vector<bool> counts(responses.size(), true);
  for (std::size_t i = 0; i < responses.size(); ++i) {
    const Response& r = responses[i];
    if (r.person.empty()) continue;
    const auto [known, fresh] = last.emplace(Key(r.person, r.occurrence, r.subject, r.role), i);
    if (fresh) continue;
    const Response& before = responses[known->second];
    const bool earlier = r.submitted && before.submitted && *r.submitted < *before.submitted;
    counts[earlier ? i : known->second] = false;
    if (!earlier) known->second = i;
  }
  std::vector<Response> out;
  for (std::size_t i = 0; i < responses.size(); ++i)
    if (counts[i]) out.push_back(responses[i]);
  return out;
}

std::vector<AnsweredItem> answered_items(const Instrument& instrument, const Response& response) {
  const Sheet sheet(instrument);
  const auto filled = sheet.fill(response);
  std::vector<AnsweredItem> out;
  for (std::size_t p = 0; p < sheet.places().size(); ++p)
    out.push_back({sheet.places()[p].id, filled.states[p], filled.values[p]});
  return out;
}

} // namespace aftercourse
