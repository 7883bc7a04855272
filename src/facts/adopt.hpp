// Rows made elsewhere - for an earlier schema, with another dictionary - as rows of this journal.
#pragma once

#include <aftercourse/facts/table.hpp>

namespace aftercourse {

/// Throws InvalidArgument AC2014 for rows of a kind that the schema does not have so, AC2006 when their
/// columns differ in length. Costs nothing when the rows were made for this schema and these words.
Rows adopted(Rows rows, const Schema& schema, const std::shared_ptr<Dictionary>& words);

} // namespace aftercourse
