"""Forbidden forms of the glossary, inflected, in place of the word that is right.

The forms are written here by hand, from the language, not made from the glossary by rule: each
line is a pattern of the right word with its endings and the wrong word with the same endings.
All are at level ``error`` in `docs/glossary.yml` (a test holds them to that).
"""

from __future__ import annotations

import re

from .model import Change, Desk, plants
from .typography import QUOTED

SWAPS: dict[str, tuple[tuple[str, str], ...]] = {
    "hu": (
        (r"esetkonferenci(a|án|át|ára|ához|ák)", r"ügykonferenci\1"),
        (r"fogyatékossággal élő(k|ket|knek|khöz|)", r"fogyatékkal élő\1"),
        (r"mentorált(ja|)", r"mentee"),
        (r"mentoráltak(at|nak|kal|)", r"mentee-k"),
        (r"mentoráltnak", r"mentee-nek"),
        (r"mentoráltat", r"mentee-t"),
        (r"kortárs mentor(ok|okat|oknak|okkal|t|nak|ral|tól|rá|)", r"páros mentor\1"),
        (r"kortárs mentor(ok|okat|oknak|okkal|t|nak|ral|tól|rá|)", r"társ-mentor\1"),
        (r"kortárs mentorálás(ról|ban|t|nak|hoz|)", r"páros mentorálás\1"),
        (r"kortárs segítés(ről|ben|t|nek|)", r"társ támogatás"),
        (r"ifjúságsegítő(k|vel|nek|t|)", r"ifjúsági munkavállaló\1"),
    ),
    "sr": (
        (r"hranitelj(i|a|u|em|ima|e|)", r"udomitelj\1"),
        (r"staratelj(a|u|em)", r"skrbnik\1"),
        (r"učešć(e|a|u|em)", r"sudjelovanj\1"),
        (r"vršnjačko(g|m|) mentorstv(o|a|u)", r"parno\1 mentorstv\2"),
        (r"vršnjačkim mentorstvom", r"parnim mentorstvom"),
        (r"podat(ke|aka|ci) o ličnosti", r"osobn\1"),
        (r"povratn(?:a|e|u|om|oj) informacij(?:a|e|u|om|i)", r"feedbackom"),
        (r"ishod(a|e|i|ima|)", r"autkam\1"),
        (r"uparivanj(e|a|u|em)", r"mečovanj\1"),
        (r"mentij(a|u|em|i|e|ima)", r"mentoriranog"),
        (r"osob(a|e|u|i) sa invaliditetom", r"osob\1 sa posebnim potrebama"),
        (r"zlostavljanj(e|a|u|em)", r"zlouporab"),
    ),
    "lv": (
        (r"mentorējam(ais|ā|o|ajam|ajai|ie|os|ajiem)", r"mentējam\1"),
        (r"bāriņties(a|ai|u|as|ā)", r"bāreņu ties\1"),
        (r"gadījuma vadītāj(s|a|am|u|i|iem)", r"keismenedžer"),
        (r"vienaudžu mentor(s|a|am|u|i|iem|us|os)", r"pāra mentor\1"),
        (r"vienaudžu mentoring(s|a|am|u|ā)", r"pāru mentoring\1"),
        (r"atgriezenisk(?:ā|o|ās|ajai) sait(?:e|i|es|ei)", r"feedback"),
        (r"ētikas kodeks(s|a|u|ā|am)", r"vadīšanas kod\1"),
        (r"starpinstitūciju sanāksm(e|ē|i|es)", r"lietas konferenc\1"),
        (r"jaunatnes darbiniek(s|a|am|u|i|iem)", r"jaunatnes strādniek\1"),
        (r"vardarbīb(a|u|as|ai|ā)", r"abūz"),
        (r"cilvēki ar invaliditāti", r"invalīdi"),
        (r"cilvēkiem ar invaliditāti", r"invalīdiem"),
        (r"cilvēku ar invaliditāti", r"invalīdu"),
    ),
    "bg": (
        (r"жалб(?:а|и|ата|ите)", r"рекламации"),
        (r"хора(та|) с увреждания", r"инвалиди\1"),
        (r"човек с увреждане", r"инвалид"),
        (r"менторство(то|) между връстници", r"двойково\1 менторство"),
        (r"младежка(та|) работа", r"младежкия труд"),
        (r"личн(?:ия|ият) опит", r"живяния опит"),
        (r"личен опит", r"живян опит"),
        (r"насилие(то|)", r"абюз"),
        (r"дете в риск", r"проблемно дете"),
        (r"деца(та|) в риск", r"проблемни деца"),
        (r"ментор(и|ите) връстници", r"пиър ментор\1"),
    ),
}
ENDINGS: dict[str, dict[str, str]] = {
    "zlouporab": {"e": "a", "a": "e", "u": "u", "em": "om"},
    "keismenedžer": {"s": "is", "a": "a", "am": "im", "u": "i", "i": "i", "iem": "iem"},
    "abūz": {"a": "e", "u": "i", "as": "es", "ai": "ei", "ā": "ē"},
    "osobn": {"ke": "e podatke", "aka": "ih podataka", "ci": "i podaci"},
    "mentee-k": {"at": "et", "nak": "nek", "kal": "kel", "": ""},
    "mentee": {"ja": "-je", "": ""},
    "társ támogatás": {"ről": "ról", "ben": "ban", "t": "t", "nek": "nak", "": ""},
}


def wrong(match: re.Match[str], form: str) -> str:
    """The forbidden form with the ending that fits the word it stands for."""
    if form in ENDINGS:
        return form + ENDINGS[form][match[1].lower()]
    return match.expand(form)


@plants("forbidden-term")
def _term(desk: Desk) -> Change | None:
    # a quotation may keep a word that the text itself must not use
    quoted = [(n, m.start(), m.end()) for n, m in desk.target.find(QUOTED[desk.language])]
    spots = [
        (line, match, wrong(match, form))
        for right, form in SWAPS[desk.language]
        for line, match in desk.target.find(re.compile(rf"(?<!\w)(?i:{right})(?!\w)"))
        if not any(n == line and start <= match.start() < end for n, start, end in quoted)
    ]
    spot = desk.pick(spots)
    if spot is None:
        return None
    old, new = spot[1][0], spot[2]
    new = new[0].upper() + new[1:] if old[0].isupper() else new
    return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "")
