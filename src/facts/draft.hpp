// Draft: the operations of one write, folded into the rows they would leave behind, with everything that is
// wrong with them. Folding keeps the order of the operations; checking looks at what the journal would hold
// in the end, so facts may refer forwards within the batch.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <aftercourse/facts/journal.hpp>

namespace aftercourse {

class Draft {
 public:
  /// `known` must outlive it. With `keep_good`, what is at fault is left out, and so is what refers to it.
  Draft(const Snapshot& known, bool keep_good) : known_(known), keep_good_(keep_good) {}

  void add(Operation operation);
  void check();
  /// Every fault found, in the order of the operations and their rows.
  std::vector<Fault> take_faults();
  /// What is to be written: all, or what is good. The faults stay here.
  Prepared finish();

 private:
  /// Where a row came from: an operation and, in a record, the position there.
  struct Place {
    std::uint32_t operation = 0;
    Row position = no_row;
  };
  /// `gone`: there is nothing to do, because the same is known already or was taken back within the batch.
  enum class State : std::uint8_t { good, bad, gone };
  /// A further operation that went into a row: the same fact again, or an amendment.
  struct Also {
    Row row = no_row;
    Place place;
    bool same = false;
  };
  /// Rows of one kind. `index` finds them by the symbol of their id, or by the row of the table that they
  /// revise.
  struct Sheet {
    Rows rows;
    std::vector<Place> places;
    std::vector<State> states;
    std::vector<Row> revises;
    std::vector<Also> also;
    RowIndex index;
  };
  struct Retraction {
    Row row = no_row;
    Place place;
    State state = State::good;
    std::uint64_t referring = 0;       ///< how many living facts refer to it
    std::vector<std::string> examples; ///< a few of them
  };
  /// What the batch does to one kind: new facts, facts with changed cells, facts retracted.
  struct Changes {
    Sheet fresh, revised;
    std::vector<Retraction> retractions;
    RowIndex retracted; ///< row of the table -> retraction
  };
  struct Found {
    Place place;
    Fault fault;
  };
  struct Source {
    std::string name;
    std::vector<std::int64_t> lines;
  };

  // folding (batch.cpp)
  void fold(RecordOp op);
  void fold(AmendOp op);
  void fold(RetractOp op);
  Row append(Sheet& sheet, Rows rows);
  void place(Changes& changes, Row row);
  void give_again(Sheet& fresh, Row first, Row again);
  void record_again(Changes& changes, Row known, Row row);
  void set_fields(Sheet& sheet, Row row, const AmendOp& op);
  Row revise(Changes& changes, Row known);
  void finish(Changes& changes, Prepared& prepared);
  void finish_records(Changes& changes, Prepared& prepared);
  void finish_amends(Changes& changes, Prepared& prepared);

  // checking (batch_checks.cpp)
  void check_required(Sheet& sheet);
  void check_orders(Sheet& sheet);
  bool check_references(std::size_t kind, bool first_pass);
  void check_references(Sheet& sheet, std::size_t field, bool first_pass);
  void check_reference(Sheet& sheet, Row row, std::size_t field, Symbol symbol);
  std::string dangling(std::size_t kind, Symbol id) const;
  std::string dangling(Symbol any_reference) const;
  std::string fate(std::size_t kind, Symbol id) const;
  bool check_retractions(std::size_t kind);
  void refuse(Retraction& retraction, std::string_view id);
  void count_references(Changes& target, std::size_t kind, std::size_t field);
  void count_reference(Changes& target, const RowIndex& wanted, std::size_t kind, std::size_t field, Row row);
  bool keeps_cell(std::size_t kind, std::size_t field, Row row) const;
  void pass_faults_on(Sheet& sheet);

  Changes& changes_of(std::size_t kind);
  const Changes* find_changes(std::size_t kind) const;
  const Table& table(std::size_t kind) const { return known_.table(kind); }
  bool left_out(State state) const { return state == State::gone || (keep_good_ && state == State::bad); }
  bool retracts(const Changes& changes, Row row) const;
  bool lives(std::size_t kind, Symbol id) const;
  /// The living row that an operation means, unless an earlier one of the batch retracted it.
  Row known_row(const Changes& changes, Symbol id) const;
  /// The row of the batch that an operation means.
  Row fresh_row(const Changes& changes, Symbol id) const;

  Place here() const { return {static_cast<std::uint32_t>(sources_.size() - 1), no_row}; }
  void report(Place place, std::string field, std::string reason, const char* code);
  void report(Sheet& sheet, Row row, std::string field, std::string reason, const char* code);

  const Snapshot& known_;
  bool keep_good_;
  std::vector<Source> sources_; ///< by operation
  std::map<std::size_t, Changes> changes_;
  std::vector<Found> found_;
  std::uint64_t unchanged_ = 0;
};

} // namespace aftercourse
