"""The public holidays of Italy from 2010 to 2014, as the package `holidays` suggests them: rows of a calendar, by date.

They are kept as rows, so that another version of that package changes nothing that was judged by them.
"""

from collections.abc import Iterator, Mapping

EVERY_YEAR = {
    "01-01": "New Year's Day",
    "01-06": "Epiphany",
    "04-25": "Liberation Day",
    "05-01": "Labor Day",
    "06-02": "Republic Day",
    "08-15": "Assumption Of Mary Day",
    "11-01": "All Saints' Day",
    "12-08": "Immaculate Conception",
    "12-25": "Christmas Day",
    "12-26": "Saint Stephen's Day",
}
MOVING = {
    "2010-04-04": "Easter Sunday",
    "2010-04-05": "Easter Monday",
    "2010-11-07": "National Unity Day",
    "2011-03-17": "Anniversary of the Unification of Italy",
    "2011-04-24": "Easter Sunday",
    "2011-04-25": "Easter Monday; Liberation Day",
    "2011-11-06": "National Unity Day",
    "2012-04-08": "Easter Sunday",
    "2012-04-09": "Easter Monday",
    "2012-11-04": "National Unity Day",
    "2013-03-31": "Easter Sunday",
    "2013-04-01": "Easter Monday",
    "2013-11-03": "National Unity Day",
    "2014-04-20": "Easter Sunday",
    "2014-04-21": "Easter Monday",
    "2014-11-02": "National Unity Day",
}
YEARS = range(2010, 2015)


def _rows() -> Iterator[tuple[str, str]]:
    for year in YEARS:
        yield from ((f"{year}-{day}", name) for day, name in EVERY_YEAR.items())
    yield from MOVING.items()


HOLIDAYS: Mapping[str, str] = dict(sorted(dict(_rows()).items()))
