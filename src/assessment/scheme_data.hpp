// What a Scheme holds, and how it is read.
#pragma once

#include <aftercourse/assessment/scheme.hpp>
#include <aftercourse/reading/forms.hpp>

namespace aftercourse {

struct Scheme::Data {
  std::string text, file;
  SchemeDefinition definition;
};

namespace reading {

/// Reads a scheme as far as it can be read; the report has what is wrong.
SchemeDefinition read_scheme(const Node& root, Report& report);
/// Warnings: minimums and a pass mark that nobody can reach. The scheme is good otherwise.
std::vector<Diagnostic> unreachable_marks(const SchemeDefinition& scheme, const Node& root,
                                          const Report& report);

/// What is known of a scheme while its items are read.
struct SchemeReading : Reading {
  explicit SchemeReading(Report& r) : Reading(r) {}
  std::vector<std::string> key_points;
  Names items{"the item"};
};

/// Marks or a score. No share: `60%` of what counts to 100 would be 0.6.
std::optional<Decimal> read_marks(Reading& r, const Node& node, Decimal least,
                                  std::optional<Decimal> most = {});
void read_item(SchemeReading& r, const Node& node, Item& item);
Rubric read_rubric(SchemeReading& r, const Node& node, const Item& item);
std::vector<Band> read_grades(Reading& r, const Node& node, Decimal pass, const Node& pass_node);
/// The grades of a scheme that states none.
std::vector<Band> plain_grades(Decimal pass);

} // namespace reading

namespace assessment_codes {

inline constexpr std::string_view wrong_key = "AC5710";     ///< a key with no right answer
inline constexpr std::string_view wrong_weights = "AC5711"; ///< weights that do not add to 100 %
inline constexpr std::string_view wrong_grades = "AC5712";  ///< grades with a gap, an overlap, a wrong order
inline constexpr std::string_view unknown_name = "AC5713";  ///< a key point that is not declared
inline constexpr std::string_view wrong_marks = "AC5714";   ///< marks that do not fit each other
inline constexpr std::string_view unreachable = "AC5715";   ///< a minimum or pass mark that nobody can reach

} // namespace assessment_codes

} // namespace aftercourse
