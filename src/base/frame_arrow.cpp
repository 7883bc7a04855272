// A Frame as an Arrow C stream of one batch. Numbers, days and codes are handed out where they lie; only what
// Arrow stores differently (bits, 128-bit decimals, packed texts) is built. Every array holds the Frame, so
// it may outlive it.
#include <aftercourse/base/frame.hpp>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <limits>

namespace aftercourse {

namespace {

using Type = Column::Type;
using Bytes = std::vector<std::uint8_t>;

/// The release callback: the node owns all there is, the structs below included.
template <class Node, class Arrow>
void release(Arrow* a) noexcept {
  if (a == nullptr || a->release == nullptr) return;
  delete static_cast<Node*>(a->private_data);
  a->release = nullptr;
}

/// The structs below a schema or an array, which its private_data owns. Those a consumer has taken over are
/// marked as released, and left to it.
template <class Arrow>
struct Below {
  std::deque<Arrow> children; // never moves its elements
  std::vector<Arrow*> pointers;
  std::unique_ptr<Arrow> dictionary;

  Arrow* add_child() {
    pointers.push_back(&children.emplace_back());
    return pointers.back();
  }
  Arrow* add_dictionary() {
    dictionary = std::make_unique<Arrow>();
    return dictionary.get();
  }
  void attach_to(Arrow& a) noexcept {
    a.n_children = static_cast<std::int64_t>(pointers.size());
    a.children = pointers.empty() ? nullptr : pointers.data();
    a.dictionary = dictionary.get();
  }
  Below() = default;
  Below(const Below&) = delete;
  Below& operator=(const Below&) = delete;
  ~Below() {
    for (Arrow& child : children)
      if (child.release != nullptr) child.release(&child);
    if (dictionary && dictionary->release != nullptr) dictionary->release(dictionary.get());
  }
};

struct SchemaNode {
  std::string name;
  Below<ArrowSchema> below;
};

struct ArrayNode {
  explicit ArrayNode(const Frame& f) : frame(f) {}
  Frame frame; // keeps borrowed buffers alive
  std::deque<Bytes> owned;
  std::vector<const void*> buffers;
  std::int64_t nulls = 0;
  Below<ArrowArray> below;

