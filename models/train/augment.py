"""Augmentation: other names of the same kind in the same sentence, and the accidents of real pages.

Names come from the labelled texts themselves, from CLDR (countries and months, by Babel), from
Faker (people, cities, companies) and from the patterns below. Everything is seeded.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict

from babel import Locale
from faker import Faker

from text import LABELS

_LOCALES = (
    "fr_FR fr_FR fr_CA fr_BE fr_CH en_US en_GB en_IN de_DE es_ES it_IT pt_BR pl_PL nl_NL ro_RO tr_TR "
    "sv_SE cs_CZ hu_HU vi_VN id_ID en_NG zu_ZA tw_GH fr_DZ fi_FI hr_HR"
).split()
_SAHEL_FIRST = (
    "Amadou Moussa Ibrahim Oumar Boubacar Issa Salif Seydou Mamadou Abdoulaye Souleymane Idrissa Adama "
    "Fatoumata Aminata Mariam Aïssata Kadiatou Ramatou Hadiza Rokia Awa Bintou Assétou Djeneba Modibo "
    "Cheick Lassina Yacouba Harouna Ousmane Tidiane Ali Hassane Mahamadou Kouamé Koffi Yao Aya Adjoua "
    "Kwame Efua Chidi Ngozi Tariq Karim Yasmine Leïla Nadia Samir Farid Amina Rachid"
).split()
_SAHEL_LAST = (
    "Traoré Diallo Keïta Coulibaly Ouédraogo Sawadogo Kaboré Compaoré Diarra Konaté Touré Cissé Dembélé "
    "Maïga Sissoko Sidibé Camara Condé Bah Barry Sow Ndiaye Diop Fall Gueye Sarr Ba Kane Issoufou Bazoum "
    "Tchiani Zongo Ilboudo Tapsoba Koné Bamba Soro Kouassi N'Guessan Mensah Owusu Okafor Adeyemi "
    "Benali Haddad Mansouri El Amrani Ben Salah Bouazizi Cherif"
).split()
_SUBJECTS_FR = (
    "l'agriculture|l'éducation|la santé|la défense|la culture|les transports|l'énergie|la pêche|le commerce|"
    "le logement|l'environnement|la recherche|les télécommunications|le climat|la justice|l'intérieur|"
    "les mines|le tourisme|l'habitat|la sécurité alimentaire|les droits humains|la petite enfance"
).split("|")
_ADJECTIVES_FR = "national régional international européen africain central fédéral départemental populaire démocratique".split()
_SUBJECTS_EN = (
    "Agriculture|Education|Health|Defence|Culture|Transport|Energy|Fisheries|Trade|Housing|the Environment|"
    "Research|Climate Change|Justice|Mines|Tourism|Food Safety|Human Rights|Labour"
).split("|")
_LETTERS = "ABCDEFGHIJLMNOPRSTU"
_VOWELS = "aeiouyhàâéèêëîïôûüœ"


def _de(subject: str) -> str:
    """`de` before a French noun phrase with its article."""
    if subject.startswith("le "):
        return "du " + subject[3:]
    return "des " + subject[4:] if subject.startswith("les ") else "de " + subject


def _feminine(adjective: str) -> str:
    for end, other in (("éen", "éenne"), ("ain", "aine"), ("al", "ale"), ("ique", "ique"), ("aire", "aire")):
        if adjective.endswith(end):
            return adjective[: -len(end)] + other
    return adjective + "e"


class Names:
    """Pools of names by kind, and the name after the same words in the labelled texts."""

    def __init__(self, rows: list[dict], rng: random.Random):
        self.rng = rng
        fakers = []
        for locale in _LOCALES:
            try:
                fakers.append(Faker(locale))
            except AttributeError:  # a locale that this Faker does not carry
                continue
        for n, faker in enumerate(fakers):
            faker.seed_instance(n)
        latin = re.compile(r"[A-Za-zÀ-ɏ'’ .-]+")
        self.people = [
            (first, last)
            for faker in fakers
            for first, last in ((faker.first_name(), faker.last_name()) for _ in range(400))
            if latin.fullmatch(first + last)
        ]
        self.people += [(rng.choice(_SAHEL_FIRST), rng.choice(_SAHEL_LAST)) for _ in range(3000)]
        self.cities = [
            c for f in fakers[:12] for c in (f.city() for _ in range(150)) if latin.fullmatch(c) and c[0].isupper()
        ]
        self.companies = [f.company() for f in fakers[:8] for _ in range(150)]
        self.after: dict[tuple, list[str]] = defaultdict(list)
        self.by_label: dict[tuple, list[str]] = defaultdict(list)
        for row in rows:
            for e in row["entities"]:
                surface = row["text"][e["start"] : e["end"]]
                self.after[self.key(row, e)].append(surface)
                self.by_label[row["lang"], e["label"]].append(surface)
        self.countries = {lang: self._countries(lang) for lang in ("fr", "en")}

    @staticmethod
    def key(row: dict, entity: dict) -> tuple:
        """What a substitute must share: language, label, the word before, vowel or not, acronym or not."""
        before = re.findall(r"\w+'?|[^\w\s]", row["text"][: entity["start"]])
        surface = row["text"][entity["start"] : entity["end"]]
        return (
            row["lang"],
            entity["label"],
            before[-1].lower() if before else "",
            surface[0].lower() in _VOWELS,
            surface.isupper(),
        )

    @staticmethod
    def _countries(lang: str) -> dict[str, list[str]]:
        """CLDR names of the states by the article that they take (French), or all together."""
        pools = defaultdict(list)
        territories = Locale.parse(lang).territories
        dependent = set(
            "AI AQ AS AW AX BL BM BQ BV CC CK CX FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC "
            "NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT EU EZ UN ZZ XA XB AC CP CQ DG EA IC TA QO EH".split()
        )
        for code, name in territories.items():
            if len(code) == 2 and code.isalpha() and code not in dependent:
                pools[Names._article(name) if lang == "fr" else "all"].append(name)
        return pools

    @staticmethod
    def _article(name: str) -> str:
        if name.endswith("s") and name.split()[0] in ("États-Unis", "Pays-Bas", "Philippines", "Émirats", "Comores", "Maldives", "Seychelles"):
            return "plural"
        if name[0].lower() in _VOWELS:
            return "vowel"
        return "feminine" if name.split()[0].endswith("e") and name not in ("Mexique", "Cambodge", "Mozambique", "Zimbabwe", "Belize") else "masculine"

    def person(self, surface: str) -> tuple[str, str, str]:
        first, last = self.rng.choice(self.people)
        if len(surface.split()) == 1:
            return (last if self.rng.random() < 0.7 else first), first, last
        if re.match(r"[A-Z]\. ", surface):
            return f"{first[0]}. {last}", first, last
        return f"{first} {last}", first, last

    def org(self, lang: str, surface: str) -> str:
        rng = self.rng
        if surface.isupper() and len(surface) < 8:
            return "".join(rng.choice(_LETTERS) for _ in range(rng.choice((2, 3, 3, 4, 4, 5))))
        city, (_, last) = rng.choice(self.cities), rng.choice(self.people)
        if lang == "en":
            subject = rng.choice(_SUBJECTS_EN)
            return rng.choice(
                [
                    f"Ministry of {subject}", f"Department of {subject}", f"{city} City Council", f"University of {city}",
                    f"{city} United", f"{city} FC", f"{last} Group", f"{last} & Sons", f"{last} Foundation",
                    f"National {subject.removeprefix('the ')} Agency", f"{city} Police Department", f"Bank of {city}",
                    f"{city} Chamber of Commerce", f"{last} Institute", f"{city} Herald", f"Supreme Court of {city}",
                    f"Union of {subject.removeprefix('the ')} Workers", f"People's Party for {subject}", rng.choice(self.companies),
                ]
            )
        subject, adjective = _de(rng.choice(_SUBJECTS_FR)), rng.choice(_ADJECTIVES_FR)
        d_city = ("d'" if city[0].lower() in _VOWELS else "de ") + city
        feminine = surface.split()[0].endswith("e") or surface.split()[0].endswith("ion")
        if feminine:
            adj = _feminine(adjective)
            return rng.choice(
                [
                    f"Agence {adj} {subject}", f"Union {adj} {subject}", f"Fédération {adj} {subject}", f"Banque {adj} d'investissement",
                    f"Association {subject}", f"Fondation {last}", f"Compagnie {adj} {subject}", f"Maison {last}",
                    f"Chambre de commerce {d_city}", f"Société {adj} {subject}", f"cour d'appel {d_city}", f"Confédération {adj} du travail",
                    f"Direction {adj} {subject}", f"Commission {adj} {subject}", f"Coordination {subject}", f"Ligue {adj} {subject}",
                ]
            )
        return rng.choice(
            [
                f"ministère {subject}", f"Conseil {adjective} {subject}", f"Parti {adjective} {subject}", f"Front {adjective} {subject}",
                f"FC {city}", f"AS {city}", f"Stade {city}", f"Racing Club {d_city}", f"tribunal {d_city}", f"parquet {d_city}", f"CHU {d_city}",
                f"Syndicat {adjective} {subject}", f"Centre {adjective} {subject}", f"groupe {last}", f"Observatoire {adjective} {subject}",
                f"Mouvement {adjective} pour {rng.choice(_SUBJECTS_FR)}", f"Collectif {subject}", f"Institut {last}", f"Club {d_city}",
                f"Comité {adjective} {subject}", f"Rassemblement {adjective}", rng.choice(self.companies),
            ]
        )

    def date(self, lang: str, surface: str) -> str:
        """The same form with another day, month, year, weekday."""
        rng, locale = self.rng, Locale.parse(lang)
        for names in (locale.months["format"]["wide"], locale.days["format"]["wide"]):
            words = list(names.values())
            pattern = re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")\b", re.I)
            surface = pattern.sub(
                lambda m: (lambda w: w.capitalize() if m[0][0].isupper() else w)(rng.choice(words)), surface
            )
        surface = re.sub(r"\b1[5-9]\d\d\b|\b20[0-4]\d\b", lambda m: str(rng.randint(1700, 1999) if m[0][0] == "1" else rng.randint(2000, 2035)), surface)
        return re.sub(r"(?<![\d/.-])([1-9]|[12]\d|3[01])(?= \w)", lambda m: str(rng.randint(2, 30)), surface)

    def other(self, row: dict, entity: dict, mapping: dict[str, str]) -> str:
        lang, label = row["lang"], entity["label"]
        surface = row["text"][entity["start"] : entity["end"]]
        if surface in mapping:
            return mapping[surface]
        # In a window of another form, the word before may be new: the name is then left.
        same = self.after.get(self.key(row, entity)) or [surface]
        if label == "PERSON":
            new, first, last = self.person(surface)
            words = surface.split()
            if len(words) == 2:
                mapping.setdefault(words[1], last)
                mapping.setdefault(words[0], first)
        elif label == "DATE":
            new = self.date(lang, surface)
        elif label == "COUNTRY":
            pools = self.countries[lang]
            pool = pools["all"] or pools[self._article(surface)]
            new = self.rng.choice(pool if pool and self.rng.random() < 0.8 else same)
        elif label == "LOC":
            before = row["text"][: entity["start"]].rstrip().rsplit(" ", 1)[-1].lower()
            vowel = surface[0].lower() in _VOWELS
            if before in ("à", "in", "at", "near", "from") and self.rng.random() < 0.6:
                new = self.rng.choice(self.cities)
                if (new[0].lower() in _VOWELS) != vowel:
                    new = self.rng.choice(same)
            else:
                new = self.rng.choice(same)
        else:
            new = self.org(lang, surface) if self.rng.random() < 0.5 else self.rng.choice(same)
            if (new[0].lower() in _VOWELS) != (surface[0].lower() in _VOWELS):
                new = self.rng.choice(same)
        mapping[surface] = new
        return new


def rebuild(row: dict, replace) -> dict:
    """The text with each entity's surface replaced, offsets following."""
    parts, entities, at, size = [], [], 0, 0
    for e in sorted(row["entities"], key=lambda e: e["start"]):
        parts.append(row["text"][at : e["start"]])
        size += len(parts[-1])
        parts.append(replace(e))
        entities.append({"start": size, "end": size + len(parts[-1]), "label": e["label"]})
        size += len(parts[-1])
        at = e["end"]
    parts.append(row["text"][at:])
    return {**row, "text": "".join(parts), "entities": entities}


