"""The first rows of a new file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crmcli.features.calendar import store as calendar
from crmcli.features.calendar.library import library_days, years_from
from crmcli.features.staff import store as staff
from crmcli.features.tier import store as tiers
from crmcli.storage.file import new_file
from crmcli.storage.row import insert

if TYPE_CHECKING:
    from crmcli.packs.model import Pack
    from crmcli.session import Session


class Beginning(NamedTuple):
    """What a file begins with."""

    pack: Pack
    organisation: str
    store: str
    operator: str


def begin(session: Session, beginning: Beginning) -> int | None:
    """Makes the file with its settings, first store, first of the staff, the pack's ladder and the days off
    from last year on; one operation.
    """
    session.__dict__["pack"] = beginning.pack
    settings = {"pack": beginning.pack.name, "organisation": beginning.organisation, "protection": "open"}
    today = session.today.isoformat()
    days_off = library_days(years_from(session.today.year))
    with new_file(session.path) as made:
        session.__dict__["db"] = made
        try:
            with session.write("init", signed=False) as operation:
                db = operation.db
                for key, value in settings.items():
                    insert(db, "setting", {"key": key, "value": value})
                store_id = staff.add_store(db, beginning.store)
                staff.add_person(db, beginning.operator, beginning.pack.operator_role, store_id, today)
                tiers.adopt(db, tiers.ladder_of_pack(beginning.pack, today))
                for day in days_off:
                    calendar.put(db, day)
        finally:
            # It goes on under its own name.
            del session.__dict__["db"]
    return operation.number
