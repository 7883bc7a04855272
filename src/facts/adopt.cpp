#include "adopt.hpp"

#include <algorithm>

#include <aftercourse/base/error.hpp>

#include "cells.hpp"

namespace aftercourse {

namespace {

/// Whether `later` is the kind, or the kind with fields added to it.
bool is_extension(const Kind& later, const Kind& kind) {
  return kind.name == later.name && kind.fields.size() <= later.fields.size() &&
         std::equal(kind.fields.begin(), kind.fields.end(), later.fields.begin());
}

void check_shape(const Rows& rows, const Schema& schema) {
  const std::size_t kind = rows.kind_index();
  if (kind >= schema.kinds().size() || !is_extension(schema.kind(kind), rows.kind()))
    throw InvalidArgument("AC2014", "the rows were made for another schema", rows.kind().name);
  for (std::size_t f = 0; f < rows.cells.size(); ++f) {
    const Field& field = rows.kind().fields[f];
    if (!has_rows(rows.cells[f], field, rows.size()))
      throw InvalidArgument("AC2006", "the columns are not of the same length",
                            rows.kind().name + "." + field.name);
  }
}

/// The same texts as symbols of another dictionary.
void translate(std::vector<Symbol>& symbols, const Dictionary& from, Dictionary& to) {
  for (Symbol& s : symbols) s = to.intern(from.text(s));
}

} // namespace

Rows adopted(Rows rows, const Schema& schema, const std::shared_ptr<Dictionary>& words) {
  check_shape(rows, schema);
  if (rows.cells.size() < schema.kind(rows.kind_index()).fields.size()) rows.widen(schema);
  if (&rows.words() == words.get()) return rows;
  Rows out(schema, rows.kind_index(), words);
  append_first(out, rows, rows.size());
  translate(out.ids, rows.words(), *words);
  for (Cells& cells : out.cells) {
    translate(cells.symbols, rows.words(), *words);
    translate(cells.items, rows.words(), *words);
  }
  return out;
}

} // namespace aftercourse
