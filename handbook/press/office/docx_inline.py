"""What stands in a paragraph, as DOCX: words, links, lines to write on, boxes to tick."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from handbook.press.office.docx_base import W14
from handbook.press.office.looks import BLANKS, BOX, SYMBOLS, TICKED
from handbook.press.office.model import Blank, Break, Inline, Text


class Inlines:
    """Fills the paragraphs of one document; boxes are called ``tick_name``."""

    def __init__(self, tick_name: str) -> None:
        self._tick_name = tick_name
        self._controls = 0

    def fill(self, paragraph: Any, content: tuple[Inline, ...]) -> None:
        """Append what stands in a paragraph."""
        for part in content:
            if isinstance(part, Break):
                paragraph.add_run().add_break()
            elif isinstance(part, Blank):
                _line(paragraph, part)
            elif isinstance(part, Text):
                self._text(paragraph, part)
            else:
                paragraph._p.append(self.tick())

    def _text(self, paragraph: Any, part: Text) -> None:
        if not part.href:
            run = paragraph.add_run(part.text)
        else:
            link = OxmlElement("w:hyperlink")
            kind = RELATIONSHIP_TYPE.HYPERLINK
            link.set(qn("r:id"), paragraph.part.relate_to(part.href, kind, is_external=True))
            paragraph._p.append(link)
            run = paragraph.add_run(part.text)
            run._r.style = "Hyperlink"
            link.append(run._r)
        run.bold, run.italic = part.bold or None, part.italic or None

    def tick(self) -> Any:
        """Return a box that Word lets people tick with a click; on paper it is a box."""
        font = "".join(f' w:{kind}="{SYMBOLS[0]}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
        states = "".join(
            f'<w14:{name} w14:val="{ord(sign):04X}" w14:font="{SYMBOLS[0]}"/>'
            for name, sign in (("checkedState", TICKED), ("uncheckedState", BOX))
        )
        return self._control(
            self._tick_name,
            f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>',
            f"<w:r><w:rPr><w:rFonts{font}/></w:rPr><w:t>{BOX}</w:t></w:r>",
        )

    def _control(self, name: str, kind: str, content: str) -> Any:
        self._controls += 1
        made = parse_xml(
            f'<w:sdt {nsdecls("w")} xmlns:w14="{W14}"><w:sdtPr><w:alias/>'
            f'<w:id w:val="{self._controls}"/>{kind}</w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
        made.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").set(qn("w:val"), name)
        return made


def _line(paragraph: Any, blank: Blank) -> None:
    """Draw a line to write on: an underlined tab to the margin, or low lines.

    No content control: LibreOffice exports those to PDF as fields, and their lines are gone.
    """
    if blank.kind == "line":
        run = paragraph.add_run()
        run._r.style = "Line"
        run.add_tab()
    else:
        paragraph.add_run("_" * BLANKS[blank.kind])
