// Marking: from what a learner answered to marks, scores, a grade and the reasons. Pure functions of the
// scheme and the sittings; thread-safe. Every number is exact until the scheme rounds it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/assessment/scheme.hpp>
#include <aftercourse/base/language.hpp>
#include <aftercourse/calendar/date.hpp>

namespace aftercourse {

/// What a learner answered to one item: options (ids or texts), `true` or `false`, a number or a text.
/// Several options may stand in one value ("A;C", "A、C", "AC"). No value, or blank ones: the item was left
/// blank.
struct GivenAnswer {
  std::string item;
  std::vector<std::string> values;
};

/// What one rater gave for one criterion: a level, or a number between the lowest and the highest one.
struct Rating {
  std::string item, criterion, rater, given;
};

/// The mark of a component without items.
struct RecordedMark {
  std::string component;
  Decimal marks;
};

/// One attempt at one or more components: all with an answer, a rating or a mark.
struct Sitting {
  std::optional<Date> date; ///< sittings are in the order given; dates must not contradict it
  std::vector<GivenAnswer> answers;
  std::vector<Rating> ratings;
  std::vector<RecordedMark> marks;
};

enum class ItemState : std::uint8_t { right, partial, wrong, blank, unmarked };
BOOST_DESCRIBE_ENUM(ItemState, right, partial, wrong, blank, unmarked)

struct ItemMark {
  std::string item, component;
  std::int64_t sitting = 1; ///< from 1
  ItemState state = ItemState::blank;
  std::optional<Decimal> marks; ///< none while unmarked; exact thirds and the like are shown to six decimals
  Decimal maximum;
  std::vector<std::string> chosen; ///< options, as ids; else what was written
  std::vector<std::string> raters; ///< who counted
  Wording reason;
};
BOOST_DESCRIBE_STRUCT(ItemMark, (), (item, component, sitting, state, marks, maximum, chosen, raters, reason))

struct ComponentScore {
  std::string component;
  Wording title;                ///< the id where there is none
  std::optional<Decimal> marks; ///< none: not sat, or something of it is not marked yet
  Decimal maximum;
  std::optional<Decimal> score;        ///< 0 to 100, as rounded and capped by the scheme
  std::optional<std::int64_t> sitting; ///< the one that counts, from 1
  bool made_up = false;
  std::optional<bool> enough; ///< reaches its minimum; none where there is none
  Wording reason;
};
BOOST_DESCRIBE_STRUCT(ComponentScore, (),
                      (component, title, marks, maximum, score, sitting, made_up, enough, reason))

struct AssessmentOutcome {
  std::string learner, scheme, version;
  std::string frozen;          ///< of the scheme that it was marked by
  std::vector<ItemMark> items; ///< of the sittings that count, in the scheme's order
  std::vector<ComponentScore> components;
  std::optional<Decimal> exact, total; ///< 0 to 100; `exact` is cut after six decimals, `total` as rounded
  std::optional<Grade> grade;
  std::optional<bool> passed;
  std::vector<Wording> reasons; ///< how the total came about and what decided
  std::vector<Wording> missing; ///< why there is no total yet
};
BOOST_DESCRIBE_STRUCT(AssessmentOutcome, (),
                      (learner, scheme, version, frozen, items, components, exact, total, grade, passed,
                       reasons, missing))

/// Marks a learner's sittings, first to last.
///
/// Objective items: `docs/assessment.md` says how answers are compared. A blank answer earns nothing and is
/// not wrong. Two options for a `single` item are wrong. Rubric items wait until their raters have rated
/// every criterion; until then they are unmarked, the component has no score and the outcome no total, and
/// `missing` says who or what is waited for. A component that no sitting touched is not sat: 0 or no total,
/// as the scheme says. With several sittings of a component the make-up rule decides which counts.
///
/// Throws DataError AC5720 that lists every fault: AC5721 an item, component or criterion that is not there,
/// AC5722 an option or level that is not there, AC5723 a mark outside its range, AC5724 something given
/// twice, AC5725 more sittings of a component than the scheme allows, or dates out of order. `row` is the
/// sitting, `field` the item.
AssessmentOutcome mark(const Scheme& scheme, const std::string& learner, std::span<const Sitting> sittings);

/// The outcome in words, a line each: the components with their items, then how the total came about.
std::string to_text(const AssessmentOutcome& outcome, Language language);

} // namespace aftercourse
