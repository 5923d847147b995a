"""Dates of the calendar: days, months, years and weekdays, in digits or in words, with their time of day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.times.expressions import Expression
from onrecord.extract.times.lexicon import TimeWords
from onrecord.extract.words import DASHES, ORDINAL_ENDS, Word

_FIRST_YEAR, _FIRST_LIKELY_YEAR, _LAST_YEAR = 1000, 1400, 2100
_BEFORE_MONTH = frozenset(
    [
        "in",
        "of",
        "by",
        "until",
        "till",
        "since",
        "during",
        "from",
        "through",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "and",
        "before",
        "after",
        "to",
        "for",
        "on",
        "the",
        "end",
        "beginning",
        "between",
        "every",
        "each",
    ]
)
_BEFORE_EARLY_YEAR = frozenset(
    [
        "in",
        "of",
        "year",
        "by",
        "until",
        "since",
        "from",
        "to",
        "before",
        "after",
        "circa",
        "about",
        "around",
        "and",
        "during",
        "early",
        "late",
        "ad",
    ]
)
_JOINS = frozenset({"to", "and", "or", "through"}) | DASHES


class DateReader:
    """Reads calendar dates at a word; each method gives the expression that begins there, or None."""

    def __init__(self, words: Sequence[Word], lower: Sequence[str], known: TimeWords) -> None:
        self.words, self.lower, self.known = words, lower, known

    def iso(self, at: int) -> Expression | None:
        """ "2022-03-24", and "24.03.2022" as one word."""
        text = self.words[at].text
        parts = text.split(".")
        if len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[2]) == 4:
            return self._numeric(at, at, parts[2], parts[1], parts[0])
        if len(text) != 4 or not text.isdigit() or at + 4 >= len(self.words):
            return None
        rest = self.words[at + 1 : at + 5]
        if (
            all(word.glued for word in rest)
            and rest[0].text == "-" == rest[2].text
            and rest[1].text.isdigit()
            and rest[3].text.isdigit()
        ):
            return self._numeric(at, at + 4, text, rest[1].text, rest[3].text)
        return None

    def slashed(self, at: int) -> Expression | None:
        """ "24/03/2022": only where one order alone makes a date of it."""
        if at + 4 >= len(self.words) or not self.words[at].text.isdigit() or self.words[at + 1].text != "/":
            return None
        rest = self.words[at : at + 5]
        if (
            not all(word.glued for word in rest[1:])
            or rest[3].text != "/"
            or not (rest[2].text.isdigit() and rest[4].text.isdigit())
        ):
            return None
        first, second, year = rest[0].text, rest[2].text, rest[4].text
        if len(year) != 4 or len(first) > 2 or len(second) > 2:
            return None
        if int(first) > 12:
            return self._numeric(at, at + 4, year, second, first)
        return self._numeric(at, at + 4, year, first, second) if int(second) > 12 or first == second else None

    def _numeric(self, first: int, last: int, year: str, month: str, day: str) -> Expression | None:
        if len(month) > 2 or len(day) > 2 or not (year + month + day).isascii():
            return None
        if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
            return None
        return Expression("date", first, last, year=int(year), month=int(month), day=int(day))

    def clock(self, at: int) -> Expression | None:
        """ "5:25 a.m.", "2 pm", "14:00 GMT", each with the day that follows it."""
        text = self.words[at].text
        if not text.isdigit() or len(text) > 2 or not text.isascii():
            return None
        hour, minute, last = int(text), 0, at
        following = self.words[at + 1 : at + 3]
        exact = len(following) == 2 and following[0].text == ":" and following[0].glued
        exact = exact and len(following[1].text) == 2 and following[1].text.isdigit()
        if exact:
            minute, last = int(following[1].text), at + 2
        half = self._half_of_day(last + 1)
        if half is not None:
            last, added = half
            hour = hour % 12 + added
        elif not exact:
            return None
        if hour > 24 or minute > 59:
            return None
        if last + 1 < len(self.lower) and self.lower[last + 1] in self.known.listed("zones"):
            last += 1
        return self._on_day(Expression("part", at, last, clock=f"{hour:02d}:{minute:02d}"))

    def _half_of_day(self, at: int) -> tuple[int, int] | None:
        halves = self.known.valued("halves_of_day")
        if at < len(self.lower) and self.lower[at] in halves:
            return at, halves[self.lower[at]]
        if self.lower[at : at + 3] in (["a", ".", "m"], ["p", ".", "m"]):
            end = at + 3 if self.lower[at + 3 : at + 4] == ["."] and at + 4 < len(self.lower) else at + 2
            return end, halves[self.lower[at] + "m"]
        return None

    def _on_day(self, time: Expression) -> Expression:
        """A time of day with its day: "at 11 a.m. on 11 November 1918"."""
        at = time.last + 1
        while at < len(self.lower) and self.lower[at] in ("on", ",", "local", "time") and at <= time.last + 3:
            at += 1
        if at >= len(self.lower):
            return time
        for read in (self.day_first, self.month_first, self.weekday):
            found = read(at)
            if found is not None and (found.day is not None or found.weekday is not None):
                return replace(found, first=time.first, clock=time.clock)
        return time

    def month(self, at: int) -> int | None:
        """The month that a word names here; words such as "may" only where a date is meant."""
        if at >= len(self.lower):
            return None
        word = self.lower[at]
        found: int | None = self.known.valued("months").get(word)
        if found is None:
            return None
        capital = self.words[at].text[0].isupper()
        if word in self.known.listed("capital") and not capital:
            return None
        beside = self._number_beside(at)
        if word in self.known.listed("beside_number"):
            return found if beside else None
        if word in ("may", "march", "august") and not beside:
            before = self.lower[at - 1] if at else ""
            return found if before in _BEFORE_MONTH or (word == "august" and at > 0) else None
        return found

    def _number_beside(self, at: int) -> bool:
        behind = at + 1
        if self.lower[behind : behind + 1] == ["."]:
            behind += 1
        before = at - 1
        if before >= 0 and (self.lower[before] in ORDINAL_ENDS or self.lower[before] == "of"):
            before -= 1
        return any(0 <= n < len(self.lower) and self.lower[n][0].isdigit() for n in (behind, before))

    def day_of_month(self, at: int) -> tuple[int, int] | None:
        """The last word and the number of a day ("3", "3rd", "third")."""
        if at >= len(self.lower):
            return None
        text = self.lower[at]
        if text.isdigit() and len(text) <= 2 and text.isascii() and 1 <= int(text) <= 31:
            ordinal = at + 1 < len(self.lower) and self.lower[at + 1] in ORDINAL_ENDS and self.words[at + 1].glued
            return (at + 1 if ordinal else at), int(text)
        value = self.known.valued("ordinals").get(text)
        return (at, int(value)) if value is not None and value <= 31 else None

    def year_at(self, at: int) -> tuple[int, int] | None:
        """The last word and the number of a year written in four digits, after "of" or a comma where need be."""
        if at < len(self.lower) and self.lower[at] in (",", "of", "in") and at + 1 < len(self.lower):
            at += 1
        if at >= len(self.lower):
            return None
        text = self.words[at].text
        if len(text) == 4 and text.isdigit() and text.isascii() and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
            if self.words[at + 1 : at + 2] and self.lower[at + 1] in ("%", *self.known.listed("counted")):
                return None
            return at, int(text)
        return None

    def day_first(self, at: int) -> Expression | None:
        """ "24 March 2022", "the 4th of July", "22 to 24 February" (the first day alone)."""
        found = self.day_of_month(at)
        if found is None or (at and self.words[at].glued and self.words[at - 1].text[-1].isalnum()):
            return None
        last, day = found
        step = last + 1
        dashed = step + 1 < len(self.words) and self.words[step].text == "-" and self.words[step + 1].glued
        if self.lower[step : step + 1] in (["of"], ["."]) or dashed:
            step += 1
        month = self.month(step)
        if month is not None:
            if not self.words[at].text.isdigit() and self.lower[last + 1] != "of":
                return None
            return self._with_year(Expression("date", at, step, month=month, day=day))
        return self._first_of_range(at, last, day)

    def _first_of_range(self, at: int, last: int, day: int) -> Expression | None:
        """ "22 to 24 February": the day before the join takes the month behind it."""
        if last + 1 >= len(self.lower) or self.words[last + 1].text not in _JOINS:
            return None
        second = self.day_of_month(last + 2)
        if second is None or not self.words[at].text.isdigit():
            return None
        step = second[0] + 1
        if self.lower[step : step + 1] == ["of"]:
            step += 1
        month = self.month(step)
        if month is None:
            return None
        year = self.year_at(step + 1)
        return Expression("date", at, last, month=month, day=day, year=year[1] if year else None)

    def _with_year(self, found: Expression) -> Expression:
        if self.lower[found.last + 1 : found.last + 2] == ["-"] and self.words[found.last + 1].glued:
            year = self.year_at(found.last + 2)
            return replace(found, last=year[0], year=year[1]) if year is not None else found
        dotted = self.lower[found.last + 1 : found.last + 2] == ["."] and self.lower[found.last] in self.known.listed(
            "beside_number"
        )
        at = found.last + (2 if dotted else 1)
        year = self.year_at(at)
        if year is not None:
            return self.era(replace(found, last=year[0], year=year[1]))
        if self.lower[at : at + 4] in (["of", "the", "same", "year"], ["of", "that", "same", "year"]):
            return replace(found, last=at + 3, same_year=True)
        if self.lower[at : at + 3] == ["of", "that", "year"] or self.lower[at : at + 3] == ["the", "same", "year"]:
            return replace(found, last=at + 2, same_year=True)
        short = self.lower[at : at + 2]
        if (
            len(short) == 2
            and short[1] in self.known.listed("eras_before")
            and short[0].isdigit()
            and len(short[0]) <= 4
        ):
            return replace(found, last=at + 1, year=int(short[0]), before_christ=True)
        return found

    def era(self, found: Expression) -> Expression:
        """The expression with "BC" behind it."""
        following = self.lower[found.last + 1 : found.last + 2]
        if following and following[0] in self.known.listed("eras_before"):
            return replace(found, last=found.last + 1, before_christ=True)
        return found

    def month_first(self, at: int) -> Expression | None:
        """ "March 24, 2022", "March 2022", "March"."""
        month = self.month(at)
        if month is None:
            return None
        step = at + 1
        if self.lower[step : step + 1] == ["."] and self.lower[at] in self.known.listed("beside_number"):
            step += 1
        day = self.day_of_month(step) if step < len(self.lower) and self.lower[step][0].isdigit() else None
        if day is not None and self.year_at(step) is None:
            return self._with_year(Expression("date", at, day[0], month=month, day=day[1]))
        whole = self._with_year(Expression("date", at, step - 1, month=month))
        return whole if whole.year is not None or whole.same_year else self._first_month(whole)

    def _first_month(self, found: Expression) -> Expression:
        """ "August-September 1950": the year behind the second month is the first one's too."""
        at = found.last + 1
        if at + 1 < len(self.words) and (self.words[at].text in _JOINS):
            second = self.month(at + 1)
            year = self.year_at(at + 2) if second is not None else None
            if year is not None and second is not None:
                return replace(found, year=year[1] - (second < (found.month or 0)))
        return found

    def weekday(self, at: int) -> Expression | None:
        """ "Monday", "Monday morning", "Thursday, March 24"."""
        number = self.known.valued("weekdays").get(self.lower[at])
        if number is None or (self.lower[at] in self.known.listed("capital") and not self.words[at].text[0].isupper()):
            return None
        if self.known.language == "en" and not self.words[at].text[0].isupper():
            return None
        if (
            self.lower[at] in self.known.listed("beside_number")
            and not self._number_beside(at)
            and self.lower[at + 1 : at + 2] != [","]
        ):
            return None
        step = at + 1
        if self.lower[step : step + 1] in ([","], ["."], ["the"]):
            step += 1
        for read in (self.day_first, self.month_first):
            date = read(step) if step < len(self.lower) else None
            if date is not None and date.day is not None:
                return replace(date, first=at, weekday=number)
        part = self.known.valued("parts").get(self.lower[at + 1]) if at + 1 < len(self.lower) else None
        return Expression("weekday", at, at + 1 if part else at, weekday=number, part=part)

    def year(self, at: int) -> Expression | None:
        """ "2019", "AD 211", "480 BC", "the year 1500"."""
        text = self.words[at].text
        if not text.isdigit() or not text.isascii() or len(text) > 4:
            return None
        ending = self._end_of_range(at)
        if ending is not None:
            return ending
        before = self.lower[at - 1] if at else ""
        circa = before in ("circa", "c") or (before == "." and self.lower[at - 2 : at - 1] in (["c"], ["ca"]))
        if len(text) == 3 and (circa or self.lower[max(0, at - 3) : at] == ["in", "the", "year"]):
            return Expression("date", at, at, year=int(text))
        era = self.era(Expression("date", at, at, year=int(text)))
        if era.before_christ:
            return era
        if before in self.known.listed("eras_after") or self.lower[at + 1 : at + 2] in (["ad"], ["ce"]):
            return Expression("date", at, at, year=int(text))
        found = self.year_at(at)
        if found is None or self._is_no_year(at):
            return None
        if found[1] < _FIRST_LIKELY_YEAR and before not in _BEFORE_EARLY_YEAR:
            return None
        return Expression("date", at, at, year=found[1])

    def _is_no_year(self, at: int) -> bool:
        before, words = self.lower[at - 1] if at else "", self.words
        if before in (
            "$",
            "€",
            "£",
            "#",
            "no",
            "number",
            "room",
            "page",
            "about",
            "over",
            "than",
            "nearly",
            "some",
            "least",
        ):
            return self.lower[at + 1 : at + 2] == [] or self.words[at + 1].text not in DASHES
        glued_before = at > 0 and words[at].glued and (words[at - 1].text[-1].isalnum() or words[at - 1].text in "./:_")
        after = words[at + 1] if at + 1 < len(words) else None
        glued_after = after is not None and after.glued and (after.text[0].isalnum() or after.text in "%_")
        clock = (
            self.lower[at + 1 : at + 2] == [":"]
            and self.lower[at + 2 : at + 3] != []
            and self.words[at + 2].text[0].isdigit()
        )
        return glued_before or glued_after or (clock and self.words[at + 2].glued)

    def _end_of_range(self, at: int) -> Expression | None:
        """ "1894-96": the last two digits of the second year."""
        if at < 2 or len(self.lower[at]) != 2 or self.words[at - 1].text not in DASHES:
            return None
        first = self.year_at(at - 2) if self.lower[at - 2].isdigit() else None
        if first is None or int(self.lower[at]) <= first[1] % 100:
            return None
        return Expression("date", at, at, year=first[1] - first[1] % 100 + int(self.lower[at]))
