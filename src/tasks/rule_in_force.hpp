// RuleInForce: a rule of one adopted version, and which occurrences and subjects it governs.
#pragma once

#include "derivation.hpp"
#include "occurrence.hpp"

namespace aftercourse {

enum class Applies { no, yes, ask };

class RuleInForce {
 public:
  RuleInForce(Derivation& derivation, std::uint16_t adopted, std::uint16_t rule);

  const Rule& rule() const { return rule_; }
  const Adopted& adopted() const { return adopted_; }
  std::uint16_t adopted_index() const { return adopted_index_; }
  std::uint16_t rule_index() const { return rule_index_; }

  /// The first day whose anchors count.
  Date earliest() const;
  /// A series that began under an earlier version goes on under this one.
  Date earliest_origin() const;
  /// Whether this version may govern the occurrence; with versions for some units the subject decides.
  bool governs(const Occurrence& o) const;

  bool where_concerns_subject() const { return where_concerns_subject_; }
  bool window_concerns_subject() const { return window_concerns_subject_; }
  /// Whether nothing about a subject can exclude it.
  bool concerns_everyone() const { return concerns_everyone_; }
  /// Whether the version governs that subject, what the rule lasts for lasts, and its condition holds.
  Applies applies(const Occurrence& o, Row subject) const;
  /// Whether the condition holds, for the subject or (no_row) as far as the anchor decides it.
  Applies condition(const Occurrence& o, Row subject) const;

  Viewpoint viewpoint(const Occurrence& o, Row subject) const;
  /// Its label, or its anchor's id.
  std::string label_of(const Occurrence& o) const;
  std::string id_of(Place place) const;
  void sort_by_id(std::vector<Row>& subjects) const;
  [[noreturn]] void refuse(const std::string& what) const;

 private:
  bool lasts(const Occurrence& o, Row subject) const;
  bool governs(const Occurrence& o, Row subject) const;

  Derivation& d_;
  std::uint16_t adopted_index_, rule_index_;
  const Adopted& adopted_;
  const Rule& rule_;
  bool by_unit_; ///< some version of the policy is for some units only
  bool where_concerns_subject_, window_concerns_subject_, concerns_everyone_;
};

} // namespace aftercourse
