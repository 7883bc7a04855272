// What a marking scheme says: components with their weights, items with keys and rubrics, the pass mark, the
// grades, rounding and the make-up rule. Plain data, read and checked by Scheme; docs/assessment.md explains
// the YAML form key by key. Marks are exact decimals; scores of components and the total count from 0 to 100.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include <aftercourse/base/decimal.hpp>
#include <aftercourse/reading/named.hpp>

namespace aftercourse {

enum class ComponentKind : std::uint8_t { examination, homework, project, practice };
BOOST_DESCRIBE_ENUM(ComponentKind, examination, homework, project, practice)

enum class ItemType : std::uint8_t { single, multiple, true_false, numeric, text, rubric };
BOOST_DESCRIBE_ENUM(ItemType, single, multiple, true_false, numeric, text, rubric)

/// What an answer to a `multiple` item that is not wholly right earns.
enum class Credit : std::uint8_t {
  all_or_nothing,    ///< nothing
  right_minus_wrong, ///< (right options chosen - wrong options chosen) / right options, at least 0
  per_option,        ///< options treated as in the key (chosen or left) / options
};
BOOST_DESCRIBE_ENUM(Credit, all_or_nothing, right_minus_wrong, per_option)

/// How the marks of several raters become one.
enum class Merge : std::uint8_t {
  mean,
  median,
  third_rater, ///< the mean of two; if they differ by more than `differ`, a third rates, and the two that are
               ///< nearest to each other count (all three when the third stands in the middle)
};
BOOST_DESCRIBE_ENUM(Merge, mean, median, third_rater)

enum class Tie : std::uint8_t { half_up, half_even };
BOOST_DESCRIBE_ENUM(Tie, half_up, half_even)

enum class Grade : std::uint8_t { fail, pass, good, excellent };
BOOST_DESCRIBE_ENUM(Grade, fail, pass, good, excellent)

/// Which sitting of a component counts after a make-up.
enum class Counts : std::uint8_t { best, later };
BOOST_DESCRIBE_ENUM(Counts, best, later)

struct Level : Named {
  Decimal marks;
};
BOOST_DESCRIBE_STRUCT(Level, (Named), (marks))

struct Criterion : Named {
  std::vector<Level> levels; ///< descending by marks
};
BOOST_DESCRIBE_STRUCT(Criterion, (Named), (levels))

struct Rubric {
  std::vector<Criterion> criteria;
  std::int64_t raters = 1; ///< that must have rated
  Merge merge = Merge::mean;
  std::optional<Decimal> differ; ///< third_rater: marks by which two raters may differ
};
BOOST_DESCRIBE_STRUCT(Rubric, (), (criteria, raters, merge, differ))

struct Item : Named {
  ItemType type = ItemType::single;
  Decimal marks;
  std::vector<std::string> key_points;
  std::vector<Named> options;   ///< single, multiple
  std::vector<std::string> key; ///< ids of options; "true" or "false"; numbers; accepted texts
  Credit credit = Credit::all_or_nothing;
  std::optional<Decimal> absolute, relative; ///< numeric: how far off is right, 0.01 = 1 % of the key
  Rubric rubric;
};
BOOST_DESCRIBE_STRUCT(Item, (Named),
                      (type, marks, key_points, options, key, credit, absolute, relative, rubric))

struct Component : Named {
  ComponentKind kind = ComponentKind::examination;
  Decimal weight;                 ///< 0.6 = 60 %; all together are 1
  std::optional<Decimal> minimum; ///< score of 0 to 100 without which nobody passes
  Decimal marks;                  ///< of all items, or of the mark that is recorded directly
  std::vector<Item> items;        ///< none: the mark is recorded directly
};
BOOST_DESCRIBE_STRUCT(Component, (Named), (kind, weight, minimum, marks, items))

struct Band {
  Grade grade = Grade::fail;
  Decimal from; ///< the lowest total with this grade; it ends where the next begins
};
BOOST_DESCRIBE_STRUCT(Band, (), (grade, from))

struct Rounding {
  std::int64_t digits = 6;
  Tie tie = Tie::half_up;
  bool items = false, components = false, total = false; ///< what is rounded
  bool decides = false; ///< whether the rounded total decides on pass and grade; else the exact one does
};
BOOST_DESCRIBE_STRUCT(Rounding, (), (digits, tie, items, components, total, decides))

struct MakeUp {
  Counts counts = Counts::best;
  bool capped = false;   ///< a component made up counts at most the pass mark
  std::int64_t most = 1; ///< make-ups of one component
};
BOOST_DESCRIBE_STRUCT(MakeUp, (), (counts, capped, most))

struct SchemeDefinition {
  std::string name, version;
  Title title;
  std::vector<Named> key_points; ///< of the course
  std::vector<Component> components;
  Decimal pass;             ///< total of 0 to 100
  std::vector<Band> grades; ///< descending
  Rounding rounding;
  std::optional<MakeUp> make_up; ///< none: no second sitting
  bool absent_is_zero = false;   ///< a component not sat counts 0; else there is no total
};
BOOST_DESCRIBE_STRUCT(SchemeDefinition, (),
                      (name, version, title, key_points, components, pass, grades, rounding, make_up,
                       absent_is_zero))

} // namespace aftercourse
