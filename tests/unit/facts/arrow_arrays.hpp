// Arrow arrays made by hand, good or bad, for the tests and the fuzzer. A column owns its buffers; a batch
// and a stream only point at columns, so that a test may spoil any of them in place.
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/arrow.hpp>

namespace aftercourse::arrow_arrays {

template <class Struct>
void do_nothing(Struct* s) {
  s->release = nullptr;
}

/// A column with its schema; `buffers[0]` is the validity, null when nothing is missing.
struct RawColumn {
  std::string name, format;
  ArrowSchema schema{};
  ArrowArray array{};
  std::deque<std::string> bytes; // what the buffers point at
  std::vector<const void*> buffers{nullptr};
  std::vector<ArrowSchema*> child_schemas;
  std::vector<ArrowArray*> children;
  std::deque<RawColumn> inner; // items or dictionary
  bool coded = false;          // it is the dictionary

  RawColumn(std::string n, std::string f, std::int64_t length) : name(std::move(n)), format(std::move(f)) {
    array.length = length;
  }
  RawColumn(const RawColumn&) = delete;
  RawColumn& operator=(const RawColumn&) = delete;

  template <class T>
  RawColumn& add(const std::vector<T>& values) {
    std::string& b = bytes.emplace_back(sizeof(T) * values.size() + 1, '\0');
    if (!values.empty()) std::memcpy(b.data(), values.data(), sizeof(T) * values.size());
    buffers.push_back(b.data());
    return *this;
  }
  RawColumn& add(std::string_view text) {
    buffers.push_back(bytes.emplace_back(text).data());
    return *this;
  }
  /// One character a row: '1' present, '0' missing.
  RawColumn& valid(std::string_view bits) {
    std::string& b = bytes.emplace_back(bits.size() / 8 + 1, '\0');
    for (std::size_t i = 0; i < bits.size(); ++i)
      if (bits[i] == '1') b[i / 8] = static_cast<char>(b[i / 8] | (1 << (i % 8)));
    buffers[0] = b.data();
    array.null_count = -1;
    return *this;
  }
  RawColumn& slice(std::int64_t offset, std::int64_t length) {
    array.offset = offset;
    array.length = length;
    return *this;
  }
  /// Points the structs at what they own; done again after a change.
  RawColumn& tie() {
    child_schemas.clear();
    children.clear();
    schema.format = format.c_str();
    schema.name = name.c_str();
    schema.release = do_nothing<ArrowSchema>;
    array.release = do_nothing<ArrowArray>;
    array.n_buffers = static_cast<std::int64_t>(buffers.size());
    array.buffers = buffers.data();
    for (RawColumn& c : inner) {
      c.tie();
      if (coded) {
        schema.dictionary = &c.schema;
        array.dictionary = &c.array;
      } else {
        child_schemas.push_back(&c.schema);
        children.push_back(&c.array);
      }
    }
    schema.n_children = array.n_children = static_cast<std::int64_t>(children.size());
    schema.children = child_schemas.data();
    array.children = children.data();
    return *this;
  }
};

using Columns = std::deque<RawColumn>;

template <class T>
RawColumn& add_fixed(Columns& to, std::string name, std::string format, const std::vector<T>& values) {
  return to.emplace_back(std::move(name), std::move(format), static_cast<std::int64_t>(values.size()))
      .add(values)
      .tie();
}

template <class Offset>
void fill_texts(RawColumn& c, const std::vector<std::string>& texts) {
  std::vector<Offset> offsets{0};
  std::string all;
  for (const std::string& t : texts) offsets.push_back(static_cast<Offset>((all += t).size()));
  c.add(offsets).add(all);
}

inline RawColumn& add_texts(Columns& to, std::string name, const std::vector<std::string>& texts) {
  RawColumn& c = to.emplace_back(std::move(name), "u", static_cast<std::int64_t>(texts.size()));
  fill_texts<std::int32_t>(c, texts);
  return c.tie();
}

inline RawColumn& add_large_texts(Columns& to, std::string name, const std::vector<std::string>& texts) {
  RawColumn& c = to.emplace_back(std::move(name), "U", static_cast<std::int64_t>(texts.size()));
  fill_texts<std::int64_t>(c, texts);
  return c.tie();
}

struct View {
  std::int32_t length = 0;
  char bytes[12] = {}; // the text, or its first four bytes, a buffer and an offset
};

/// String views; long texts go to two buffers in turn.
inline RawColumn& add_views(Columns& to, std::string name, const std::vector<std::string>& texts) {
  RawColumn& c = to.emplace_back(std::move(name), "vu", static_cast<std::int64_t>(texts.size()));
  std::vector<View> views;
  std::string data[2];
  for (const std::string& t : texts) {
    View& v = views.emplace_back();
    v.length = static_cast<std::int32_t>(t.size());
    std::memcpy(v.bytes, t.data(), t.size() > 12 ? 4 : t.size());
    if (t.size() <= 12) continue;
    const std::int32_t place[2] = {static_cast<std::int32_t>(views.size() % 2),
                                   static_cast<std::int32_t>(data[views.size() % 2].size())};
    std::memcpy(v.bytes + 4, place, sizeof place);
    data[views.size() % 2] += t;
  }
  const std::vector<std::int64_t> sizes{static_cast<std::int64_t>(data[0].size()),
                                        static_cast<std::int64_t>(data[1].size())};
  return c.add(views).add(data[0]).add(data[1]).add(sizes).tie();
}

template <class Index>
RawColumn& add_coded(Columns& to, std::string name, std::string format, const std::vector<Index>& indices,
                     const std::vector<std::string>& words) {
  RawColumn& c =
      to.emplace_back(std::move(name), std::move(format), static_cast<std::int64_t>(indices.size()));
  c.add(indices).coded = true;
  add_texts(c.inner, "", words);
  return c.tie();
}

/// Lists over the texts; `offsets` has one more entry than rows.
template <class Offset>
RawColumn& add_lists(Columns& to, std::string name, std::string format, const std::vector<Offset>& offsets,
                     const std::vector<std::string>& texts) {
  RawColumn& c =
      to.emplace_back(std::move(name), std::move(format), static_cast<std::int64_t>(offsets.size()) - 1);
  c.add(offsets);
  add_texts(c.inner, "item", texts);
  return c.tie();
}

/// A stream that gives the columns as one batch, `times` over, and then fails or ends.
struct Stream {
  ArrowSchema schema{};
  ArrowArray batch{};
  std::vector<ArrowSchema*> schemas;
  std::vector<ArrowArray*> arrays;
  const void* validity = nullptr;
  int times = 1, error_at_end = 0;
  bool released = false;
  ArrowArrayStream stream{};

  explicit Stream(Columns& columns) {
    for (RawColumn& c : columns) {
      schemas.push_back(&c.schema);
      arrays.push_back(&c.array);
    }
    schema.format = "+s";
    schema.n_children = batch.n_children = static_cast<std::int64_t>(columns.size());
    schema.children = schemas.data();
    schema.release = do_nothing<ArrowSchema>;
    batch.length = columns.empty() ? 0 : columns.front().array.length;
    batch.n_buffers = 1;
    batch.buffers = &validity;
    batch.children = arrays.data();
    batch.release = do_nothing<ArrowArray>;
    stream.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) {
      *out = of(s).schema;
      return 0;
    };
    stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) {
      *out = {};
      if (of(s).times-- > 0)
        *out = of(s).batch;
      else
        return of(s).error_at_end;
      return 0;
    };
    stream.get_last_error = [](ArrowArrayStream*) { return "the disk is gone"; };
    stream.release = [](ArrowArrayStream* s) {
      of(s).released = true;
      s->release = nullptr;
    };
    stream.private_data = this;
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  static Stream& of(ArrowArrayStream* s) { return *static_cast<Stream*>(s->private_data); }
};

} // namespace aftercourse::arrow_arrays
