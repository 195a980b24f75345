"""Words that somebody could really add, per language, right in themselves.

Each is out of place only where a planter puts it.
"""

EXTRA = {
    "hu": (
        "Erről a következő hírlevelünkben bővebben is írunk, addig is várjuk a kérdéseket.",
        "A fordító megjegyzése: ez a mi városunkban másképp működik, kérdezzük meg a hivatalt.",
        "A programot tavaly ősszel a megyei lap is bemutatta, a cikket a honlapunkon olvashatjuk.",
    ),
    "sr": (
        "O ovome ćemo više pisati u sledećem biltenu, a do tada rado odgovaramo na pitanja.",
        "Napomena prevodioca: u našem gradu ovaj deo funkcioniše drugačije, pitajte opštinu.",
        "Program je prošle jeseni predstavio i lokalni list, a članak se nalazi na našem sajtu.",
    ),
    "lv": (
        "Par to vairāk rakstīsim nākamajā jaunumu vēstulē, bet līdz tam gaidām jautājumus.",
        "Tulkotāja piezīme: mūsu pilsētā šī daļa darbojas citādi, vaicājiet pašvaldībā.",
        "Programmu pagājušajā rudenī aprakstīja arī vietējā avīze, raksts ir mūsu vietnē.",
    ),
    "bg": (
        "За това ще пишем повече в следващия бюлетин, а дотогава очакваме вашите въпроси.",
        "Бележка на преводача: в нашия град тази част работи по друг начин, попитайте в общината.",
        "Миналата есен програмата беше представена и в местния вестник, статията е на нашия сайт.",
    ),
}
ITEMS = {
    "hu": ("Kérjük el a tavalyi jelentést is.", "Hívjuk fel a könyvtárat a terem miatt."),
    "sr": ("Zatražite i prošlogodišnji izveštaj.", "Pozovite biblioteku zbog sale."),
    "lv": ("Palūdziet arī pagājušā gada pārskatu.", "Piezvaniet bibliotēkai par telpu."),
    "bg": ("Поискайте и миналогодишния отчет.", "Обадете се в библиотеката за залата."),
}
CELLS = {"hu": "Egyéb", "sr": "Ostalo", "lv": "Cits", "bg": "Друго"}
LONGER = {
    "hu": "és ezt akkor is megteheted, ha korábban már valami egészen mást beszéltél meg a "
    "mentoroddal, a koordinátorral vagy egy olyan felnőttel, akiben megbízol",
    "sr": "i to možeš da uradiš i onda kada si ranije sa svojim mentorom, koordinatorom ili nekom "
    "odraslom osobom kojoj veruješ dogovorio nešto sasvim drugo",
    "lv": "un to tu vari darīt arī tad, ja agrāk ar savu mentoru, koordinatoru vai kādu "
    "pieaugušo, kuram uzticies, esi vienojies par kaut ko pavisam citu",
    "bg": "и можеш да го направиш дори когато по-рано си се уговорил за нещо съвсем друго със "
    "своя ментор, с координатора или с възрастен, на когото имаш доверие",
}
LEFTOVERS = (
    "TODO",
    "TODO: check with the coordinator",
    "[TODO]",
    "FIXME",
    "XXX",
    "(TBD)",
    "[NEEDS TRANSLATION]",
    "??? TRANSLATE ???",
)
PREAMBLES = (
    "Here is the translation of the text you provided:",
    "Sure! Here is the translated version of this section:",
    "Note: the original formatting and the Markdown structure have been preserved.",
    "I have kept the terminology consistent with the rest of the document.",
)
FOREIGN = {
    "hu": (
        "Der Mentor trifft sich einmal in der Woche mit dem jungen Menschen und hört ihm zu.",
        "Mentorul se întâlnește o dată pe săptămână cu tânărul și îl ascultă cu răbdare.",
        "Mentor sa stretáva s mladým človekom raz za týždeň a pozorne ho počúva.",
    ),
    "sr": (
        "Mentorica se s mladom osobom sastaje jednom tjedno i pozorno ju sluša u miru i tišini.",
        "Mentor se z mlado osebo srečuje enkrat na teden in jo pozorno posluša.",
        "Der Mentor trifft sich einmal in der Woche mit dem jungen Menschen und hört ihm zu.",
    ),
    "lv": (
        "Mentorius kartą per savaitę susitinka su jaunuoliu ir įdėmiai jo klausosi.",
        "Mentor kohtub noorega kord nädalas ja kuulab teda tähelepanelikult.",
        "Наставник встречается с молодым человеком раз в неделю и внимательно его слушает.",
    ),
    "bg": (
        "Наставник встречается с молодым человеком раз в неделю и внимательно его слушает.",
        "Менторот се среќава со младиот човек еднаш неделно и внимателно го слуша.",
        "Mentorul se întâlnește o dată pe săptămână cu tânărul și îl ascultă cu răbdare.",
    ),
}
