// What a Snapshot shares with others: the facts of each kind, each behind a pointer of its own, so that a
// write copies only the kinds it changes, and only while somebody else looks at them.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <aftercourse/facts/journal.hpp>

#include "postings.hpp"

namespace aftercourse {

/// The facts of one kind, their history and what was worked out from them so far.
struct KindFacts {
  Table table;
  std::vector<Amendment> amendments;
  std::uint64_t last_change = 0; ///< the last write that concerned this kind
  std::unique_ptr<Lookups> lookups;

  KindFacts(Table t, std::vector<Amendment> a, std::uint64_t change)
      : table(std::move(t)), amendments(std::move(a)), last_change(change) {
    forget_lookups();
  }
  /// A slot for each field in either order, two for all living rows, and one for the amendments of each row.
  void forget_lookups() { lookups = std::make_unique<Lookups>(2 * table.cells.size() + 3); }
  std::size_t field_slot(std::size_t field, RowOrder order) const noexcept {
    return 2 * field + (order == RowOrder::by_id ? 1 : 0);
  }
  std::size_t living_slot(RowOrder order) const noexcept { return field_slot(table.cells.size(), order); }
  std::size_t amendments_slot() const noexcept { return 2 * table.cells.size() + 2; }
};

struct Snapshot::Data {
  Schema schema;
  std::shared_ptr<Dictionary> words;
  std::vector<Write> writes;
  std::vector<Document> documents;
  std::vector<std::shared_ptr<KindFacts>> kinds;
};

/// No facts yet, of any kind of the schema; and of one kind.
std::shared_ptr<Snapshot::Data> empty_data(const Schema& schema);
std::shared_ptr<KindFacts> empty_facts(const Snapshot::Data& data, std::size_t kind);

/// Whether the rows referred to are kept beside the cells: not for lists and references to any kind.
bool has_targets(const Field& field);
/// Finds the living row that a reference means: for all rows from `from` on, or for one.
void find_targets(const Snapshot::Data& data, Table& table, std::size_t field, Row from);
void find_target(const Snapshot::Data& data, Table& table, std::size_t field, Row row);

/// "finding/F1" as kind and id.
std::optional<std::pair<std::string_view, std::string_view>>
split_reference(std::string_view any_reference) noexcept;

} // namespace aftercourse
