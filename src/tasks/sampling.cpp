#include "sampling.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace aftercourse {

namespace {

/// ceil(p N) in integers: 20 % of 5 is 1, never 2 by a rounding error.
std::size_t sample_size(const Evaluator& evaluator, const Sample& sample, const Viewpoint& from,
                        std::size_t population) {
  if (sample.count) {
    const Value v = evaluator.literal(*sample.count, FieldType::integer, from);
    const auto* n = std::get_if<std::int64_t>(&v);
    const auto* d = std::get_if<Decimal>(&v);
    const std::int64_t wanted = n ? *n : d ? d->units() / Decimal::scale : 0;
    return std::min(population, static_cast<std::size_t>(std::max<std::int64_t>(wanted, 0)));
  }
  const auto share =
      std::clamp<std::int64_t>(evaluator.share(*sample.share, from).units(), 0, Decimal::scale);
  const auto scaled = static_cast<std::uint64_t>(share) * population;
  return static_cast<std::size_t>((scaled + Decimal::scale - 1) / Decimal::scale);
}

/// The unit that employs the subject's person that day: what `unit` means where the subject itself names
/// none, as in measures by unit.
Place employing_unit(const Evaluator& evaluator, const Path& stratum, const Viewpoint& from) {
  const Schema& schema = evaluator.facts().schema();
  const Kind& kind = schema.kind(from.subject.kind);
  const bool asks_for_unit = stratum.root == Path::Root::subject && stratum.steps.size() == 1 &&
                             stratum.ends_in_row() && schema.kind(stratum.end_kind).name == "unit";
  const auto person = kind.find("person");
  if (!asks_for_unit || !person || kind.fields[*person].target != "person" || kind.fields[*person].list)
    return {};
  const Place employed{schema.at("person"),
                       evaluator.facts().table(from.subject.kind).target(from.subject.row, *person)};
  return employed ? unit_of(evaluator, employed, from.day) : Place{};
}

} // namespace

std::string stratum_of(const Evaluator& evaluator, const Sample& sample, const Viewpoint& from) {
  std::string stratum;
  for (std::size_t i = 0; i < sample.strata.size(); ++i) {
    if (i > 0) stratum += '/';
    const Value own = evaluator.value(sample.strata[i], from);
    if (const Place unit = is_missing(own) ? employing_unit(evaluator, sample.strata[i], from) : Place{})
      stratum += evaluator.facts().table(unit.kind).id(unit.row);
    else
      stratum += to_string(own);
  }
  return stratum;
}

Digest sampling_key(const SampleFrame& frame, const std::string& stratum, const std::string& canonical) {
  const std::string& seed = frame.sample.seed.empty() ? frame.adopted.policy.name() : frame.sample.seed;
  return digest_of({seed, frame.rule.id, stratum, canonical});
}

std::optional<std::vector<std::string>> recorded_draw(const Snapshot& facts, const SampleFrame& frame) {
  const auto kind = facts.schema().find("draw");
  if (!kind) return std::nullopt;
  const Table& draws = facts.table(*kind);
  const Kind& k = draws.kind();
  const auto policy = k.at("policy"), rule = k.at("rule"), occurrence = k.at("occurrence"),
             members = k.at("members"), channel = k.at("channel");
  std::optional<std::vector<std::string>> drawn;
  for (Row row = 0; row < draws.size(); ++row) {
    if (!draws.alive(row) || draws.text(row, policy) != frame.adopted.policy.name() ||
        draws.text(row, rule) != frame.rule.id || draws.text(row, occurrence) != frame.occurrence)
      continue;
    if (!draws.missing(row, channel) && draws.text(row, channel) != frame.channel) continue;
    if (!drawn) drawn.emplace();
    const Value v = draws.get(row, members);
    if (const auto* ids = std::get_if<std::vector<std::string>>(&v))
      drawn->insert(drawn->end(), ids->begin(), ids->end());
  }
  return drawn;
}

std::vector<Row> draw_sample(const Evaluator& evaluator, const SampleFrame& frame, const Viewpoint& from,
                             const std::vector<Row>& population) {
  const Snapshot& facts = evaluator.facts();
  std::vector<Row> sampled;
  if (const auto drawn = recorded_draw(facts, frame)) {
    const std::unordered_set<std::string> members(drawn->begin(), drawn->end());
    for (const Row row : population) {
      const Place place{from.subject.kind, row};
      if (members.contains(canonical_id(facts, place)) ||
          members.contains(std::string(facts.table(place.kind).id(row))))
        sampled.push_back(row);
    }
  } else {
    std::map<std::string, std::vector<std::pair<Digest, Row>>> strata;
    for (const Row row : population) {
      Viewpoint own = from;
      own.subject.row = row;
      const std::string stratum = stratum_of(evaluator, frame.sample, own);
      strata[stratum].emplace_back(sampling_key(frame, stratum, canonical_id(facts, own.subject)), row);
    }
    for (auto& [stratum, keyed] : strata) {
      const std::size_t n = sample_size(evaluator, frame.sample, from, keyed.size());
      std::nth_element(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(n), keyed.end());
      for (std::size_t i = 0; i < n; ++i) sampled.push_back(keyed[i].second);
    }
  }
  std::sort(sampled.begin(), sampled.end());
  return sampled;
}

} // namespace aftercourse
