// Schema: which kinds of fact there are and which fields they have, as a value. Everything that handles facts
// - JSON, CSV, Arrow, SQLite tables, Python classes, conditions, the reference page - iterates over it, so
// that a kind declared in a policy file is worth as much as a built-in struct. Immutable; safe from many
// threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/facts/value.hpp>

namespace aftercourse {

/// A name in the two languages of the documents.
struct Title {
  std::string en, zh;
  bool operator==(const Title&) const = default;
};

struct Field {
  std::string name;
  FieldType type = FieldType::text;
  bool list = false;
  bool required = false;
  bool personal = false;           ///< masked, access-controlled and erasable
  std::string target;              ///< reference: the kind referred to; empty: any kind, written "kind/id"
  std::vector<std::string> labels; ///< category: what it may be, in order
  bool operator==(const Field&) const = default;
};

/// Why the field cannot hold the value ("expected date, found text"); nothing when it can, as it can what is
/// missing. Integers are taken for decimals and reals; nothing else is converted. The value of a personal
/// field is not quoted.
std::optional<std::string> refusal(const Field& field, const Value& value);

/// Field `low` must not exceed field `high` where both are present: a programme ends after it starts.
struct Order {
  std::string low, high;
  bool operator==(const Order&) const = default;
};

struct Kind {
  std::string name; ///< snake_case, unique
  Title title;
  std::string about;
  std::vector<Field> fields; ///< without `id`, which every fact has
  std::vector<Order> orders;
  /// Of a kind that holds what people answered: the paths to who did, tried in their order, and then the fact
  /// itself. Numbers over fewer people than may be told apart are not published.
  std::vector<std::string> respondents;

  std::optional<std::size_t> find(std::string_view field) const noexcept;
  /// As find, but throws NotFound AC2002 with the nearest name.
  std::size_t at(std::string_view field) const;
  /// The field that dates a fact of this kind: its first date field. Evidence is matched and conditions are
  /// judged by it.
  std::optional<std::size_t> dated_by() const noexcept;
  /// The field that closes a span: `ends`, when there is one and the kind also has `starts`.
  bool spans() const noexcept;
  bool operator==(const Kind&) const = default;
};

/// Kinds as a JSON array, and back: how declared kinds are recorded. kinds_from_json throws DataError AC2013
/// with the place.
std::string to_json(const std::vector<Kind>& kinds);
std::vector<Kind> kinds_from_json(std::string_view json);

/// The kind with the optional fields by which evidence names what it is meant for, `tasks` and `period`,
/// unless it has them: every kind declared in a policy or by a host goes through here.
Kind evidence_kind(Kind kind);

class Schema {
 public:
  /// The built-in kinds, in alphabetical order.
  static const Schema& built_in();
  /// Only these kinds. Throws InvalidArgument AC2010 for a kind or field declared twice or with a bad name,
  /// AC2011 for a reference to an unknown kind, AC2012 for an order over fields that cannot be compared.
  explicit Schema(std::vector<Kind> kinds);

  /// This schema and more: new kinds are appended; a kind of an existing name adds its fields, which must be
  /// optional and new (or equal to what is there: declaring the same again changes nothing). Existing indices
  /// stay. Throws as above.
  Schema extended(const std::vector<Kind>& more) const;

  const std::vector<Kind>& kinds() const noexcept;
  const Kind& kind(std::size_t index) const { return kinds()[index]; }
  std::optional<std::size_t> find(std::string_view kind) const noexcept;
  /// As find, but throws NotFound AC2001 with the nearest name.
  std::size_t at(std::string_view kind) const;
  /// The JSON Schema (2020-12) of one kind's facts.
  std::string json_schema(std::size_t kind) const;
  bool operator==(const Schema& o) const noexcept;

 private:
  struct Data;
  std::shared_ptr<const Data> data_;
};

} // namespace aftercourse
