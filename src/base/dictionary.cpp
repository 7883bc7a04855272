#include <aftercourse/base/dictionary.hpp>

#include <array>
#include <atomic>
#include <bit>
#include <cstring>
#include <functional>
#include <limits>
#include <mutex>
#include <vector>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

/// Where the bytes of the texts lie. Blocks are never moved or given back before the dictionary goes.
class Arena {
 public:
  std::string_view keep(std::string_view text) {
    if (text.size() > left_) grow(text.size());
    char* at = next_;
    std::memcpy(at, text.data(), text.size());
    next_ += text.size();
    left_ -= text.size();
    return {at, text.size()};
  }

 private:
  void grow(std::size_t wanted) {
    const std::size_t size = std::max<std::size_t>(wanted, 1 << 16);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    next_ = blocks_.back().get();
    left_ = size;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

/// The text of each symbol, in chunks that double in size (1024, 2048, ...) and never move, so that a reader
/// needs no lock: it was given the symbol after the text had been written.
class Texts {
 public:
  ~Texts() {
    for (auto& chunk : chunks_) delete[] chunk.load(std::memory_order_relaxed);
  }

  std::string_view at(Symbol s) const noexcept {
    const Place p(s);
    return chunks_[p.chunk].load(std::memory_order_acquire)[p.offset];
  }

  void put(Symbol s, std::string_view text) {
    const Place p(s);
    std::string_view* chunk = chunks_[p.chunk].load(std::memory_order_relaxed);
    if (chunk == nullptr) {
      chunk = new std::string_view[first_size << p.chunk];
      chunks_[p.chunk].store(chunk, std::memory_order_release);
    }
    chunk[p.offset] = text;
  }

 private:
  static constexpr std::uint64_t first_size = 1024;

  struct Place {
    std::size_t chunk, offset;
    explicit Place(Symbol s) noexcept {
      const std::uint64_t n = s + first_size;
      chunk = static_cast<std::size_t>(std::bit_width(n) - std::bit_width(first_size));
      offset = static_cast<std::size_t>(n - (first_size << chunk));
    }
  };

  std::array<std::atomic<std::string_view*>, 23> chunks_{}; // 1024 * (2^23 - 1) exceeds 2^32
};

/// An open-addressing hash table of slots (upper half of the hash, symbol); 0 is a free slot, as symbol 0 is
/// never stored. Slots are only ever filled, and a table that has become too small is kept for the readers
/// inside it.
class Table {
 public:
  explicit Table(std::size_t slots) : slots_(slots) {}

  std::size_t size() const noexcept { return slots_.size(); }

  /// The symbol whose text is wanted, or 0.
  Symbol find(std::size_t hash, std::string_view text, const Texts& texts) const noexcept {
    for (std::size_t i = tag(hash) & mask();; i = (i + 1) & mask()) {
      const std::uint64_t slot = slots_[i].load(std::memory_order_acquire);
      if (slot == 0) return 0;
      if (slot >> 32 == tag(hash) && texts.at(symbol(slot)) == text) return symbol(slot);
    }
  }

  void put(std::size_t hash, Symbol s) noexcept { put(tag(hash) << 32 | s); }

  /// The slots of another table: their tags say where they go, so that no text is read again.
  void put_all(const Table& other) noexcept {
    for (const auto& slot : other.slots_)
      if (const std::uint64_t s = slot.load(std::memory_order_relaxed); s != 0) put(s);
  }

 private:
  void put(std::uint64_t slot) noexcept {
    std::size_t i = (slot >> 32) & mask();
    while (slots_[i].load(std::memory_order_relaxed) != 0) i = (i + 1) & mask();
    slots_[i].store(slot, std::memory_order_release);
  }
  static std::uint64_t tag(std::size_t hash) noexcept { return std::uint64_t{hash} >> 32; }
  static Symbol symbol(std::uint64_t slot) noexcept { return static_cast<Symbol>(slot); }
  std::size_t mask() const noexcept { return slots_.size() - 1; }

  std::vector<std::atomic<std::uint64_t>> slots_; // a power of two
};

std::size_t hash_of(std::string_view text) noexcept { return std::hash<std::string_view>{}(text); }

} // namespace

struct Dictionary::Impl {
  Texts texts;
  Arena arena;
  std::vector<std::unique_ptr<Table>> tables; // the last is current; together the others are no larger
  std::atomic<const Table*> current;
  std::atomic<std::uint32_t> size = 1;
  std::mutex appending;

  Impl() {
    texts.put(0, {});
    tables.push_back(std::make_unique<Table>(2048));
    current.store(tables.back().get(), std::memory_order_release);
  }

  Symbol find(std::size_t hash, std::string_view text) const noexcept {
    return current.load(std::memory_order_acquire)->find(hash, text, texts);
  }

  Symbol append(std::size_t hash, std::string_view text) {
    const std::lock_guard lock(appending);
    if (const Symbol s = find(hash, text); s != 0) return s;
    const Symbol s = size.load(std::memory_order_relaxed);
    if (s == std::numeric_limits<Symbol>::max())
      throw LimitError("AC8001", "more than 2^32 - 2 different texts");
    if (2 * std::size_t{s} >= tables.back()->size()) grow();
    texts.put(s, arena.keep(text));
    tables.back()->put(hash, s);
    size.store(s + 1, std::memory_order_release);
    return s;
  }

  void grow() {
    auto larger = std::make_unique<Table>(4 * tables.back()->size());
    larger->put_all(*tables.back());
    tables.push_back(std::move(larger));
    current.store(tables.back().get(), std::memory_order_release);
  }
};

Dictionary::Dictionary() : impl_(std::make_unique<Impl>()) {}
Dictionary::~Dictionary() = default;

Symbol Dictionary::intern(std::string_view text) {
  if (text.empty()) return 0;
  const std::size_t hash = hash_of(text);
  const Symbol known = impl_->find(hash, text);
  return known != 0 ? known : impl_->append(hash, text);
}

std::optional<Symbol> Dictionary::find(std::string_view text) const {
  if (text.empty()) return Symbol{0};
  const Symbol known = impl_->find(hash_of(text), text);
  return known != 0 ? std::optional(known) : std::nullopt;
}

std::string_view Dictionary::text(Symbol s) const noexcept { return impl_->texts.at(s); }

std::uint32_t Dictionary::size() const noexcept { return impl_->size.load(std::memory_order_acquire); }

} // namespace aftercourse
