"""Words that are names of some people and mean something to everybody."""

from __future__ import annotations

from typing import Final

EVERYDAY: Final = frozenset(
    """
    amber april art ash august autumn ball bank bar bell best bill bird black bloom blue bond book booth
    box brand bridge bright brook brown buck bush camino campo cannon care case cash cat chance chase
    church city clear close code cold cole cook corner cotton court crane cross cruz dale date dawn day
    days dean dear del desk dial dollar don door dot down drew early east easy even fair faith farm fields
    fine fish flores flowers ford fox frank free friend front garden gate gates gold golden good grace
    grant gray green grove guard hall hand hands hardy harmony heart heath hill hills holly home homes
    honey hood hope hunt hunter ivy job jobs joy judge july june just key king kind knight lake land lane
    law link little lock long los love low luck luna luz mail main man manager many march mark market may
    mercedes mercy mesa miles mill mills mine moon moor more moss mountain new news nice night noble north
    oak ocean olive order page palm palms park parks path patience paz peace pearl penny people pepper
    pike place plaza point pole pond pool poor porter post price pride prince purple queen quick rain
    ranch ray real red reed rich right river rock rod rose ruby rush rusty saint sand sandy school sea
    self service shop short silver simple singer small smart snow sol son song south spa spring square
    star state station stay stone stop store storm strange street strong summer sun sunny swift table team
    temple thorn tiny town trail tree trini two uno val valle valley van vega verde vista walk wall ward
    water waters way weeks well wells west white wild will win winter wise wolf wood woods words worth
    yard young
    """.split()  # noqa: SIM905
)
"""Alone, they count as names only where they are written like one."""
OF_A_COMPANY: Final = frozenset(
    """
    apartments apts associates auto bakery bank bar barber building cafe care center centre church clinic
    club co college company condos corp dental depot desk dispatch electric express farms fitness foods
    front grill group gym hall hardware health home homes hospital hotel house inc inn insurance kitchen
    law leasing library llc lobby lodge logistics lounge mailroom management market motel motors museum
    office pharmacy pizza plaza realty receiving repair restaurant resident residents salon school
    security service services shop spa storage store studio suites supply systems tenant tienda tower
    towers university warehouse
    """.split()  # noqa: SIM905
)
"""A name with one of these is a company's or a place's: its parts alone are everybody's words."""
