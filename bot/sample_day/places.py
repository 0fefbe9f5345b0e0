"""Where the sample day delivers: streets that exist, house numbers that need not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Round:
    """The part of a city that one route covers."""

    city: str
    state: str
    zip: str
    area_code: str
    latitude: float
    longitude: float
    houses: tuple[str, ...]
    """House and street, with the unit behind a comma, in the order of the stops."""


ROUNDS = {
    "RT-01": Round("Phoenix", "AZ", "85013", "602", 33.5094, -112.0740, (
        "302 W Camelback Rd, Apt 12", "4818 N 7th Ave", "515 W Pasadena Ave", "4747 N Central Ave, Unit 1204",
        "121 E Highland Ave", "4530 N 3rd St", "212 E Coolidge St", "1021 W Turney Ave", "4215 N 15th Ave",
        "12 W Elm St", "1430 W Indian School Rd, Ste 110", "3939 N 11th Ave", "816 W Clarendon Ave",
        "3815 N Central Ave, Apt 5B", "77 E Weldon Ave", "340 E Earll Dr", "2929 N 7th St", "118 W Catalina Dr",
        "2640 N 5th Ave", "14 W Encanto Blvd",
    )),
    "RT-02": Round("Phoenix", "AZ", "85008", "480", 33.4661, -112.0031, (
        "3015 E Thomas Rd, Unit 8", "2834 N 32nd St", "3301 E Pinchot Ave, Apt 210", "3540 E Earll Dr",
        "2727 N 36th St", "3619 E Monte Vista Rd", "2518 N 38th St", "3850 E McDowell Rd, Ste 4",
        "1710 N 40th St", "4022 E Almeria Rd", "1833 N 42nd Pl", "4115 E Oak St", "2211 N 44th St, Apt 301",
        "4410 E Virginia Ave", "4601 E Thomas Rd", "2950 N 46th Pl", "4726 E Cambridge Ave", "3120 N 48th St",
        "4840 E Osborn Rd", "3401 N 50th Pl",
    )),
    "RT-03": Round("Tempe", "AZ", "85281", "623", 33.4255, -111.9400, (
        "640 S Mill Ave, Unit 302", "111 W University Dr", "225 W 5th St", "818 S Farmer Ave",
        "930 S Roosevelt St", "1215 S Wilson St", "300 W 13th St", "1402 S Ash Ave", "55 E Broadway Rd, Apt 17",
        "1801 S Mill Ave", "220 E Palmdale Dr", "2105 S College Ave", "414 E Del Rio Dr",
        "2323 S McClintock Dr, Ste 9", "1120 E Apache Blvd, Apt 44", "1310 S Rural Rd", "909 E Lemon St",
        "777 S Terrace Rd", "1005 E Spence Ave", "1530 E Williams St",
    )),
    "RT-04": Round("Miami", "FL", "33135", "305", 25.7660, -80.2340, (
        "1450 SW 8th St, Apt 6", "825 SW 16th Ave", "1720 SW 9th St", "914 SW 19th Ave", "2015 SW 11th St",
        "1133 SW 22nd Ave, Unit 4C", "2240 SW 7th St", "640 SW 24th Ave", "2451 SW 5th St", "320 SW 25th Ave",
        "2600 SW 3rd St, Apt 11", "211 SW 27th Ave", "2718 W Flagler St", "115 NW 28th Ave", "2832 NW 2nd St",
        "404 NW 29th Ct", "2930 NW 5th St, Apt 2", "616 NW 31st Ave", "3105 NW 7th St", "720 NW 32nd Pl",
    )),
    "RT-05": Round("Miami", "FL", "33131", "786", 25.7630, -80.1920, (
        "950 Brickell Bay Dr, Apt 2403", "1200 Brickell Ave, Ste 300", "145 SE 14th St", "1301 SW 1st Ave",
        "77 SW 15th Rd", "1425 S Miami Ave, Unit 7", "186 SW 13th St", "1010 SW 2nd Ave, Apt 1508",
        "221 SW 9th St", "850 S Miami Ave", "68 SE 6th St, Apt 912", "500 Brickell Key Dr",
        "335 S Biscayne Blvd", "50 Biscayne Blvd, Apt 3307", "234 NE 3rd St", "101 NE 5th St",
        "275 NE 18th St, Apt 1604", "1717 N Bayshore Dr", "1900 Biscayne Blvd", "488 NE 20th St",
    )),
    "RT-06": Round("Miami Beach", "FL", "33139", "954", 25.7850, -80.1340, (
        "420 Ocean Dr, Apt 3", "528 Collins Ave", "635 Washington Ave", "711 Meridian Ave",
        "820 Euclid Ave, Unit 5", "905 Jefferson Ave", "1014 Lenox Ave", "1128 Michigan Ave, Apt 202",
        "1215 West Ave, Apt 1010", "1330 Alton Rd", "1420 Bay Rd", "1505 Pennsylvania Ave", "1611 Drexel Ave",
        "1700 Convention Center Dr", "1818 James Ave", "1925 Liberty Ave, Apt 14", "2018 Park Ave",
        "2131 Collins Ave", "2240 Pine Tree Dr", "2300 Prairie Ave",
    )),
}  # fmt: skip

RECIPIENTS = (
    "Grace Holloway", "Peter Lindqvist", "Rosa Delgado", "Hannah Weiss", "Jamal Carter", "Irene Kowalski",
    "Victor Nguyen", "Maribel Soto", "Derek Olsen", "Fatima Rahman", "Colin Mackey", "Yolanda Rivas",
    "Simone Laurent", "Raj Patel", "Bianca Ferrara", "Oscar Medina", "Leah Goldberg", "Trevor Banks",
    "Carmen Aguilar", "Nina Petrova",
)  # fmt: skip
SURNAMES_OF_ROUND = ("", "-Ellis", "-Moss", "-Vega", "-Lane", "-Reyes")
"""What tells the customers of one round from those of the next."""
