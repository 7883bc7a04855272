#include "score_columns.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "asked_parts.hpp"
#include "contribution.hpp"
#include "fact_responses.hpp"

namespace aftercourse {

namespace {

constexpr Wide whole = Decimal::scale;

/// A response that the question lets in.
struct LetIn {
  const FactResponse* response;
  std::vector<std::uint32_t> codes; ///< by column
  const VersionParts* parts;        ///< of its version; null: not known
  Fate fate = Fate::counted;        ///< of the response as a whole
  std::vector<PartScore> scores{};  ///< by asked part
};

class ScoreReader {
 public:
  ScoreReader(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
              const std::vector<std::string>& by, const std::vector<Within>& within)
      : tasks_(tasks), rule_(*asked.rule), by_(by), within_(within), query_(query),
        parts_(tasks.instruments(), rule_, query, by), responses_(tasks, rule_.answers->instrument),
        scan_(tasks, asked, query, by, within, out_.groups) {}

  FactColumns run(RowPart part) {
    const bool weighted = parts_.is_weighted();
    scan_.each(weighted ? RowPart{} : part, [&](Row row, const Viewpoint& from, std::int32_t day) {
      if (weighted && part.of > 1 && subject_of(row) % part.of != part.index) return;
      let_in(row, from, day);
    });
    for (const VersionParts& version : parts_.versions()) score(version);
    if (weighted) return run_appraisals();
    for (const LetIn& r : let_in_)
      for_each_part(r, [&](const ScoredPart* part, Fate fate, const PartScore* score) {
        emit(r, r.codes, part, fate, fate == Fate::counted ? contribution(*score) : std::nullopt);
      });
    return std::move(out_);
  }

 private:
  /// Somebody appraised is measured as a whole.
  Row subject_of(Row row) const {
    const Table& table = tasks_.facts().table(rule_.kind);
    const Row subject = table.target(row, table.kind().at("subject"));
    return subject == no_row ? row : subject;
  }

  void let_in(Row row, const Viewpoint& from, std::int32_t day) {
    const FactResponse* response = responses_.find(row);
    if (response == nullptr) return;
    if (!rule_.answers->role.empty() && response->heading.role != rule_.answers->role) return;
    LetIn& r = let_in_.emplace_back(LetIn{response, {}, parts_.of(response->version)});
    for (std::size_t c = 0; c < out_.groups.size(); ++c) r.codes.push_back(scan_.read(c, from, day));
    if (response->superseded)
      r.fate = Fate::superseded;
    else if (r.parts == nullptr)
      r.fate = Fate::unknown_version;
    else if (parts_.is_weighted() && (response->heading.subject.empty() || response->heading.role.empty()))
      refuse(r, response->heading.subject.empty() ? "subject" : "role");
  }

  void refuse(LetIn& r, const std::string& field) {
    r.fate = Fate::refused;
    std::string& fields = out_.faults[r.response->row];
    if (fields.find(field) == std::string::npos) fields += (fields.empty() ? "" : ", ") + field;
  }

  /// The scores of all responses to one version, some at a time.
  void score(const VersionParts& version) {
    constexpr std::size_t at_once = 1024;
    std::vector<LetIn*> batch;
    for (LetIn& r : let_in_) {
      if (r.parts == &version && r.fate == Fate::counted) batch.push_back(&r);
      if (batch.size() < at_once && &r != &let_in_.back()) continue;
      score(version, batch);
      batch.clear();
    }
  }

  void score(const VersionParts& version, const std::vector<LetIn*>& batch) {
    report(query_.progress, 0, 0, "scoring");
    std::vector<Response> responses;
    for (const LetIn* r : batch) responses.push_back(responses_.with_answers(*r->response));
    for (const Fault& fault : check_responses(*version.version, responses))
      refuse(*batch[static_cast<std::size_t>(fault.row - 1)], fault.field);
    std::size_t good = 0;
    for (std::size_t i = 0; i < batch.size(); ++i)
      if (batch[i]->fate == Fate::counted) std::swap(responses[good++], responses[i]);
    responses.resize(good);
    const std::vector<PartScore> scores = part_scores(*version.version, responses);
    std::size_t at = 0;
    for (LetIn* r : batch) {
      if (r->fate != Fate::counted) continue;
      for (const std::size_t p : version.asked) r->scores.push_back(scores[at * version.all.size() + p]);
      ++at;
    }
  }

  /// Calls visit(part, fate, score) for each part asked of a response; without a version those of the last.
  template <class Visit>
  void for_each_part(const LetIn& r, Visit&& visit) const {
    const VersionParts& version = r.parts != nullptr ? *r.parts : parts_.latest();
    if (version.asked.empty()) visit(nullptr, r.fate == Fate::counted ? Fate::not_asked : r.fate, nullptr);
    for (std::size_t k = 0; k < version.asked.size(); ++k) {
      const PartScore* score = r.fate == Fate::counted ? &r.scores[k] : nullptr;
      visit(&version.part(k), score == nullptr ? r.fate : fate_of(version, k, *score), score);
    }
  }

