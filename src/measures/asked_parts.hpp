// AskedParts: which dimensions or items of a questionnaire a question about answers concerns, in each version
// of the questionnaire.
#pragma once

#include <string>
#include <vector>

#include <aftercourse/instrument/scoring.hpp>

#include "asked_measure.hpp"

namespace aftercourse {

/// Of one version: those of its scored_parts() that are asked about.
struct VersionParts {
  const Instrument* version;
  std::vector<ScoredPart> all;
  std::vector<std::size_t> asked;
  std::vector<bool> other_scale; ///< by `asked`: than the last version that has the part

  const ScoredPart& part(std::size_t k) const { return all[asked[k]]; }
};

class AskedParts {
 public:
  /// Throws as read_scores() does.
  AskedParts(const Instruments& instruments, const MeasureRule& rule, const EvaluationQuery& query,
             const std::vector<std::string>& by);
  /// Null for no version.
  const VersionParts* of(const Instrument* version) const;
  /// The version added last.
  const VersionParts& latest() const { return versions_.back(); }
  const std::vector<VersionParts>& versions() const noexcept { return versions_; }
  /// Whether somebody appraised has one score, weighted over the roles: unless the roles are told apart.
  bool is_weighted() const noexcept { return weighted_; }

 private:
  void check_query() const;
  void check_names() const;
  void check_scores();
  bool is_grouped(std::string_view name) const;
  bool is_asked(const InstrumentDefinition& definition, const ScoredPart& part) const;
  bool is_asked_item(const InstrumentDefinition& definition, const ScoredPart& part) const;
  bool is_scored(const ScoredPart& part) const;
  void mark_other_scales();

  const MeasureRule& rule_;
  const AnswersRule& answers_;
  const EvaluationQuery& query_;
  const std::vector<std::string>& by_;
  bool by_dimension_, by_item_;
  bool weighted_ = false;
  std::vector<VersionParts> versions_;
};

} // namespace aftercourse
