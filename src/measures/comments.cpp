#include <aftercourse/measures/comments.hpp>

#include <algorithm>
#include <numeric>
#include <set>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/text/quotations.hpp>
#include <aftercourse/text/remarks.hpp>
#include <aftercourse/text/term_index.hpp>

#include "answers.hpp"
#include "comment_table.hpp"
#include "fact_responses.hpp"
#include "fact_scan.hpp"

namespace aftercourse {

namespace {

using text::PolarityLabel;

/// What one comment says of one dimension, or as a whole.
struct Said {
  std::string text, person;
  PolarityLabel label = PolarityLabel::neutral;
};

/// By dimension: its place among the topmost ones plus 1; 0: the whole.
using SaidByDimension = std::map<std::size_t, std::vector<Said>>;
using SaidByGroup = std::map<std::vector<std::string>, SaidByDimension, MissingLast>;

/// Texts and who wrote them, as the functions of the text floor take them.
struct CommentColumns {
  std::vector<std::optional<std::string_view>> texts, people;

  void add(const std::vector<Said>& said) {
    for (const Said& one : said) {
      texts.emplace_back(one.text);
      people.emplace_back(one.person);
    }
  }
};

/// The ids of the open items that are asked about.
std::set<std::string> open_items(const Instruments& instruments, const CommentQuery& query) {
  const auto refuse = [](const std::string& what, const std::vector<std::string>& known,
                         const std::string& name) {
    const auto near = nearest(name, known);
    throw NotFound("AC5030", "there is no " + what + " `" + name + "`" +
                                 (near ? "; did you mean `" + *near + "`?" : ""));
  };
  const auto versions = instruments.versions(query.instrument);
  if (versions.empty()) refuse("questionnaire", instruments.names(), query.instrument);
  std::set<std::string> open;
  for (const Instrument* version : versions)
    for (const InstrumentItem& item : version->definition().items)
      if (item.type == AnswerType::text) open.insert(item.id);
  if (query.item.empty()) return open;
  if (!open.contains(query.item))
    refuse("open item in the questionnaire `" + query.instrument + "` named", {open.begin(), open.end()},
           query.item);
  return {query.item};
}

class CommentReader {
 public:
  CommentReader(const TaskSet& tasks, const CommentQuery& query)
      : tasks_(tasks), query_(query), items_(open_items(tasks.instruments(), query)),
        responses_(tasks, query.instrument) {
    for (const text::CodingDimension& d : query.scheme.dimensions())
      if (d.id.find('.') == std::string::npos) topmost_.push_back(&d);
  }

  const std::vector<const text::CodingDimension*>& topmost() const noexcept { return topmost_; }

  SaidByGroup read(const EvaluationQuery& asked) {
    MeasureRule rule;
    rule.type = MeasureRule::Type::count;
    rule.kind = tasks_.facts().schema().at("instrument_response");
    const AskedMeasure measure{"comments", &rule, std::nullopt};
    std::vector<WordColumn> columns;
    FactScan scan(tasks_, measure, asked, asked.by, {Within::respondent}, columns);
    scan.each({}, [&](Row row, const Viewpoint& from, std::int32_t day) {
      const FactResponse* response = responses_.find(row);
      if (response == nullptr || response->superseded) return;
      std::vector<std::string> words;
      for (std::size_t c = 0; c < columns.size(); ++c)
        words.push_back(columns[c].words.text(scan.read(c, from, day)));
      const std::string person = words.back();
      words.pop_back();
      for (const ItemAnswer& answer : responses_.with_answers(*response).answers)
        if (answer.text && items_.contains(answer.item)) add(groups_[words], *answer.text, person);
    });
    return std::move(groups_);
  }

 private:
  void add(SaidByDimension& group, const std::string& text, const std::string& person) {
    if (text::says_nothing(text)) return;
    group[0].push_back({text, person, query_.lexicon.polarity(text).label});
    const std::vector<text::Remark> remarks = text::remarks(text, query_.scheme, query_.lexicon);
    for (std::size_t d = 0; d < topmost_.size(); ++d) {
      Said said{{}, person};
      for (const text::Remark& remark : remarks) {
        if (std::ranges::none_of(remark.dimensions,
                                 [&](const auto& id) { return text::lies_within(id, topmost_[d]->id); }))
          continue;
        said.text += text.substr(remark.begin, remark.end - remark.begin) + '\n'; // each by itself
        said.label = text::together(said.label, remark.label);
      }
      if (!said.text.empty()) group[d + 1].push_back(std::move(said));
    }
  }

  const TaskSet& tasks_;
  const CommentQuery& query_;
  std::set<std::string> items_;
  FactResponses responses_;
  std::vector<const text::CodingDimension*> topmost_;
  SaidByGroup groups_;
};

/// The terms of all that was said of one dimension, group after group.
struct AllSaid {
  text::TermIndex terms;
  std::size_t size = 0;
};

class CommentSummary {
 public:
  CommentSummary(const CommentQuery& query, const std::vector<const text::CodingDimension*>& topmost,
                 const SaidByGroup& groups)
      : query_(query), topmost_(topmost), groups_(groups) {
    for (std::size_t d = 0; d <= topmost.size(); ++d) all_.push_back(all_of(d));
  }

