#include <aftercourse/base/arrow_view.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <limits>

namespace aftercourse {

std::string_view name_of(Given g) noexcept {
  static constexpr std::array<std::string_view, 11> names = {
      "nothing",   "text",          "a number", "a whole number", "a floating-point number",
      "a decimal", "true or false", "a day",    "a time",         "a list",
      "an object"};
  return names[static_cast<std::size_t>(g)];
}

} // namespace aftercourse

namespace aftercourse::arrow {

namespace {

using Layout = Type::Layout;
__extension__ using Int128 = __int128;

void require(bool good, const char* otherwise) {
  if (!good) throw Malformed{otherwise};
}

template <class Number>
std::optional<Number> read_number(std::string_view text) noexcept {
  Number n{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(n) : std::nullopt;
}

Type fixed(Given given, std::size_t width) {
  Type t;
  t.given = given;
  t.layout = Layout::fixed;
  t.width = width;
  return t;
}

Type texts(Layout layout, std::size_t offset_width) {
  Type t = fixed(Given::text, offset_width);
  t.layout = layout;
  return t;
}

/// "+08:00" as minutes.
std::optional<std::int32_t> read_offset(std::string_view text) noexcept {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return {};
  const auto hours = read_number<std::uint32_t>(text.substr(1, 2)),
             minutes = read_number<std::uint32_t>(text.substr(4));
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return {};
  const auto offset = static_cast<std::int32_t>(*hours * 60 + *minutes);
  return text[0] == '-' ? -offset : offset;
}

/// The zones that have not changed their offset for thirty years. Others would need the zone database of the
/// machine, and the same facts would then differ between machines.
std::optional<std::int32_t> offset_of(std::string_view zone) noexcept {
  struct Zone {
    std::string_view name;
    std::int32_t minutes;
  };
  static constexpr std::array zones = {Zone{"", 0},
                                       Zone{"UTC", 0},
                                       Zone{"Etc/UTC", 0},
                                       Zone{"GMT", 0},
                                       Zone{"Z", 0},
                                       Zone{"PRC", 480},
                                       Zone{"Asia/Shanghai", 480},
                                       Zone{"Asia/Hong_Kong", 480},
                                       Zone{"Asia/Macau", 480},
                                       Zone{"Asia/Taipei", 480},
                                       Zone{"Asia/Singapore", 480},
                                       Zone{"Asia/Tokyo", 540},
                                       Zone{"Asia/Seoul", 540}};
  const auto found =
      std::find_if(zones.begin(), zones.end(), [zone](const Zone& z) { return z.name == zone; });
  return found != zones.end() ? std::optional(found->minutes) : read_offset(zone);
}

/// "tdD", "tdm" or "ts", a unit, ":" and a zone.
std::optional<Type> time_type(std::string_view format) {
  if (format == "tdD") return fixed(Given::day, 4);
  if (format == "tdm") {
    Type t = fixed(Given::day, 8);
    t.ticks_a_second = 1000;
    return t;
  }
  if (format.size() < 4 || !format.starts_with("ts") || format[3] != ':') return {};
  Type t = fixed(Given::moment, 8);
  switch (format[2]) {
  case 's':
    t.ticks_a_second = 1;
    break;
  case 'm':
    t.ticks_a_second = 1'000;
    break;
  case 'u':
    t.ticks_a_second = 1'000'000;
    break;
  case 'n':
    t.ticks_a_second = 1'000'000'000;
    break;
  default:
    return {};
  }
  t.offset = offset_of(format.substr(4));
  return t;
}

/// "d:precision,scale" of 128 bits.
std::optional<Type> decimal_type(std::string_view format) {
  if (format.ends_with(",128") && std::count(format.begin(), format.end(), ',') == 2) format.remove_suffix(4);
  const std::size_t comma = format.find(',');
  if (!format.starts_with("d:") || comma == std::string_view::npos) return {};
  const auto scale = read_number<int>(format.substr(comma + 1));
  if (!scale || *scale < -38 || *scale > 38) return {};
  Type t = fixed(Given::decimal, 16);
  t.scale = *scale;
  return t;
}

std::optional<Type> list_type(const ArrowSchema& schema, std::size_t offset_width) {
  require(schema.n_children == 1 && schema.children != nullptr && schema.children[0] != nullptr,
          "a list needs one child");
  const ArrowSchema& child = *schema.children[0];
  if (std::string_view(child.format != nullptr ? child.format : "").starts_with('+'))
    return {}; // no lists of lists
  const auto items = type_of(child);
  if (!items || (items->given != Given::text && items->given != Given::nothing)) return {};
  Type t = fixed(Given::list, offset_width);
  t.layout = Layout::list;
  t.items = std::make_shared<Type>(*items);
  return t;
}

std::optional<Type> plain_type(std::string_view format) {
  static constexpr std::string_view integers = "cCsSiIlL";
  if (format == "n") return Type{};
  if (format == "u") return texts(Layout::texts, 4);
  if (format == "U") return texts(Layout::texts, 8);
  if (format == "vu") return texts(Layout::views, 16);
  if (format == "f") return fixed(Given::real, 4);
  if (format == "g") return fixed(Given::real, 8);
  if (format == "b") {
    Type t = fixed(Given::boolean, 1);
    t.layout = Layout::bits;
    return t;
  }
  if (const std::size_t i = integers.find(format); format.size() == 1 && i != std::string_view::npos) {
    Type t = fixed(Given::integer, std::size_t{1} << (i / 2));
    t.is_signed = i % 2 == 0;
    return t;
  }
  return format.starts_with('d') ? decimal_type(format) : time_type(format);
}

/// The values of a column with a dictionary are those of the dictionary; only texts are taken.
std::optional<Type> dictionary_type(const ArrowSchema& schema, const std::optional<Type>& indices) {
  require(indices && indices->given == Given::integer, "the indices of a dictionary are no integers");
  const char* format = schema.dictionary->format;
  if (schema.dictionary->dictionary != nullptr || (format != nullptr && *format == '+')) return {};
  const auto words = type_of(*schema.dictionary);
  if (!words || words->given != Given::text) return {};
  Type t = *indices;
  t.given = Given::text;
  t.words = std::make_shared<Type>(*words);
  return t;
}

/// Number of buffers; views have any number from three on.
std::int64_t buffers_of(Layout layout) noexcept {
  return layout == Layout::texts || layout == Layout::views ? 3 : 2;
}

} // namespace

Stream::Stream(ArrowArrayStream* stream) : stream_(stream) {
  require(stream->release != nullptr, "it has been released already");
  if (stream->get_schema != nullptr && stream->get_next != nullptr) return;
  stream->release(stream);
  throw Malformed{"it lacks its functions"};
}

Stream::~Stream() {
  if (stream_->release != nullptr) stream_->release(stream_);
}

void Stream::schema(ArrowSchema& out) {
  if (const int error = stream_->get_schema(stream_, &out); error != 0) fail(error);
  require(out.release != nullptr && out.format != nullptr, "it gives no schema");
}

void Stream::table_schema(ArrowSchema& out) {
  schema(out);
  require(std::strcmp(out.format, "+s") == 0, "it is not a table: its schema is not a struct");
  require(out.n_children >= 0 && (out.n_children == 0 || out.children != nullptr),
          "its schema has no columns");
  for (std::int64_t c = 0; c < out.n_children; ++c)
    require(out.children[c] != nullptr, "a column of its schema is missing");
}

bool Stream::next(ArrowArray& out) {
  if (const int error = stream_->get_next(stream_, &out); error != 0) fail(error);
  return out.release != nullptr;
}

void Stream::fail(int error) {
  const char* message = stream_->get_last_error != nullptr ? stream_->get_last_error(stream_) : nullptr;
  throw Malformed{message != nullptr ? message : "error " + std::to_string(error)};
}

std::optional<Type> type_of(const ArrowSchema& schema) {
  require(schema.release != nullptr, "a schema has been released already");
  require(schema.format != nullptr, "a schema has no format");
  const std::string_view format = schema.format;
  const bool is_list = format == "+l" || format == "+L";
  const auto type = is_list ? list_type(schema, format == "+l" ? 4 : 8) : plain_type(format);
  return schema.dictionary == nullptr ? type : dictionary_type(schema, type);
}

Array::Array(const Type& type, const ArrowArray* array) : type_(&type), array_(array) {
  require(array != nullptr, "an array is missing");
  require(array->release != nullptr, "an array has been released already");
  check_counts();
  check_buffers();
  if (type.layout == Layout::nothing) return;
  validity_ = buffer(0);
  require(validity_ != nullptr || array->null_count <= 0,
          "an array counts missing values but does not say which");
  if (type.words) inner_ = std::make_unique<Array>(*type.words, array->dictionary);
  if (type.items) inner_ = std::make_unique<Array>(*type.items, array->children[0]);
}

void Array::check_counts() const {
  constexpr std::int64_t longest = std::int64_t{1} << 40; // no sum or product of counts overflows below
  const ArrowArray& a = *array_;
  require(a.length >= 0 && a.length <= longest, "an array has an impossible length");
  require(a.offset >= 0 && a.offset <= longest, "an array has an impossible offset");
  require(a.null_count >= -1 && a.null_count <= a.length,
          "an array has an impossible count of missing values");
  require(a.n_children == (type_->items ? 1 : 0), "an array has another number of children than its schema");
  require(a.n_children == 0 || a.children != nullptr, "an array has no children");
  require((a.dictionary != nullptr) == (type_->words != nullptr),
          "an array and its schema disagree on a dictionary");
}

void Array::check_buffers() const {
  const ArrowArray& a = *array_;
  if (type_->layout == Layout::nothing) return;
  const std::int64_t wanted = buffers_of(type_->layout);
  const bool is_right = type_->layout == Layout::views ? a.n_buffers >= wanted : a.n_buffers == wanted;
  require(is_right, "an array has a wrong number of buffers");
  require(a.buffers != nullptr, "an array has no buffers");
  require(a.length == 0 || a.buffers[1] != nullptr, "an array with rows has no values");
}

std::optional<std::int64_t> Array::integer(std::int64_t i) const noexcept {
  const auto narrow = [&]<class Signed, class Unsigned>(Signed, Unsigned) -> std::int64_t {
    return type_->is_signed ? std::int64_t{fixed<Signed>(i)} : static_cast<std::int64_t>(fixed<Unsigned>(i));
  };
  switch (type_->width) {
  case 1:
    return narrow(std::int8_t{}, std::uint8_t{});
  case 2:
    return narrow(std::int16_t{}, std::uint16_t{});
  case 4:
    return narrow(std::int32_t{}, std::uint32_t{});
  default:
    const auto value = fixed<std::int64_t>(i);
    return type_->is_signed || value >= 0 ? std::optional(value) : std::nullopt;
  }
}

std::string Array::shortest(std::int64_t i) const {
  char text[32];
  const auto end = type_->width == 4 ? std::to_chars(text, text + sizeof text, fixed<float>(i))
                                     : std::to_chars(text, text + sizeof text, fixed<double>(i));
  return {text, end.ptr};
}

std::optional<Decimal> Array::decimal(std::int64_t i) const noexcept {
  constexpr int our_scale = 6;
  constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
  auto value = fixed<Int128>(i);
  for (int s = type_->scale; s > our_scale && value != 0; --s) {
    if (value % 10 != 0) return {};
    value /= 10;
  }
  for (int s = type_->scale; s < our_scale && value != 0; ++s) {
    if (value > most || value < -most) return {};
    value *= 10;
  }
  if (value > most || value < -most) return {};
  return Decimal::from_units(static_cast<std::int64_t>(value));
}

std::pair<std::int64_t, std::int64_t> Array::offsets(std::int64_t i) const {
  std::pair<std::int64_t, std::int64_t> at =
      type_->width == 4
          ? std::pair<std::int64_t, std::int64_t>{fixed<std::int32_t>(i), fixed<std::int32_t>(i + 1)}
          : std::pair<std::int64_t, std::int64_t>{fixed<std::int64_t>(i), fixed<std::int64_t>(i + 1)};
  require(at.first >= 0 && at.first <= at.second, "the offsets of an array decrease or are negative");
  return at;
}

std::string_view Array::text(std::int64_t i) const {
  if (type_->layout == Layout::views) return view(i);
  const auto [from, to] = offsets(i);
  if (from == to) return {};
  require(buffer(2) != nullptr, "a text array has no text");
  return {static_cast<const char*>(buffer(2)) + from, static_cast<std::size_t>(to - from)};
}

/// A string view is 16 bytes: the length, and either up to twelve bytes of text or a prefix, a buffer and an
/// offset there. The last buffer holds the lengths of those between.
std::string_view Array::view(std::int64_t i) const {
  struct View {
    std::int32_t length, prefix, buffer, offset;
  };
  const auto v = fixed<View>(i);
  require(v.length >= 0, "a string view has a negative length");
  const auto length = static_cast<std::size_t>(v.length);
  if (length <= 12)
    return {static_cast<const char*>(buffer(1)) +
                static_cast<std::size_t>(array_->offset + i) * sizeof(View) + 4,
            length};
  const std::int64_t last = array_->n_buffers - 1;
  require(v.buffer >= 0 && v.buffer < last - 2 && buffer(last) != nullptr,
          "a string view points at no buffer");
  std::int64_t size;
  std::memcpy(&size, static_cast<const char*>(buffer(last)) + std::size_t(v.buffer) * sizeof size,
              sizeof size);
  require(v.offset >= 0 && std::int64_t{v.offset} + v.length <= size && buffer(2 + v.buffer) != nullptr,
          "a string view runs past its buffer");
  return {static_cast<const char*>(buffer(2 + v.buffer)) + v.offset, length};
}

std::pair<std::int64_t, std::int64_t> Array::items(std::int64_t i) const {
  const auto at = offsets(i);
  require(at.second <= inner_->length(), "a list runs past its items");
  return at;
}

std::int64_t Array::word(std::int64_t i) const {
  const auto index = integer(i);
  require(index && *index >= 0 && *index < inner_->length(), "an index lies outside its dictionary");
  return *index;
}

void check_batch(const ArrowSchema& schema, const ArrowArray& batch) {
  constexpr std::int64_t most_rows = std::numeric_limits<std::int32_t>::max();
  require(batch.length >= 0 && batch.length <= most_rows && batch.offset >= 0 && batch.offset <= most_rows,
          "a batch has an impossible length or offset");
  require(batch.n_children == schema.n_children, "a batch has another number of columns than its schema");
  require(batch.n_children == 0 || batch.children != nullptr, "a batch has no columns");
  require(batch.dictionary == nullptr, "a batch is not a struct");
  require(batch.n_buffers == 1 && batch.buffers != nullptr, "a batch has a wrong number of buffers");
  for (std::int64_t c = 0; c < batch.n_children; ++c)
    require(batch.children[c] != nullptr && batch.children[c]->length >= batch.offset + batch.length,
            "a column is shorter than its batch");
  const auto* valid = static_cast<const std::uint8_t*>(batch.buffers[0]);
  for (std::int64_t row = batch.offset; valid != nullptr && row < batch.offset + batch.length; ++row)
    require((valid[row / 8] >> (row % 8) & 1) != 0, "a row of the batch is missing as a whole");
}

} // namespace aftercourse::arrow
