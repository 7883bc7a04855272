// Vocabulary: the kinds and fields that a policy may name. A policy sees only the schema it was written
// against, also when it is resolved against a larger one: what another policy declares can never change what
// its words mean. Indices are always those of the larger schema.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/facts/schema.hpp>

namespace aftercourse::reading {

class Vocabulary {
 public:
  /// `own` must be part of `target`.
  Vocabulary(Schema own, Schema target) : own_(std::move(own)), target_(std::move(target)) {}

  const Schema& target() const noexcept { return target_; }
  const std::string& name(std::size_t kind) const { return target_.kind(kind).name; }
  /// The kind with the fields that the policy sees.
  const Kind& kind(std::size_t kind) const { return own_.kind(own_.at(name(kind))); }
  const Field& field(std::size_t kind, std::size_t field) const { return target_.kind(kind).fields[field]; }

  std::optional<std::size_t> find_kind(std::string_view name) const noexcept;
  /// Also by its past form: `ended` is `ends`, `closed` is `closes`.
  std::optional<std::size_t> find_field(std::size_t kind, std::string_view name) const;
  std::optional<std::size_t> dated_by(std::size_t kind) const;
  bool spans(std::size_t kind) const { return this->kind(kind).spans(); }

  /// The fields of `from` that refer to one fact of `to`, in their order.
  std::vector<std::size_t> references(std::size_t from, std::size_t to) const;
  /// The one meant when nothing else is said: named like the kind, or the only one.
  std::optional<std::size_t> reference(std::size_t from, std::size_t to) const;
  /// The field of `from` that refers to a fact of any kind.
  std::optional<std::size_t> any_reference(std::size_t from) const;

  std::vector<std::string> kind_names() const;
  std::vector<std::string> field_names(std::size_t kind) const;

 private:
  Schema own_, target_;
};

} // namespace aftercourse::reading
