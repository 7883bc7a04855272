#include <aftercourse/measures/proposed_finding.hpp>

#include <algorithm>

#include <aftercourse/facts/describe.hpp>
#include <aftercourse/facts/json.hpp>

namespace aftercourse {

namespace {

/// A title in one language, or in the one it has.
const std::string& in_language(const Title& title, Language language) {
  const bool zh = language == Language::zh;
  const std::string &first = zh ? title.zh : title.en, &second = zh ? title.en : title.zh;
  return first.empty() ? second : first;
}

std::string title_of(const ProposedFinding& f, Language language) {
  std::string title = in_language(f.title, language), group = group_text(f);
  if (title.empty()) title = f.finding;
  if (!f.period.empty()) group += (group.empty() ? "" : ", ") + f.period;
  if (group.empty()) return title;
  return language == Language::zh ? title + "（" + group + "）" : title + " (" + group + ")";
}

} // namespace

std::string_view name_of(ProposedFinding::State state) noexcept {
  return state == ProposedFinding::State::found   ? "found"
         : state == ProposedFinding::State::watch ? "watch"
                                                  : "unknown";
}

std::string group_text(const ProposedFinding& finding) {
  std::string text;
  for (const ProposedFinding::Word& word : finding.group)
    text += (text.empty() ? "" : ", ") + word.name + " = " + (word.text.empty() ? "(missing)" : word.text);
  return text;
}

Finding to_fact(const ProposedFinding& f, Language language) {
  Finding fact;
  fact.id = f.id;
  fact.raised = f.as_of;
  fact.title = title_of(f, language);
  if (!f.dimension.empty()) fact.dimension = f.dimension;
  if (!f.subject.empty()) fact.concerning = AnyRef(f.kind + "/" + f.subject);
  for (const ProposedFinding::Word& word : f.group) {
    if (word.text.empty()) continue;
    if (word.name == "dimension" || word.name.ends_with(".dimension"))
      fact.dimension = word.text;
    else if (word.kind == "unit")
      fact.unit = Ref<Unit>(word.text);
    else if (word.kind == "programme")
      fact.programme = Ref<Programme>(word.text);
    else if (!word.kind.empty())
      fact.concerning = AnyRef(word.kind + "/" + word.text);
  }
  return fact;
}

std::string fact_json(const ProposedFinding& finding, Language language) {
  const Finding fact = to_fact(finding, language);
  const Schema& schema = Schema::built_in();
  Rows rows(schema, schema.at("finding"), std::make_shared<Dictionary>());
  const Row row = rows.append(fact.id);
  const auto values = to_values(fact);
  for (std::size_t field = 0; field < values.size(); ++field) rows.set(row, field, values[field]);
  return to_json(rows, row);
}

} // namespace aftercourse
