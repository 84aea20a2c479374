"""A retention period in a form: months, days, and what they are counted from."""

from __future__ import annotations

from pydantic import BaseModel

from agreements.domain.content import Retention


def period_typed(form: BaseModel, name: str) -> Retention | None:
    """The period in the controls of a field; None when neither months nor days were typed."""
    months, days, starts_at = (getattr(form, f"{name}_{part}") for part in ("months", "days", "starts_at"))
    if months is None and days is None:
        return None
    return Retention(months=months or 0, days=days or 0, starts_at=starts_at)


def period_written(kept: Retention | None, name: str) -> dict[str, str]:
    """The controls filled in with a period. Of months and days only those that count."""
    months = str(kept.months) if kept and (kept.months or not kept.days) else ""
    days = str(kept.days) if kept and kept.days else ""
    starts_at = kept.starts_at.value if kept else ""
    return {f"{name}_months": months, f"{name}_days": days, f"{name}_starts_at": starts_at}
