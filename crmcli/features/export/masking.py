"""Personal values of a sheet made unreadable. Source: domain/members.md, Masking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from crmcli.core.mask import mask_address, mask_email, mask_id, mask_phone

if TYPE_CHECKING:
    from crmcli.forms.model import Form

#: How the fields are masked that a form calls personal; any other personal one as a number is.
_MASKS: Mapping[str, Callable[[str], str]] = {
    "phone": mask_phone,
    "phone2": mask_phone,
    "address": mask_address,
    "email": mask_email,
}
#: A sheet nobody is named on is of no use to anybody.
_SHOWN = ("name",)


def masked(form: Form, record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with phones, IDs, cards, addresses, e-mail and WeChat masked; names stay."""
    return {name: _masked_value(form, name, value) for name, value in record.items()}


def _masked_value(form: Form, name: str, value: Any) -> Any:
    field = form.fields.get(name)
    if field is None or not field.personal or name in _SHOWN or not isinstance(value, str):
        return value
    return _MASKS.get(name, mask_id)(value)
