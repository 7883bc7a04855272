"""Statistics with their uncertainty: each answer has its estimate, interval, n, clusters, estimator and a sentence.

    import aftercourse.statistics as st

    answer = st.t_test(frame, outcome="re78", group="treat")
    answer.estimate, answer.low, answer.high, answer.n
    print(answer.words())                     # words("zh") for Chinese

One contract for all: `f(data, *, columns…, weights=None, cluster=None, missing="drop" | "error", level=0.95)`. The data
is a pandas or polars DataFrame, an Arrow table, a mapping of columns, or nothing when the columns are given themselves.
NaN, None, NA and NaT are missing and counted; infinity is an error. An answer that the data cannot give says why in
`not_estimable`. docs/statistics.md lists the functions, docs/estimators.md says which variant each takes.
"""

from aftercourse._core import NamedTables, Result
from aftercourse.statistics._tests import t_test

__all__ = ["NamedTables", "Result", "t_test"]
