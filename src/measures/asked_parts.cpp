#include "asked_parts.hpp"

#include <algorithm>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

namespace aftercourse {

namespace {

bool holds(const std::vector<std::string>& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

/// Whether a dimension is the other, or one of its parts.
bool lies_within(const InstrumentDefinition& definition, std::string dimension, const std::string& other) {
  while (!dimension.empty() && dimension != other)
    dimension = std::ranges::find(definition.dimensions, dimension, &Dimension::id)->parent;
  return dimension == other;
}

[[noreturn]] void refuse_name(const char* what, const std::string& name,
                              const std::vector<std::string>& known) {
  const auto near = nearest(name, known);
  throw NotFound("AC5030", std::string("there is no ") + what + " `" + name + "`" +
                               (near ? "; did you mean `" + *near + "`?"
                                : std::string_view(what) == "questionnaire"
                                    ? "; the engine keeps those that add_instrument gave it"
                                    : ""));
}

} // namespace

AskedParts::AskedParts(const Instruments& instruments, const MeasureRule& rule, const EvaluationQuery& query,
                       const std::vector<std::string>& by)
    : rule_(rule), answers_(*rule.answers), query_(query), by_(by), by_dimension_(is_grouped("dimension")),
      by_item_(is_grouped("item")) {
  check_query();
  for (const Instrument* version : instruments.versions(answers_.instrument))
    versions_.push_back({version, scored_parts(*version), {}, {}});
  if (versions_.empty()) refuse_name("questionnaire", answers_.instrument, instruments.names());
  check_names();
  check_scores();
  mark_other_scales();
}

const VersionParts* AskedParts::of(const Instrument* version) const {
  const auto found = std::ranges::find(versions_, version, &VersionParts::version);
  return found == versions_.end() ? nullptr : &*found;
}

bool AskedParts::is_grouped(std::string_view name) const {
  return holds(by_, name) || query_.where.contains(std::string(name));
}

/// One number over several dimensions would count everybody several times.
void AskedParts::check_query() const {
  for (const char* name : {"dimension", "item"}) {
    const auto filter = query_.where.find(name);
    const bool told_apart = holds(by_, name) || holds(by_, "item");
    if (filter != query_.where.end() && filter->second.size() > 1 && !told_apart)
      throw InvalidArgument("AC5031",
                            std::string("several of `") + name + "` are no one number: group by it");
  }
}

void AskedParts::check_names() const {
  std::vector<std::string> dimensions, items, roles;
  for (const VersionParts& v : versions_) {
    for (const Dimension& d : v.version->definition().dimensions) dimensions.push_back(d.id);
    for (const ScoredPart& p : v.all)
      if (!p.item.empty()) items.push_back(p.item);
    for (const AppraiserRole& r : v.version->definition().roles) roles.push_back(r.id);
  }
  const auto check = [&](const char* what, const std::string& name, const std::vector<std::string>& known) {
    if (name.empty() || holds(known, name)) return;
    refuse_name((std::string(what) + " in the questionnaire `" + answers_.instrument + "` named").c_str(),
                name, known);
  };
  check("dimension", answers_.dimension, dimensions);
  check("scored item", answers_.item, items);
  check("role", answers_.role, roles);
}

/// Keeps what can be scored, and refuses a question of which nothing can be.
void AskedParts::check_scores() {
  bool any_asked = false, any_scored = false, any_item = false;
  for (VersionParts& v : versions_)
    for (std::size_t p = 0; p < v.all.size(); ++p) {
      if (!is_asked(v.version->definition(), v.all[p])) continue;
      any_asked = true;
      if (!is_scored(v.all[p])) continue;
      v.asked.push_back(p);
      any_scored = true;
      any_item = any_item || !v.all[p].item.empty();
    }
  const auto refuse = [&](const char* why) {
    throw InvalidArgument("AC5031", "`" + rule_.id + "` cannot be scored by the questionnaire `" +
                                        answers_.instrument + "`: " + why);
  };
  if (any_asked && !any_scored)
    refuse(rule_.type == MeasureRule::Type::score
               ? "it has no scored items there, or they have different scales; name a dimension"
               : "no item there says from where on an answer is favourable");
  weighted_ = rule_.type == MeasureRule::Type::score && !latest().version->definition().roles.empty() &&
              answers_.role.empty() && !is_grouped("role");
  if (weighted_ && any_item) refuse("an item has no total weighted over the roles; tell the roles apart");
}

bool AskedParts::is_asked(const InstrumentDefinition& definition, const ScoredPart& part) const {
  if (by_item_ || !answers_.item.empty()) return is_asked_item(definition, part);
  if (!part.item.empty()) return false;
  if (!by_dimension_) return part.dimension == answers_.dimension;
  if (part.dimension.empty()) return false;
  const auto filter = query_.where.find("dimension");
  return (answers_.dimension.empty() || lies_within(definition, part.dimension, answers_.dimension)) &&
         (filter == query_.where.end() || holds(filter->second, part.dimension));
}

bool AskedParts::is_asked_item(const InstrumentDefinition& definition, const ScoredPart& part) const {
  if (part.item.empty() || (!answers_.item.empty() && part.item != answers_.item)) return false;
  if (!answers_.dimension.empty() && !lies_within(definition, part.dimension, answers_.dimension))
    return false;
  const auto items = query_.where.find("item"), dimensions = query_.where.find("dimension");
  if (items != query_.where.end() && !holds(items->second, part.item)) return false;
  return dimensions == query_.where.end() || std::ranges::any_of(dimensions->second, [&](const auto& d) {
           return lies_within(definition, part.dimension, d);
         });
}

bool AskedParts::is_scored(const ScoredPart& part) const {
  return rule_.type == MeasureRule::Type::score ? part.has_score : part.cut > 0;
}

void AskedParts::mark_other_scales() {
  std::map<std::pair<std::string, std::string>, const ScoredPart*> last;
  for (const VersionParts& v : versions_)
    for (const std::size_t p : v.asked) last[{v.all[p].dimension, v.all[p].item}] = &v.all[p];
  for (VersionParts& v : versions_)
    for (const std::size_t p : v.asked) {
      const ScoredPart& part = v.all[p];
      const ScoredPart& model = *last.at({part.dimension, part.item});
      v.other_scale.push_back(rule_.type == MeasureRule::Type::score &&
                              (part.min != model.min || part.max != model.max));
    }
}

} // namespace aftercourse
