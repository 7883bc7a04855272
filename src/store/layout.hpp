// Layout: the tables of the file (docs/file-format.md). A kind of fact has its table from the first fact on,
// with a column for each field; fields added later are columns at the end, so that the place of a column
// never changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/Database.h>

#include <aftercourse/facts/schema.hpp>

namespace aftercourse {

inline constexpr std::int32_t application_id = 0x61667463; // "aftc"
inline constexpr std::int32_t format_version = 1;

/// The columns that every fact table begins with. Fields have no name with an underscore in front.
enum FactColumn : std::size_t { write_column, op_column, id_column, amended_column, first_field_column };
inline constexpr std::string_view op_record = "r", op_amend = "a", op_retract = "x";

/// A column that holds a field, or the offset of an instant.
struct FieldColumn {
  std::size_t field = 0;
  bool minutes = false;
};

std::string table_of(const Kind& kind);                     ///< "fact_follow_up"
std::string_view kind_of_table(std::string_view table);     ///< "follow_up"
std::vector<std::string> fact_tables(SQLite::Database& db); ///< in the order of their names
std::vector<std::string> columns_of(SQLite::Database& db, const std::string& table);
std::string comma_separated(const std::vector<std::string>& columns); ///< quoted: "id", "order"
/// What the column of that name holds, when the kind has such a field.
std::optional<FieldColumn> field_of(const Kind& kind, std::string_view column);

/// Makes the tables of an empty file, in the caller's transaction.
void make_tables(SQLite::Database& db);
/// Sees to it that facts of this kind have their table and every field its column.
void make_table(SQLite::Database& db, const Kind& kind);

} // namespace aftercourse
