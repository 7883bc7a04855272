// Sheet: an instrument laid out for work on many responses - its items and matrix rows as numbered places,
// its dimensions with the places that count in them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/instrument/response.hpp>

namespace aftercourse {

class Sheet {
 public:
  struct Place {
    std::string id;       ///< "q7", "q7.r2"
    std::size_t item = 0; ///< of the instrument
    const Named* row = nullptr;
    bool reversed = false;
  };

  explicit Sheet(const Instrument& instrument);

  const InstrumentDefinition& definition() const noexcept { return *definition_; }
  const std::vector<Place>& places() const noexcept { return places_; }
  const InstrumentItem& item(std::size_t place) const { return definition_->items[places_[place].item]; }
  std::optional<std::size_t> find(std::string_view id) const;
  /// The scored places in a dimension and its parts; of all items for the last, which is the whole.
  const std::vector<std::vector<std::size_t>>& scored() const noexcept { return scored_; }
  /// Whether an overall score makes sense: all scored items have one range.
  bool has_whole() const noexcept { return has_whole_; }

  struct Filled {
    std::vector<AnswerState> states;            ///< by place
    std::vector<std::optional<Decimal>> values; ///< by place, after reversing
    std::vector<const ItemAnswer*> answers;
  };
  Filled fill(const Response& response) const;

 private:
  std::optional<std::string> next_item(const InstrumentItem& item, const ItemAnswer* answer) const;

  Instrument instrument_; // keeps the definition alive
  const InstrumentDefinition* definition_;
  std::vector<Place> places_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::vector<std::size_t> first_place_; ///< by item, and one more
  std::vector<std::vector<std::size_t>> scored_;
  bool has_whole_ = true;
};

} // namespace aftercourse
