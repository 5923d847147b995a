"""What the tree puts right of the role head's work, on sentences of our own with the slips made by hand."""

from __future__ import annotations

import onrecord
from onrecord.extract.mending import mended, without_links
from onrecord.extract.relations import Relation, Run
from onrecord.language.analysis import analyse, default_parts
from onrecord.language.grammar import Grammar

Told = tuple[str, str]


class Page:
    """A text with its grammar, from which relations are cut by their words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.grammar = Grammar(analyse(text, default_parts(text)))

    def relation(self, source: str, cue: str, *content: str) -> Relation:
        runs = (self._run(source),) if source else ()
        return Relation(runs, (self._run(cue),), tuple(self._run(words) for words in content), 0.9, ())

    def mended(self, *relations: Relation) -> list[Told]:
        return [self._told(relation) for relation in mended(relations, self.grammar)]

    def _told(self, relation: Relation) -> Told:
        source, content = (
            " … ".join(self.grammar.words(*run) for run in runs) for runs in (relation.source, relation.content)
        )
        return source, content

    def _run(self, words: str) -> Run:
        start = self.text.index(words)
        inside = [
            number
            for number, token in enumerate(self.grammar.tokens)
            if start <= token.start and token.end <= start + len(words)
        ]
        return inside[0], inside[-1]


class TestSources:
    def test_a_source_inside_its_own_content_gives_way_to_the_subject(self) -> None:
        page = Page("The city of Riverton announced that the Harbour Union was to look into the fire.")
        slip = page.relation("the Harbour Union", "announced", "that the Harbour Union was to look into the fire")
        assert page.mended(slip)[0][0] == "The city of Riverton"

    def test_a_source_in_another_sentence_gives_way_to_the_subject(self) -> None:
        page = Page("The Port Ministry was founded in May. Maria Example argued that the bridge is safe.")
        slip = page.relation("The Port Ministry", "argued", "that the bridge is safe")
        assert page.mended(slip)[0][0] == "Maria Example"

    def test_a_verb_without_a_source_has_its_plain_subject(self) -> None:
        page = Page("Some believe that the bridge will fall.")
        assert page.mended(page.relation("", "believe", "that the bridge will fall"))[0][0] == "Some"

    def test_whoever_seems_or_allegedly_does_says_nothing(self) -> None:
        page = Page("The ministry seems worried about the bridge.")
        assert page.mended(page.relation("", "seems", "worried about the bridge"))[0][0] == ""
        page = Page("The guard allegedly threatened a clerk.")
        assert page.mended(page.relation("", "allegedly threatened", "a clerk"))[0][0] == ""

    def test_a_passive_has_nobody_who_speaks(self) -> None:
        page = Page("The bridge was described as safe.")
        assert page.mended(page.relation("", "was described as", "safe"))[0][0] == ""

    def test_an_empty_it_is_nobody(self) -> None:
        page = Page("It says that the bridge is safe.")
        assert page.mended(page.relation("", "says", "that the bridge is safe"))[0][0] == ""

    def test_a_source_ends_before_its_own_cue(self) -> None:
        page = Page("Maria Example mentioned the report that the bridge was closed. Paul Sample left.")
        slip = page.relation("Maria Example mentioned the report", "mentioned", "that the bridge was closed")
        assert page.mended(slip)[0][0] == "Maria Example"

    def test_a_second_cue_joined_to_what_the_first_reports_is_the_same_speakers(self) -> None:
        page = Page(
            "Paul Sample left. Maria Example explained that the firm held a small share, and stated they want to stay."
        )
        first = page.relation("Maria Example", "explained", "that the firm held a small share")
        slip = page.relation("Paul Sample", "stated", "they want to stay")
        assert page.mended(first, slip)[1][0] == "Maria Example"

    def test_a_source_that_is_right_stays(self) -> None:
        page = Page("Maria Example said the bridge was safe, Paul Sample recalled.")
        right = page.relation("Paul Sample", "recalled", "Maria Example said the bridge was safe")
        assert page.mended(right) == [("Paul Sample", "Maria Example said the bridge was safe")]


class TestContents:
    def test_a_clause_begins_with_its_subject(self) -> None:
        page = Page("According to Maria Example, her former firm is keeping the ferry in the harbour.")
        slip = page.relation("Maria Example", "According to", "is keeping the ferry in the harbour")
        assert page.mended(slip)[0][1] == "her former firm is keeping the ferry in the harbour"

    def test_a_clause_goes_on_behind_the_aside(self) -> None:
        page = Page("One sailor was, according to the fire service, among the dead.")
        slip = page.relation("the fire service", "according to", "One sailor was")
        assert page.mended(slip)[0][1] == "One sailor was … among the dead"

    def test_only_what_is_said_where_that_s_what_stands(self) -> None:
        page = Page("That’s what the ministry hopes.")
        assert page.mended(page.relation("the ministry", "hopes", "That’s what"))[0][1] == "what"

    def test_an_and_at_the_end_leads_to_somebody_elses_words(self) -> None:
        page = Page("Maria Example said the bridge was safe and left.")
        slip = page.relation("Maria Example", "said", "the bridge was safe and")
        assert [page.grammar.words(*run) for run in without_links(slip, page.grammar).content] == [
            "the bridge was safe"
        ]


def contents(text: str) -> list[list[str]]:
    return [[span.of(text) for span in statement.content] for statement in onrecord.read(text).statements]


class TestThroughout:
    def test_a_second_verb_has_its_own_quotation(self) -> None:
        text = (
            'Minister Maria Example tweeted "Saddened by the loss of the ferry" and offered "my thoughts to all who '
            'lost their boats. May they find new ones soon."'
        )
        found = contents(text)
        assert ['"my thoughts to all who lost their boats. May they find new ones soon."'] in found
        assert ['"Saddened by the loss of the ferry"'] in found

    def test_whom_it_is_told_to_is_no_part_of_a_quotation(self) -> None:
        text = 'Maria Example of the Harbour Union explained to the press, "The bridge was built [to last] and it did."'
        assert contents(text) == [['"The bridge was built [to last] and it did."']]

    def test_according_to_has_the_clause_it_stands_behind(self) -> None:
        text = "Paul Sample died at home in the company of his wife according to a statement posted on his page."
        assert contents(text) == [["Paul Sample died at home in the company of his wife"]]