def _same_length(row: dict, change) -> dict:
    text = change(row["text"])
    return {**row, "text": text} if len(text) == len(row["text"]) else row


def strip_accents(text: str) -> str:
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text)


class Augmenter:
    def __init__(self, rows: list[dict], seed: int):
        self.rng = random.Random(seed)
        self.names = Names(rows, self.rng)

    def swap(self, row: dict) -> dict:
        """Each name is replaced with probability 0.7; the same name by the same name."""
        mapping: dict[str, str] = {}
        return rebuild(
            row,
            lambda e: self.names.other(row, e, mapping)
            if self.rng.random() < 0.7
            else row["text"][e["start"] : e["end"]],
        )

    def glue(self, row: dict) -> dict:
        """Lose the space before one entity, as scraped pages do (`surTelegram`)."""
        candidates = [e for e in row["entities"] if e["start"] > 1 and row["text"][e["start"] - 1] == " "]
        if not candidates:
            return row
        at = self.rng.choice(candidates)["start"] - 1
        moved = [
            {**e, "start": e["start"] - (e["start"] > at), "end": e["end"] - (e["end"] > at)} for e in row["entities"]
        ]
        return {**row, "text": row["text"][:at] + row["text"][at + 1 :], "entities": moved}

    def noise(self, row: dict) -> dict:
        draw = self.rng.random()
        if draw < 0.05:
            return _same_length(row, str.upper)
        if draw < 0.09:
            return _same_length(row, strip_accents)
        if draw < 0.11:
            return _same_length(row, str.lower)
        if draw < 0.14:
            return self.glue(row)
        if draw < 0.18 and row["text"].endswith("."):
            return {**row, "text": row["text"][:-1]} if not any(e["end"] == len(row["text"]) for e in row["entities"]) else row
        return row

    def cut(self, row: dict) -> dict:
        """One sentence out of a paragraph: the product's windows are shorter than paragraphs."""
        bounds = [m.end() for m in re.finditer(r"(?<=[a-zé)»]{2})[.!?…] (?=[A-ZÉÀ«])", row["text"])]
        if not bounds:
            return row
        edges = [0, *bounds, len(row["text"])]
        n = self.rng.randrange(len(edges) - 1)
        start, end = edges[n], edges[min(len(edges) - 1, n + self.rng.choice((1, 1, 2)))]
        if any(e["start"] < start < e["end"] or e["start"] < end < e["end"] for e in row["entities"]):
            return row
        inside = [
            {**e, "start": e["start"] - start, "end": e["end"] - start}
            for e in row["entities"]
            if start <= e["start"] and e["end"] <= end
        ]
        return {**row, "text": row["text"][start:end], "entities": inside}

    def join(self, a: dict, b: dict) -> dict:
        gap = self.rng.choice((" ", " ", "\n"))
        shift = len(a["text"]) + len(gap)
        later = [{**e, "start": e["start"] + shift, "end": e["end"] + shift} for e in b["entities"]]
        return {**a, "text": a["text"] + gap + b["text"], "entities": a["entities"] + later}

    def epoch(self, rows: list[dict], share: float, cut: float = 0.35) -> list[dict]:
        """One epoch's texts: a `share` of them changed, one in twelve joined to another; of a share `cut`,
        a sentence or two."""
        out = []
        for row in rows:
            if self.rng.random() < cut:
                row = self.cut(row)
            if self.rng.random() < share:
                row = self.noise(self.swap(row))
            elif self.rng.random() < 0.3:
                row = self.noise(row)
            if out and len(row["text"]) + len(out[-1]["text"]) < 500 and self.rng.random() < 1 / 12:
                row = self.join(out.pop(), row)
            out.append(row)
        for row in out:
            for e in row["entities"]:
                assert 0 <= e["start"] < e["end"] <= len(row["text"]) and e["label"] in LABELS
        return out
