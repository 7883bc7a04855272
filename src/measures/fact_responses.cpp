#include "fact_responses.hpp"

#include <algorithm>
#include <unordered_set>

namespace aftercourse {

FactResponses::FactResponses(const TaskSet& tasks, const std::string& instrument)
    : facts_(tasks.facts()), responses_(facts_.table("instrument_response")),
      answers_(facts_.table("instrument_answer")),
      answer_kind_(facts_.schema().at("instrument_answer")), fields_{answers_.kind().at("response"),
                                                                     answers_.kind().at("item"),
                                                                     answers_.kind().at("value"),
                                                                     answers_.kind().at("text"),
                                                                     answers_.kind().at("choices"),
                                                                     answers_.kind().at("not_applicable")},
      versions_(tasks.instruments().versions(instrument)) {
  const auto named = responses_.kind().at("instrument"), date = responses_.kind().at("date");
  for (Row row = 0; row < responses_.size(); ++row) {
    if (!responses_.alive(row) || responses_.text(row, named) != instrument) continue;
    if (const auto day = responses_.day(row, date); day == no_day || day <= tasks.as_of().days())
      all_.push_back(read(row));
  }
  mark_superseded();
}

const FactResponse* FactResponses::find(Row row) const {
  const auto found = std::ranges::lower_bound(all_, row, {}, &FactResponse::row);
  return found == all_.end() || found->row != row ? nullptr : &*found;
}

Response FactResponses::with_answers(const FactResponse& response) const {
  Response out = response.heading;
  for (const Row answer : facts_.referring(answer_kind_, fields_.response, response.row, RowOrder::by_id))
    out.answers.push_back(read_answer(answer));
  return out;
}

FactResponse FactResponses::read(Row row) const {
  FactResponse out{row, {.id = std::string(responses_.id(row))}, version_of(row), false};
  Response& r = out.heading;
  r.person = text(row, "person");
  r.subject = text(row, "subject");
  r.role = text(row, "role");
  // What a response is about: everything that it names.
  for (const char* field : {"questionnaire", "programme", "enrolment", "lecturer", "period"})
    r.occurrence += text(row, field) + '\n';
  if (const auto day = responses_.day(row, responses_.kind().at("date")); day != no_day)
    r.submitted = LocalTime(Date::unchecked(day));
  return out;
}

std::string FactResponses::text(Row row, std::string_view field) const {
  return std::string(responses_.text(row, responses_.kind().at(field)));
}

ItemAnswer FactResponses::read_answer(Row row) const {
  ItemAnswer out{.item = std::string(answers_.text(row, fields_.item))};
  const Value value = answers_.get(row, fields_.value), text = answers_.get(row, fields_.text),
              choices = answers_.get(row, fields_.choices);
  if (const auto* number = std::get_if<Decimal>(&value)) out.value = *number;
  if (const auto* written = std::get_if<std::string>(&text)) out.text = *written;
  if (const auto* chosen = std::get_if<std::vector<std::string>>(&choices)) out.choices = *chosen;
  out.not_applicable = answers_.cells[fields_.not_applicable].booleans[row] == 1;
  return out;
}

const Instrument* FactResponses::version_of(Row row) const {
  const std::string version = text(row, "version");
  if (version.empty()) return versions_.size() == 1 ? versions_.front() : nullptr;
  const auto found =
      std::ranges::find_if(versions_, [&](const auto* i) { return i->definition().version == version; });
  return found == versions_.end() ? nullptr : *found;
}

void FactResponses::mark_superseded() {
  std::vector<Response> headings;
  for (const FactResponse& r : all_) headings.push_back(r.heading);
  const std::vector<Response> counting = last_submissions(headings);
  std::unordered_set<std::string_view> last;
  for (const Response& r : counting) last.insert(r.id);
  for (FactResponse& r : all_) r.superseded = !last.contains(r.heading.id);
}

} // namespace aftercourse
