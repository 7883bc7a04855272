// TableBuilder: a Frame filled row by row.
#pragma once

#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <aftercourse/base/frame.hpp>

namespace aftercourse::text {

class TableBuilder {
 public:
  using Type = Column::Type;
  TableBuilder(std::initializer_list<std::pair<const char*, Type>> columns);

  /// The cells of a row, from left to right. A number that is NaN is null.
  TableBuilder& add(std::int64_t value);
  TableBuilder& add(std::size_t value) { return add(static_cast<std::int64_t>(value)); }
  TableBuilder& add(double value);
  TableBuilder& add(bool value);
  TableBuilder& add(std::string_view value);
  TableBuilder& add(const std::vector<std::string>& values);
  TableBuilder& add_null();

  /// The table of whole rows; the builder is empty then.
  Frame finish();

 private:
  struct Cells {
    Column column;
    std::unordered_map<std::string, std::int32_t> codes;
    std::vector<std::uint8_t> valid;
    bool has_nulls = false;
  };
  Cells& next(bool valid);
  static std::int32_t code_of(Cells& cells, std::string_view word);

  std::vector<Cells> cells_;
  std::size_t at_ = 0;
};

} // namespace aftercourse::text
