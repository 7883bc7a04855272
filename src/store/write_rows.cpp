#include "write_rows.hpp"

#include <algorithm>

#include <aftercourse/base/error.hpp>

#include "statement.hpp"

namespace aftercourse {

std::uint64_t last_write_of(SQLite::Database& db) {
  return static_cast<std::uint64_t>(integer_from(db, "SELECT max(number) FROM write"));
}

Digest hash_of_write(SQLite::Database& db, std::uint64_t number) {
  if (number == 0) return {};
  Statement query(db, "SELECT hash FROM write WHERE number = ?1");
  query.bind(1, static_cast<std::int64_t>(number));
  if (!query.step()) refuse_write(number, "is missing");
  return digest_from(query.bytes(0), number);
}

Digest digest_from(std::string_view bytes, std::uint64_t write) {
  Digest hash;
  if (bytes.size() != hash.size()) refuse_write(write, "has no hash");
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

void add_to(Chain& chain, const Write& write) {
  const auto text = [&](std::size_t column, const std::string& t) {
    if (!t.empty()) chain.add(column, std::string_view(t));
  };
  chain.add(0, static_cast<std::int64_t>(write.number));
  chain.add(1, write.recorded_at.microseconds());
  chain.add(2, std::int64_t{write.recorded_at.offset_minutes()});
  text(3, write.actor);
  text(4, write.reason);
  text(6, write.source); // 5 is the hash itself
  chain.end_row();
}

void add_to(Chain& chain, const std::vector<Document>& documents) {
  if (documents.empty()) return;
  chain.begin_table("document");
  for (std::size_t i = 0; i < documents.size(); ++i) {
    chain.add(1, static_cast<std::int64_t>(i));
    chain.add(2, std::string_view(documents[i].type));
    chain.add(3, std::string_view(documents[i].name));
    chain.add(4, std::string_view(documents[i].text));
    chain.end_row();
  }
  chain.end_table({"write", "position", "type", "name", "text"});
}

void insert(SQLite::Database& db, const Write& write, const Digest& hash) {
  Statement row(db, "INSERT INTO write (number, recorded_at, offset_minutes, actor, source, reason, hash)"
                    " VALUES (?1, ?2, ?3, nullif(?4, ''), nullif(?5, ''), nullif(?6, ''), ?7)");
  row.bind(1, static_cast<std::int64_t>(write.number));
  row.bind(2, write.recorded_at.microseconds());
  row.bind(3, std::int64_t{write.recorded_at.offset_minutes()});
  row.bind(4, std::string_view(write.actor));
  row.bind(5, std::string_view(write.source));
  row.bind(6, std::string_view(write.reason));
  row.bind_bytes(7, {reinterpret_cast<const char*>(hash.data()), hash.size()});
  row.run();
}

void insert(SQLite::Database& db, std::uint64_t write, const std::vector<Document>& documents) {
  if (documents.empty()) return;
  Statement row(db, "INSERT INTO document (write, position, type, name, text) VALUES (?1, ?2, ?3, ?4, ?5)");
  row.bind(1, static_cast<std::int64_t>(write));
  for (std::size_t i = 0; i < documents.size(); ++i) {
    row.bind(2, static_cast<std::int64_t>(i));
    row.bind(3, std::string_view(documents[i].type));
    row.bind(4, std::string_view(documents[i].name));
    row.bind(5, std::string_view(documents[i].text));
    row.run();
  }
}

void refuse_write(std::uint64_t number, std::string_view reason) {
  throw CorruptError("AC6020",
                     "write " + std::to_string(number) + " " + std::string(reason) + "; restore a backup");
}

} // namespace aftercourse
