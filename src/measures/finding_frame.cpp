// The table of what is proposed.
#include <aftercourse/measures/proposed_finding.hpp>

#include "row_columns.hpp"

namespace aftercourse {

namespace {

Column as_of_column(const std::vector<ProposedFinding>& rows) {
  Column c = column_named("as_of", Column::Type::date);
  for (const ProposedFinding& row : rows) c.days.push_back(row.as_of.days());
  return c;
}

} // namespace

Frame to_frame(const std::vector<ProposedFinding>& rows) {
  using F = ProposedFinding;
  const auto text = [&](const char* name, auto get) { return text_column(name, rows, get); };
  const auto real = [&](const char* name, std::optional<double> F::*member) {
    return real_column(name, rows, [=](const F& f) { return f.*member; });
  };
  return Frame({text("finding", [](const F& f) { return f.finding; }),
                text("policy", [](const F& f) { return f.policy; }),
                text("clause", [](const F& f) { return f.clause; }),
                text("title", [](const F& f) { return f.title.en; }),
                text("title_zh", [](const F& f) { return f.title.zh; }),
                text("kind", [](const F& f) { return f.kind; }),
                text("subject", [](const F& f) { return f.subject; }),
                text("state", [](const F& f) { return name_of(f.state); }),
                as_of_column(rows),
                text("id", [](const F& f) { return f.id; }),
                text("group", [](const F& f) { return group_text(f); }),
                text("period", [](const F& f) { return f.period; }),
                text("measure", [](const F& f) { return f.measure; }),
                real("value", &F::value),
                real("limit", &F::limit),
                real("bound", &F::bound),
                integer_column("n", rows, [](const F& f) { return f.n; }),
                real("p_value", &F::p_value),
                real("p_adjusted", &F::p_adjusted),
                text("words", [](const F& f) { return f.words.en; }),
                text("words_zh", [](const F& f) { return f.words.zh; }),
                text("fact", [](const F& f) { return fact_json(f); })},
               rows.size());
}

} // namespace aftercourse