  /// An empty vector may have no address, but consumers want one.
  void add(const void* data) {
    alignas(16) static constexpr std::uint8_t nothing[16] = {};
    buffers.push_back(data != nullptr ? data : nothing);
  }
  Bytes& add_owned(std::size_t size) {
    Bytes& bytes = owned.emplace_back(size);
    add(bytes.data());
    return bytes;
  }
};

void hand_out(std::unique_ptr<SchemaNode> node, const char* format, std::int64_t flags,
              ArrowSchema* out) noexcept {
  *out = ArrowSchema{};
  out->format = format;
  out->name = node->name.c_str();
  out->flags = flags;
  node->below.attach_to(*out);
  out->release = release<SchemaNode, ArrowSchema>;
  out->private_data = node.release();
}

void hand_out(std::unique_ptr<ArrayNode> node, std::size_t length, ArrowArray* out) noexcept {
  *out = ArrowArray{};
  out->length = static_cast<std::int64_t>(length);
  out->null_count = node->nulls;
  out->n_buffers = static_cast<std::int64_t>(node->buffers.size());
  out->buffers = node->buffers.data();
  node->below.attach_to(*out);
  out->release = release<ArrayNode, ArrowArray>;
  out->private_data = node.release();
}

const char* format_of(Type type) {
  switch (type) {
  case Type::boolean:
    return "b";
  case Type::integer:
    return "l";
  case Type::decimal:
    return "d:19,6"; // 64 bits of millionths have up to 19 digits
  case Type::real:
    return "g";
  case Type::date:
    return "tdD";
  case Type::instant:
    return "tsu:UTC";
  case Type::text:
    return "i"; // the codes; the words are its dictionary
  case Type::text_list:
    return "+l";
  }
  return "n";
}

void export_texts_schema(std::string name, ArrowSchema* out) {
  auto node = std::make_unique<SchemaNode>();
  node->name = std::move(name);
  hand_out(std::move(node), "u", ARROW_FLAG_NULLABLE, out);
}

void export_schema(const Column& c, ArrowSchema* out) {
  auto node = std::make_unique<SchemaNode>();
  node->name = c.name;
  if (c.type == Type::text) export_texts_schema({}, node->below.add_dictionary());
  if (c.type == Type::text_list) export_texts_schema("item", node->below.add_child());
  hand_out(std::move(node), format_of(c.type), ARROW_FLAG_NULLABLE, out);
}

void export_schema(const Frame& frame, ArrowSchema* out) {
  auto node = std::make_unique<SchemaNode>();
  for (const Column& c : frame.columns()) export_schema(c, node->below.add_child());
  hand_out(std::move(node), "+s", 0, out);
}

/// One bit a row, the first in the lowest bit.
void add_bits(ArrayNode& node, const std::vector<std::uint8_t>& flags) {
  Bytes& bits = node.add_owned((flags.size() + 7) / 8);
  for (std::size_t i = 0; i < flags.size(); ++i)
    if (flags[i] != 0) bits[i / 8] |= static_cast<std::uint8_t>(1u << (i % 8));
}

void add_validity(ArrayNode& node, const Column& c) {
  node.nulls = std::count(c.valid.begin(), c.valid.end(), std::uint8_t{0});
  if (node.nulls > 0)
    add_bits(node, c.valid);
  else
    node.buffers.push_back(nullptr); // Arrow's way to say that nothing is null
}

/// Decimals as little-endian 128-bit numbers: the 64 bits we have and their sign.
void add_decimals(ArrayNode& node, const std::vector<std::int64_t>& units) {
  Bytes& bytes = node.add_owned(16 * units.size());
  auto* out = reinterpret_cast<std::int64_t*>(bytes.data());
  for (const std::int64_t u : units) {
    *out++ = u;
    *out++ = u < 0 ? -1 : 0;
  }
}

struct TextTooLong {};

/// Texts as 32-bit offsets and one run of bytes; `text_at(i)` is the i-th of `count`.
template <class TextAt>
void export_texts(const Frame& frame, std::size_t count, TextAt text_at, ArrowArray* out) {
  auto node = std::make_unique<ArrayNode>(frame);
  node->buffers.push_back(nullptr);
  Bytes& offset_bytes = node->add_owned(sizeof(std::int32_t) * (count + 1));
  auto* offsets = reinterpret_cast<std::int32_t*>(offset_bytes.data());
  std::size_t total = 0;
  for (std::size_t i = 0; i < count; ++i) {
    total += text_at(i).size();
    if (total > std::numeric_limits<std::int32_t>::max()) throw TextTooLong{};
    offsets[i + 1] = static_cast<std::int32_t>(total);
  }
  Bytes& bytes = node->add_owned(total);
  auto at = bytes.begin();
  for (std::size_t i = 0; i < count; ++i) at = std::copy(text_at(i).begin(), text_at(i).end(), at);
  hand_out(std::move(node), count, out);
}

void export_array(const Frame& frame, const Column& c, ArrowArray* out) {
  auto node = std::make_unique<ArrayNode>(frame);
  add_validity(*node, c);
  const auto word = [&c](std::int32_t code) -> const std::string& {
    return c.words[static_cast<std::size_t>(code)];
  };
  switch (c.type) {
  case Type::boolean:
    add_bits(*node, c.booleans);
    break;
  case Type::integer:
  case Type::instant:
    node->add(c.integers.data());
    break;
  case Type::decimal:
    add_decimals(*node, c.integers);
    break;
  case Type::real:
    node->add(c.reals.data());
    break;
  case Type::date:
    node->add(c.days.data());
    break;
  case Type::text:
    node->add(c.codes.data());
    export_texts(
        frame, c.words.size(), [&](std::size_t i) -> const std::string& { return c.words[i]; },
        node->below.add_dictionary());
    break;
  case Type::text_list:
    node->add(c.offsets.data()); // null when there is no row: then the zero of add() is the one offset wanted
    export_texts(
        frame, c.codes.size(), [&](std::size_t i) -> const std::string& { return word(c.codes[i]); },
        node->below.add_child());
    break;
  }
  hand_out(std::move(node), frame.rows(), out);
}

void export_array(const Frame& frame, ArrowArray* out) {
  auto node = std::make_unique<ArrayNode>(frame);
  node->buffers.push_back(nullptr);
  for (const Column& c : frame.columns()) export_array(frame, c, node->below.add_child());
  hand_out(std::move(node), frame.rows(), out);
}

/// The private part of a stream: the Frame, whether its batch has gone, and the last error.
struct Stream {
  Frame frame;
  bool sent = false;
  const char* error = nullptr;

  static Stream& of(ArrowArrayStream* s) { return *static_cast<Stream*>(s->private_data); }

  /// Runs `work` and turns what it throws into an errno, as nothing may be thrown through C.
  template <class Work>
  int guarded(Work work) noexcept {
    try {
      error = nullptr;
      work();
      return 0;
    } catch (const TextTooLong&) {
      error = "a text column exceeds 2 GB";
      return EOVERFLOW;
    } catch (...) {
      error = "out of memory";
      return ENOMEM;
    }
  }
};

int get_schema(ArrowArrayStream* self, ArrowSchema* out) noexcept {
  Stream& stream = Stream::of(self);
  return stream.guarded([&] { export_schema(stream.frame, out); });
}

int get_next(ArrowArrayStream* self, ArrowArray* out) noexcept {
  Stream& stream = Stream::of(self);
  return stream.guarded([&] {
    if (stream.sent)
      *out = ArrowArray{}; // a released array ends the stream
    else
      export_array(stream.frame, out);
    stream.sent = true;
  });
}

const char* get_last_error(ArrowArrayStream* self) noexcept { return Stream::of(self).error; }

void release_stream(ArrowArrayStream* self) noexcept {
  if (self == nullptr || self->release == nullptr) return;
  delete static_cast<Stream*>(self->private_data);
  self->release = nullptr;
}

} // namespace

void Frame::export_stream(ArrowArrayStream* out) const {
  auto stream = std::make_unique<Stream>(Stream{.frame = *this});
  *out = ArrowArrayStream{get_schema, get_next, get_last_error, release_stream, stream.release()};
}

} // namespace aftercourse
