// The table of what is proposed.
#include <aftercourse/measures/proposed_finding.hpp>

namespace aftercourse {

namespace {

template <class Get>
Column text_column(std::string name, const std::vector<ProposedFinding>& rows, Get get) {
  Column c;
  c.name = std::move(name);
  c.type = Column::Type::text;
  for (const ProposedFinding& row : rows) {
    std::string text(get(row));
    c.codes.push_back(static_cast<std::int32_t>(c.words.size()));
    c.valid.push_back(text.empty() ? 0 : 1);
    c.words.push_back(std::move(text));
  }
  return c;
}

Column real_column(std::string name, const std::vector<ProposedFinding>& rows,
                   std::optional<double> ProposedFinding::*member) {
  Column c;
  c.name = std::move(name);
  c.type = Column::Type::real;
  for (const ProposedFinding& row : rows) {
    c.reals.push_back((row.*member).value_or(0));
    c.valid.push_back(row.*member ? 1 : 0);
  }
  return c;
}

Column n_column(const std::vector<ProposedFinding>& rows) {
  Column c;
  c.name = "n";
  c.type = Column::Type::integer;
  for (const ProposedFinding& row : rows) {
    c.integers.push_back(row.n.value_or(0));
    c.valid.push_back(row.n ? 1 : 0);
  }
  return c;
}

Column as_of_column(const std::vector<ProposedFinding>& rows) {
  Column c;
  c.name = "as_of";
  c.type = Column::Type::date;
  for (const ProposedFinding& row : rows) c.days.push_back(row.as_of.days());
  return c;
}

} // namespace

Frame to_frame(const std::vector<ProposedFinding>& rows) {
  using F = ProposedFinding;
  const auto text = [&](const char* name, auto get) { return text_column(name, rows, get); };
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
                real_column("value", rows, &F::value),
                real_column("limit", rows, &F::limit),
                real_column("bound", rows, &F::bound),
                n_column(rows),
                real_column("p_value", rows, &F::p_value),
                real_column("p_adjusted", rows, &F::p_adjusted),
                text("words", [](const F& f) { return f.words.en; }),
                text("words_zh", [](const F& f) { return f.words.zh; }),
                text("fact", [](const F& f) { return fact_json(f); })},
               rows.size());
}

} // namespace aftercourse
