// What a questionnaire says: a tree of dimensions, items with their scales, skip logic, and the roles of
// those who appraise. Plain data, read and checked by Instrument; docs/instrument.md explains the YAML form
// key by key.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include <aftercourse/base/decimal.hpp>
#include <aftercourse/reading/named.hpp>

namespace aftercourse {

enum class AnswerType : std::uint8_t {
  scale,    ///< a whole number from min to max
  single,   ///< one option
  multiple, ///< any number of options
  matrix,   ///< a scale for each of several rows
  number,   ///< any number, within limits where there are some
  text,     ///< open text
};
BOOST_DESCRIBE_ENUM(AnswerType, scale, single, multiple, matrix, number, text)

struct ScaleLabel {
  Decimal value;
  Title title;
};
BOOST_DESCRIBE_STRUCT(ScaleLabel, (), (value, title))

struct AnswerScale {
  std::optional<Decimal> min, max;     ///< of scale and matrix always, of number where limited
  std::vector<ScaleLabel> labels;      ///< ascending
  std::optional<Decimal> favourable;   ///< answers from here on (after reversing) are favourable
  std::optional<Title> not_applicable; ///< how `not applicable` reads, where it may be answered
};
BOOST_DESCRIBE_STRUCT(AnswerScale, (), (min, max, labels, favourable, not_applicable))

/// A jump: when the answer is one of these, the items up to `to` are not asked.
struct Skip {
  std::vector<std::string> options; ///< chosen options, or numbers
  std::optional<Decimal> at_least, at_most;
  std::string to; ///< a later item, or "end"
};
BOOST_DESCRIBE_STRUCT(Skip, (), (options, at_least, at_most, to))

struct InstrumentItem : Named {
  AnswerType type = AnswerType::scale;
  std::string dimension; ///< the smallest one it belongs to; empty: of none
  bool required = false;
  bool scored = false;   ///< scale and matrix items, unless the file says otherwise
  bool reversed = false; ///< counts as min + max - x
  AnswerScale scale;
  std::vector<Named> options; ///< single, multiple
  std::vector<Named> rows;    ///< matrix
  std::vector<std::string> reversed_rows;
  std::vector<Skip> skips;
};
BOOST_DESCRIBE_STRUCT(InstrumentItem, (Named),
                      (type, dimension, required, scored, reversed, scale, options, rows, reversed_rows,
                       skips))

struct Dimension : Named {
  std::string parent; ///< empty: stands at the top
};
BOOST_DESCRIBE_STRUCT(Dimension, (Named), (parent))

struct AppraiserRole : Named {
  Decimal weight; ///< 0.5 = 50 %; all together are 1
};
BOOST_DESCRIBE_STRUCT(AppraiserRole, (Named), (weight))

struct InstrumentDefinition {
  std::string name, version;
  Title title, introduction;
  std::vector<Dimension> dimensions; ///< parents before their parts
  std::vector<InstrumentItem> items; ///< as they are asked
  std::vector<AppraiserRole> roles;  ///< none: not a multi-source appraisal
  bool rescale_roles = false; ///< a role without answers: the others' weights grow; else there is no total
};
BOOST_DESCRIBE_STRUCT(InstrumentDefinition, (),
                      (name, version, title, introduction, dimensions, items, roles, rescale_roles))

} // namespace aftercourse