  Fate fate_of(const VersionParts& version, std::size_t k, const PartScore& score) const {
    if (score.asked == 0) return Fate::not_asked;
    if (version.other_scale[k]) return Fate::other_scale;
    const bool valid = rule_.type == MeasureRule::Type::score ? !std::isnan(score.score) : score.judged > 0;
    return valid ? Fate::counted : Fate::too_few;
  }

  std::optional<Contribution> contribution(const PartScore& score) const {
    if (rule_.type == MeasureRule::Type::score) return Contribution{nearest_millionth(score.score), whole};
    return Contribution{score.favourable * whole, score.judged * whole};
  }

  void emit(const LetIn& r, const std::vector<std::uint32_t>& codes, const ScoredPart* part, Fate fate,
            std::optional<Contribution> contribution) {
    out_.rows.push_back(r.response->row);
    out_.contributions.push_back(contribution);
    out_.fates.push_back(fate);
    for (std::size_t c = 0; c < codes.size(); ++c) {
      WordColumn& column = out_.groups[c];
      std::uint32_t code = codes[c];
      if (c < by_.size() && is_of_answers(rule_, by_[c]) && part != nullptr)
        code = column.words.intern_or_missing(by_[c] == "item" ? part->item : part->dimension);
      column.codes.push_back(code);
    }
  }

  // --- appraisals: who is appraised has one score in a group

  /// The responses about one person, in one version and group.
  struct Unit {
    std::vector<const LetIn*> responses;
  };

  FactColumns run_appraisals() {
    std::map<std::tuple<const VersionParts*, std::string, std::vector<std::uint32_t>>, Unit> units;
    for (const LetIn& r : let_in_) {
      if (r.fate == Fate::counted) {
        const auto by_end = r.codes.begin() + static_cast<std::ptrdiff_t>(by_.size());
        units[{r.parts, r.response->heading.subject, {r.codes.begin(), by_end}}].responses.push_back(&r);
        continue;
      }
      for_each_part(r, [&](const ScoredPart* part, Fate fate, const PartScore*) {
        emit(r, r.codes, part, fate, std::nullopt);
      });
    }
    for (auto& [key, unit] : units) add(std::get<const VersionParts*>(key), unit);
    return std::move(out_);
  }

  void add(const VersionParts* version, Unit& unit) {
    std::ranges::sort(unit.responses, {}, [](const LetIn* r) { return r->response->heading.id; });
    std::vector<Response> responses;
    for (const LetIn* r : unit.responses) responses.push_back(responses_.with_answers(*r->response));
    const std::vector<AppraisalScore> scores = appraisal_scores(*version->version, responses);
    for (std::size_t k = 0; k < version->asked.size(); ++k)
      add(*version, k, unit, scores[version->asked[k]].total);
  }

  void add(const VersionParts& version, std::size_t k, const Unit& unit, double total) {
    bool carried = false; // by one of the responses: the others add nothing
    for (const LetIn* r : unit.responses) {
      Fate fate = fate_of(version, k, r->scores[k]);
      std::optional<Contribution> added;
      if (fate == Fate::counted) {
        fate = std::isnan(total) ? Fate::no_total : Fate::counted;
        if (carried) added = Contribution{0, 0};
        if (!carried && fate == Fate::counted) added = Contribution{nearest_millionth(total), whole};
        carried = true;
      }
      emit(*r, with_cluster_of(*unit.responses.front(), *r), &version.part(k), fate, added);
    }
  }

  /// Who is appraised belongs to one cluster; those who answered are told apart.
  std::vector<std::uint32_t> with_cluster_of(const LetIn& first, const LetIn& r) const {
    std::vector<std::uint32_t> codes = r.codes;
    for (std::size_t w = 0; w < within_.size(); ++w)
      if (within_[w] != Within::respondent) codes[by_.size() + w] = first.codes[by_.size() + w];
    return codes;
  }

  const TaskSet& tasks_;
  const MeasureRule& rule_;
  const std::vector<std::string>& by_;
  const std::vector<Within>& within_;
  const EvaluationQuery& query_;
  AskedParts parts_;
  FactResponses responses_;
  FactColumns out_;
  FactScan scan_;
  std::vector<LetIn> let_in_;
};

} // namespace

FactColumns read_scores(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                        const std::vector<std::string>& by, const std::vector<Within>& within, RowPart part) {
  return ScoreReader(tasks, asked, query, by, within).run(part);
}

} // namespace aftercourse
