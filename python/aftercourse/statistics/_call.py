"""How every function of `aftercourse.statistics` hands its columns over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from aftercourse._core import LabelRuns, Result, call_statistic, refuse_unknown_column
from aftercourse.errors import InvalidArgument

Data: TypeAlias = Any
"""A pandas or polars DataFrame, a pyarrow.Table, a DuckDB relation or anything else with Arrow's C stream, a mapping of
columns by name, a two-dimensional array (columns "0", "1" ...), or one column."""
Column: TypeAlias = Any
"""The name of a column of the data, or the column itself: a NumPy array, Series, Arrow array or sequence."""
Columns: TypeAlias = Any
"""Several of them, or all columns of the data where nothing is named."""
Missing: TypeAlias = Literal["drop", "error"]
Alternative: TypeAlias = Literal["two-sided", "less", "greater"]


def is_name(column: Column) -> bool:
    return isinstance(column, str)


def _is_column(data: Data) -> bool:
    """Whether the data is one column and no table. What has neither one nor two dimensions is refused as a column."""
    if isinstance(data, Mapping) or hasattr(data, "columns") or hasattr(data, "column_names"):
        return False
    return bool(getattr(data, "ndim", 1) != 2)


def _table(data: Data) -> Mapping[str, Any]:
    """The columns of the data by name, each taken when it is asked for."""
    if isinstance(data, Mapping):
        return data
    if hasattr(data, "ndim") and not hasattr(data, "columns"):
        return {str(i): data[:, i] for i in range(data.shape[1])}
    names = getattr(data, "column_names", None)  # pyarrow
    if names is None and (hasattr(data, "dtypes") and hasattr(data, "__getitem__") and hasattr(data, "shape")):
        names = data.columns  # pandas, polars
    if names is not None:
        return {str(name): data[name] for name in names}
    if hasattr(data, "__arrow_c_stream__"):
        import polars

        frame = polars.DataFrame(data)
        return {name: frame[name] for name in frame.columns}
    raise TypeError(f"expected a table or a column, found {type(data).__name__}")


class _Gathered:
    """Columns by name, for one call."""

    def __init__(self, data: Data, named: set[str] | None = None) -> None:
        """`named` are the columns that the arguments call by name, which keep it; any of the data where that is open."""
        self._data = data
        self._named = named
        self._known: Mapping[str, Any] | None = None
        self.columns: dict[str, Any] = {}

    def table(self) -> Mapping[str, Any]:
        if self._known is None:
            if self._data is None:
                raise TypeError("columns are named, but there is no data")
            self._known = _table(self._data)
        return self._known

    def add(self, column: Column, argument: str, key: str | None = None) -> str:
        """Takes a column and gives the name it goes by; `key` is its name in a table of its own."""
        if not is_name(column):
            name = self._free_name(argument, key)
            self.columns[name] = _unmasked(column)
            return name
        table = self.table()
        if column not in table:
            refuse_unknown_column(column, list(table))
        found = table[column]
        if getattr(found, "ndim", 1) == 2 and hasattr(found, "columns"):
            raise InvalidArgument(f"two columns of the data are called {column}", code="AC5504")
        self.columns[column] = _unmasked(found)
        return str(column)

    def _free_name(self, argument: str, key: str | None) -> str:
        """A column without a name goes by that of its argument; one of a table of its own by its name there, or, where
        another column goes by that, by both: "responses q1"."""
        name = argument if key is None else key
        if key is not None and self._taken(name):
            name = f"{argument} {key}"
        while self._taken(name):
            name += "'"
        return name

    def _taken(self, name: str) -> bool:
        if name in self.columns:
            return True
        if self._named is not None:
            return name in self._named
        return self._data is not None and not _is_column(self._data) and name in self.table()


def _unmasked(column: Column) -> Column:
    """What NumPy masks is missing."""
    if not hasattr(column, "filled") or getattr(column.dtype, "kind", "") not in "biuf":
        return column
    return column.astype(float).filled(float("nan"))


def call(
    name: str,
    data: Data = None,
    columns: Mapping[str, Column | Columns] | None = None,
    *,
    main: str | None = None,
    **options: Any,
) -> Result:
    """Calls a statistic. `columns` are the arguments that name columns (None: not given), `main` the one that the data
    itself is when it is a single column (or, in the plural, all columns of the data when nothing is named)."""
    arguments = dict(options)
    wanted = dict(columns or {})
    if main is not None and wanted.get(main) is None and data is not None:
        wanted[main] = data if _is_column(data) else list(_table(data))
    gathered = _Gathered(data, {name for given in wanted.values() for name in _names(given)})
    for argument, given in wanted.items():
        if given is None:
            continue
        if isinstance(given, (list, tuple)) and given and all(map(is_name, given)) and _is_plural(argument):
            arguments[argument] = [gathered.add(column, argument) for column in given]
        elif _is_plural(argument) and isinstance(given, (list, tuple)) and given and _are_columns(given):
            arguments[argument] = [gathered.add(column, f"{argument} {i + 1}") for i, column in enumerate(given)]
        elif _is_plural(argument) and (isinstance(given, Mapping) or hasattr(given, "columns")):
            arguments[argument] = [gathered.add(column, argument, key) for key, column in _table(given).items()]
        elif _is_plural(argument) and getattr(given, "ndim", 1) == 2:
            table = _table(given)
            arguments[argument] = [gathered.add(column, f"{argument} {key}") for key, column in table.items()]
        else:
            arguments[argument] = gathered.add(given, argument)
    return call_statistic(name, gathered.columns, arguments)


def _names(given: Column | Columns) -> list[str]:
    if is_name(given):
        return [given]
    return [name for name in given if is_name(name)] if isinstance(given, (list, tuple)) and len(given) < 1000 else []


def _are_columns(given: Sequence[Any]) -> bool:
    return all(hasattr(column, "__len__") for column in given)


_PLURALS = {"items", "raters", "predictors", "fixed", "random", "outcomes", "covariates", "columns", "counts", "by", "responses", "factors"}


def _is_plural(argument: str) -> bool:
    return argument in _PLURALS


def long_form(data: Data, outcome: Column | None, group: Column | None) -> tuple[Data, Column | None, Column | None]:
    """Samples given one by one - {"a": x, "b": y} of any lengths, or (x, y) - as one column and its groups."""
    if outcome is not None or group is not None or data is None:
        return data, outcome, group
    samples: list[tuple[str, Any]]
    if isinstance(data, Mapping):
        samples = [(str(name), values) for name, values in data.items()]
    elif isinstance(data, (list, tuple)) and data and _are_columns(data) and not isinstance(data[0], str):
        samples = [(str(i + 1), values) for i, values in enumerate(data)]
    else:
        return data, outcome, group
    names = LabelRuns([name for name, _ in samples], [_length(name, values) for name, values in samples])
    return None, _joined([values for _, values in samples]), names


def _length(name: str, values: Any) -> int:
    if getattr(values, "ndim", 1) != 1 or not hasattr(values, "__len__"):
        raise InvalidArgument(f"the sample {name} is no column of values", code="AC5504")
    return len(values)


def _joined(samples: Sequence[Any]) -> Any:
    if all(hasattr(values, "dtype") for values in samples):
        import numpy

        return numpy.concatenate([numpy.asarray(values) for values in samples])
    return [value for values in samples for value in values]