  std::vector<CommentRow> run() const {
    std::vector<CommentRow> rows;
    std::vector<std::size_t> begin(all_.size()); // of the group, by dimension
    for (const auto& [group, dimensions] : groups_)
      for (const auto& [dimension, said] : dimensions) {
        report(query_.progress, rows.size(), 0, "summarising");
        rows.push_back(row_of(group, dimension, said, begin[dimension]));
        begin[dimension] += said.size();
      }
    return rows;
  }

 private:
  AllSaid all_of(std::size_t dimension) const {
    CommentColumns columns;
    for (const auto& [group, dimensions] : groups_)
      if (const auto said = dimensions.find(dimension); said != dimensions.end()) columns.add(said->second);
    text::KeyTermOptions options;
    options.people = columns.people;
    return {text::TermIndex(columns.texts, options), columns.texts.size()};
  }

  CommentRow row_of(const std::vector<std::string>& group, std::size_t dimension,
                    const std::vector<Said>& said, std::size_t first) const {
    CommentRow row;
    row.group = group;
    if (dimension > 0) {
      row.dimension = topmost_[dimension - 1]->id;
      row.title = topmost_[dimension - 1]->title.in(query_.language);
    }
    std::set<std::string_view> people;
    for (const Said& one : said) people.insert(one.person);
    row.people = static_cast<std::int64_t>(people.size());
    const bool published = query_.audience == Audience::publish;
    row.state = published && row.people < fewest_published ? "suppressed" : "ok";
    if (row.suppressed()) return row;
    count(said, row);
    row.key_terms = terms_of(all_[dimension], first, first + said.size());
    if (published && row.people < fewest_quoted)
      row.quotes = "hidden";
    else
      quote(said, row);
    return row;
  }

  static void count(const std::vector<Said>& said, CommentRow& row) {
    row.comments = static_cast<std::int64_t>(said.size());
    for (const Said& one : said) switch (one.label) {
      case PolarityLabel::positive:
        ++row.positive;
        break;
      case PolarityLabel::negative:
        ++row.negative;
        break;
      case PolarityLabel::mixed:
        ++row.mixed;
        break;
      case PolarityLabel::neutral:
        ++row.neutral;
      }
  }

  /// What stands out in rows [first, last) of all that was said of a dimension, against the rest.
  std::vector<std::string> terms_of(const AllSaid& all, std::size_t first, std::size_t last) const {
    std::vector<std::size_t> rows(all.size), others;
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    others.assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(first));
    others.insert(others.end(), rows.begin() + static_cast<std::ptrdiff_t>(last), rows.end());
    std::vector<std::string> out;
    for (text::KeyTerm& term : all.terms.key_terms(std::span(rows).subspan(first, last - first), others)) {
      if (out.size() == static_cast<std::size_t>(query_.most_terms)) break;
      out.push_back(std::move(term.term));
    }
    return out;
  }

  /// Of each judgement the sentences most like what others say, each person once in each.
  void quote(const std::vector<Said>& said, CommentRow& row) const {
    row.quotes = "none";
    if (query_.most_quotes == 0) return;
    CommentColumns columns;
    columns.add(said);
    text::QuotationOptions options{.scheme = query_.scheme, .lexicon = query_.lexicon};
    options.most = query_.most_quotes;
    options.people = columns.people;
    std::vector<text::Quotation> found = text::quotations(columns.texts, options);
    if (!row.dimension.empty())
      std::erase_if(found, [&](const auto& q) { return !text::lies_within(q.dimension, row.dimension); });
    std::ranges::stable_sort(found, [](const text::Quotation& a, const text::Quotation& b) {
      return a.n != b.n ? a.n > b.n : a.centrality > b.centrality;
    });
    std::set<std::pair<PolarityLabel, std::string_view>> quoted;
    for (const text::Quotation& q : found) {
      auto* list = q.label == PolarityLabel::positive   ? &row.praise
                   : q.label == PolarityLabel::negative ? &row.blame
                                                        : nullptr;
      if (list == nullptr || list->size() == static_cast<std::size_t>(query_.most_quotes)) continue;
      if (!quoted.emplace(q.label, said[q.row].person).second) continue;
      list->push_back(q.quote);
      row.quotes = "shown";
    }
  }

  const CommentQuery& query_;
  const std::vector<const text::CodingDimension*>& topmost_;
  const SaidByGroup& groups_;
  std::vector<AllSaid> all_; ///< by dimension
};

/// The question as evaluate() asks it.
EvaluationQuery evaluation_of(const CommentQuery& query) {
  for (const std::int64_t most : {query.most_terms, query.most_quotes})
    if (most < 0 || most > 100)
      throw InvalidArgument("AC5032", "a row of comments has 0 to 100 terms and quotations, not " +
                                          std::to_string(most));
  EvaluationQuery asked;
  asked.by = query.by;
  asked.where = query.where;
  asked.from = query.from;
  asked.to = query.to;
  asked.period = query.period;
  asked.audience = query.audience;
  asked.progress = query.progress;
  check_query(asked);
  return with_days(asked);
}

} // namespace

Frame summarise_comments(const TaskSet& tasks, const CommentQuery& query) {
  const EvaluationQuery asked = evaluation_of(query);
  CommentReader reader(tasks, query);
  const SaidByGroup groups = reader.read(asked);
  std::vector<CommentRow> rows = CommentSummary(query, reader.topmost(), groups).run();
  if (rows.empty() && query.by.empty()) {
    rows.emplace_back();
    rows.back().state = "no data";
  }
  return comment_table(query.by, rows);
}

} // namespace aftercourse
